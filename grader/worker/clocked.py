"""Calls that are timed from the judge's question to the answer, on any device.

The inputs are made here, from a seed that comes with the question: nothing can be computed before. The answer has
weighted sums of all results, with weights of the same seed: it cannot be given before everything is computed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from math import prod
from random import Random
from typing import Any

import torch

from . import device, protocol
from .calls import Call, Steps, caller, plain
from .evaluate import pack
from .submission import Failure, Submission

LEAST = 0.5  # what a number is multiplied with lies between this and 1


class Pool:
    """What the inputs of a lap are made of, and the optimizer that they are for."""

    def __init__(self, request: Mapping[str, Any], numbers: Sequence[torch.Tensor]) -> None:
        self.calls, self.arguments = request["calls"], request["arguments"]
        self.bases = [_filled(n, a["shape"]) for n, a in zip(numbers, self.arguments, strict=True)]
        self.steps: Steps | None = None


_pools: dict[int, Pool] = {}


def pool(submission: Submission, request: Mapping[str, Any], tensors: Sequence[torch.Tensor]) -> list[protocol.Tensor]:
    """Keep some numbers for each argument of a lap's calls, in the place of what was in that `slot`."""
    _pools[request["slot"]] = Pool(request, tensors)
    return []


def lap(submission: Submission, request: Mapping[str, Any], tensors: Sequence[torch.Tensor]) -> list[protocol.Tensor]:
    """Make fresh inputs, call the submission on them, and answer with a weighted sum and the sum of squares of each
    result: shape (results, 2), float64. With "nothing" and "copy" all is done but calling it.

    Raises:
        Failure: BAD_RESULT, if a result is no ordinary tensor of the right shape and dtype.
    """
    room = _pools[request["slot"]]
    draw = _Draw(request["seed"])
    weights = [draw.numbers(shape) for shape in request["results"]]
    sums = list[torch.Tensor]()
    with submission.blamed(), submission.record.watching() if request["watched"] else nullcontext():
        if request["how"] == "reset":
            room.steps = Steps(submission, request, [b.clone() for b in room.bases])
        elif request["parameters"]:
            sums = _sums(_steps(room, draw, request), weights)
        else:
            call = _idle(request) if request["how"] in ("nothing", "copy") else caller(submission, request)
            for _ in range(room.calls):
                inputs = [draw.argument(b, a) for b, a in zip(room.bases, room.arguments, strict=True)]
                upstream = draw.numbers(request["result"])
                device.rest()
                versions = [t._version for t in inputs]
                results = call(inputs, upstream)
                device.wait()
                results = plain(results, request["results"], torch.float32)
                _look_at(inputs, versions, results)
                sums += _sums(results, weights)
    return [pack(torch.stack(sums).double().reshape(-1, 2), "a sum")] if sums else []


class _Draw:
    """Numbers of one seed; two processes on the same device draw the same."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._generator = torch.Generator(device.current())
        self._generator.manual_seed(seed)

    def numbers(self, shape: Sequence[int]) -> torch.Tensor:
        return torch.empty(tuple(shape), device=device.current()).uniform_(-1, 1, generator=self._generator)

    def argument(self, base: torch.Tensor, about: Mapping[str, Any]) -> torch.Tensor:
        """Numbers of an argument's domain moved towards 0; indices of classes; rows in another order."""
        if about["classes"]:
            return torch.randint(about["classes"], base.shape, generator=self._generator, device=base.device)
        if about["rows"]:
            return base.roll(self._random.randrange(len(base)), 0)
        return torch.empty_like(base).uniform_(LEAST, 1, generator=self._generator).mul_(base)


def _steps(room: Pool, draw: _Draw, request: Mapping[str, Any]) -> list[torch.Tensor]:
    """The parameters after a step for each call."""
    assert room.steps
    for parameter, base, about in zip(room.steps.parameters, room.bases, room.arguments, strict=True):
        parameter.data.copy_(draw.argument(base, about))
    for _ in range(room.calls):
        gradients = [draw.numbers(b.shape) for b in room.bases]
        device.rest()
        if request["how"] != "nothing":
            room.steps.step(gradients)
        device.wait()
    return plain(room.steps.parameters, request["results"], torch.float32)


def _idle(request: Mapping[str, Any]) -> Call:
    """What stands in the submission's place: tensors that are there already, or copies of the first input."""
    if request["how"] == "copy":
        return lambda inputs, upstream: [inputs[0].clone()]
    there = [torch.zeros(shape, device=device.current()) for shape in request["results"]]
    return lambda inputs, upstream: there


def _look_at(inputs: Sequence[torch.Tensor], versions: Sequence[int], results: Sequence[torch.Tensor]) -> None:
    """Refuse inputs that were changed, or given as results."""
    own = {t.untyped_storage().data_ptr() for t in inputs}
    changed = any(t._version != before for t, before in zip(inputs, versions, strict=True))
    if changed or any(t.untyped_storage().data_ptr() in own for t in results):
        raise Failure(protocol.BAD_RESULT, "a timed call changes its input, or gives it as its result")


def _sums(results: Sequence[torch.Tensor], weights: Sequence[torch.Tensor]) -> list[torch.Tensor]:
    flat = [(t.flatten(), w.flatten()) for t, w in zip(results, weights, strict=True)]
    return [s for t, w in flat for s in (torch.dot(t, w), torch.dot(t, t))]


def _filled(numbers: torch.Tensor, shape: Sequence[int]) -> torch.Tensor:
    """The numbers, over and over, as a tensor of a shape."""
    count = prod(shape)
    return numbers.repeat(count // len(numbers) + 1)[:count].reshape(shape)
