"""Runs the student's sampler from a seed; if requested, from uniform numbers that are as extreme as
possible.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from torch.overrides import TorchFunctionMode

from . import protocol
from .evaluate import keywords, pack
from .submission import Submission


def sample(
    submission: Submission, request: Mapping[str, Any], tensors: Sequence[torch.Tensor]
) -> list[protocol.Tensor]:
    """Returns the numbers that the function draws, called for each of the "sizes" in turn."""
    name, results = request["name"], []
    torch.manual_seed(request["seed"])
    for size in request["sizes"]:
        if request["extreme"]:
            with Extreme():
                result = submission.call(name, [tuple(size)], keywords(request))
        else:
            result = submission.call(name, [tuple(size)], keywords(request))
        results.append(pack(result, f"the result of {name}"))
    return results


class Extreme(TorchFunctionMode):
    """Puts the ends of the half-open interval among its uniform numbers. 0 is rare in it."""

    def __torch_function__(
        self, func: Callable[..., Any], types: Any, args: Sequence[Any] = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        kwargs = kwargs or {}
        result = func(*args, **kwargs)
        if func in (torch.rand, torch.rand_like):
            _put(result, 0.0, 1.0)
        elif func is torch.Tensor.uniform_:
            given = dict(zip(("from", "to"), args[1:], strict=False)) | dict(kwargs)
            _put(result, given.get("from", 0.0), given.get("to", 1.0))
        return result


def _put(numbers: torch.Tensor, low: float, high: float) -> None:
    if numbers.numel() > 1:
        flat = numbers.view(-1)
        flat[0] = low
        flat[-1] = high - (high - low) * torch.finfo(numbers.dtype).eps / 2
