"""Observes what the student's function does to memory and to autograd's graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import torch

from . import protocol
from .evaluate import keywords, pack, shares, strided
from .submission import Submission


def _permuted(tensor: torch.Tensor) -> torch.Tensor:
    """Returns the same entries without gaps, with the first dimension innermost in memory, as in a
    transposed matrix.
    """
    return tensor.movedim(0, -1).clone(memory_format=torch.contiguous_format).movedim(-1, 0)


def _sliced(tensor: torch.Tensor) -> torch.Tensor:
    """Returns the same entries as all columns but the last of a wider tensor."""
    return torch.cat([tensor, tensor[..., :1]], -1)[..., :-1]


ARRANGED: Mapping[str, Callable[[torch.Tensor], torch.Tensor]] = {
    "contiguous": torch.clone,
    "strided": strided,
    "permuted": _permuted,
    "sliced": _sliced,
}


def behave(
    submission: Submission, request: Mapping[str, Any], tensors: Sequence[torch.Tensor]
) -> list[protocol.Tensor]:
    """Returns the function's result, marked if it requires a gradient; then the inputs after the
    call, marked if the result shares their memory and if autograd does not reach them from it.

    The inputs require gradients and are not leaves, so the function may change them in place. The
    request gives their memory layout.
    """
    leaves = [t.requires_grad_() for t in tensors]
    inputs = [ARRANGED[request["arranged"]](t) for t in leaves]
    result = submission.call(request["name"], inputs, keywords(request))
    packed = pack(result, f"the result of {request['name']}", protocol.RECORDED if result.requires_grad else 0)
    gradients: Sequence[torch.Tensor | None] = [None] * len(leaves)
    if result.requires_grad:
        with submission.blamed(), submission.record.engine.ours():
            gradients = torch.autograd.grad(result.sum(), leaves, allow_unused=True)
    answers = [packed]
    for tensor, gradient in zip(inputs, gradients, strict=True):
        flags = protocol.SHARES_MEMORY if shares(result, [tensor]) else 0
        flags |= protocol.UNREACHED if gradient is None else 0
        answers.append(replace(pack(tensor, "an input"), flags=flags))
    return answers
