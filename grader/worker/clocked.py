"""Calls that are timed from the judge's question to the answer, on any device.

The worker makes the inputs from a seed in the question, so it can compute nothing before. The
answer contains weighted sums of all results, block by block, with weights from the same seed, so
the worker cannot give it before everything is computed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import prod
from random import Random
from typing import Any

import torch

from . import device, protocol
from .evaluate import pack
from .submission import Refused, Submission
from .timed_calls import Call, OptimizerSteps, caller, plain

LEAST = 0.5  # numbers are multiplied with factors between this and 1


class Pool:
    """The numbers for the inputs of a lap, and the optimizer that they are for."""

    def __init__(self, request: Mapping[str, Any], numbers: Sequence[torch.Tensor]) -> None:
        self.calls, self.arguments = request["calls"], request["arguments"]
        self.bases = [_filled(n, a["shape"]) for n, a in zip(numbers, self.arguments, strict=True)]
        self.steps: OptimizerSteps | None = None


_pools: dict[int, Pool] = {}


def pool(submission: Submission, request: Mapping[str, Any], tensors: Sequence[torch.Tensor]) -> list[protocol.Tensor]:
    """Keeps some numbers for each argument of a lap's calls, instead of the earlier ones in that
    `slot`.
    """
    _pools[request["slot"]] = Pool(request, tensors)
    return []


def lap(submission: Submission, request: Mapping[str, Any], tensors: Sequence[torch.Tensor]) -> list[protocol.Tensor]:
    """Makes fresh inputs, calls the submission on them, and returns a weighted sum and the sum of
    squares of each block of each result: shape (blocks, 2), float64. With "nothing" and "copy" it
    does everything except the call.

    Raises:
        Refused: BAD_RESULT, if a result is not an ordinary tensor of the right shape and dtype.
    """
    room = _pools[request["slot"]]
    draw = _Draw(request["seed"])
    weights = [draw.numbers(shape) for shape in request["results"]]
    if request["how"] == "reset":
        with submission.blamed(watched=request["watched"]):
            room.steps = OptimizerSteps(submission, request, [b.clone() for b in room.bases])
        return []
    if request["parameters"]:
        sums = _sums(_steps(submission, room, draw, request), weights)
    else:
        sums = [s for results in _calls(submission, room, draw, request) for s in _sums(results, weights)]
    return [pack(torch.cat(sums).double(), "a sum")]


class _Draw:
    """Numbers from one seed; two processes on the same device draw the same."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._generator = torch.Generator(device.current())
        self._generator.manual_seed(seed)

    def numbers(self, shape: Sequence[int]) -> torch.Tensor:
        return torch.empty(tuple(shape), device=device.current()).uniform_(-1, 1, generator=self._generator)

    def argument(self, base: torch.Tensor, about: Mapping[str, Any]) -> torch.Tensor:
        """Returns numbers of an argument's domain moved towards 0; indices of classes; rows in
        another order.
        """
        if about["classes"]:
            return torch.randint(about["classes"], base.shape, generator=self._generator, device=base.device)
        if about["rows"]:
            return base.roll(self._random.randrange(len(base)), 0)
        return torch.empty_like(base).uniform_(LEAST, 1, generator=self._generator).mul_(base)


def _calls(submission: Submission, room: Pool, draw: _Draw, request: Mapping[str, Any]) -> Iterator[list[torch.Tensor]]:
    """Yields the results of each call."""
    call = _idle(request) if request["how"] in ("nothing", "copy") else caller(submission, request)
    for _ in range(room.calls):
        inputs = [draw.argument(b, a) for b, a in zip(room.bases, room.arguments, strict=True)]
        upstream = draw.numbers(request["result"])
        device.rest()
        versions = [t._version for t in inputs]
        with submission.blamed(watched=request["watched"]):
            results = call(inputs, upstream)
            device.wait()  # this reports what has failed on the device
            ordinary = plain(results, request["results"], torch.float32)
        _look_at(inputs, versions, ordinary)
        yield ordinary


def _steps(submission: Submission, room: Pool, draw: _Draw, request: Mapping[str, Any]) -> list[torch.Tensor]:
    """Returns the parameters after all steps; "nothing" needs no optimizer."""
    parameters = room.steps.parameters if room.steps else [b.clone() for b in room.bases]
    for parameter, base, about in zip(parameters, room.bases, room.arguments, strict=True):
        parameter.data.copy_(draw.argument(base, about))
    for _ in range(room.calls):
        gradients = [draw.numbers(b.shape) for b in room.bases]
        device.rest()
        with submission.blamed(watched=request["watched"]):
            if request["how"] != "nothing":
                assert room.steps
                room.steps.step(gradients)
            device.wait()
    return plain(parameters, request["results"], torch.float32)


def _idle(request: Mapping[str, Any]) -> Call:
    """Returns a replacement for the submission: it returns existing tensors, or copies of the first
    input.
    """
    if request["how"] == "copy":
        return lambda inputs, upstream: [inputs[0].clone()]
    there = [torch.zeros(shape, device=device.current()) for shape in request["results"]]
    return lambda inputs, upstream: there


def _look_at(inputs: Sequence[torch.Tensor], versions: Sequence[int], results: Sequence[torch.Tensor]) -> None:
    """Refuses inputs that were changed, or returned as results."""
    own = {t.untyped_storage().data_ptr() for t in inputs}
    changed = any(t._version != before for t, before in zip(inputs, versions, strict=True))
    if changed or any(t.untyped_storage().data_ptr() in own for t in results):
        raise Refused(protocol.BAD_RESULT, "a timed call changes its input, or gives it as its result")


def _sums(results: Sequence[torch.Tensor], weights: Sequence[torch.Tensor]) -> list[torch.Tensor]:
    """Returns the sums of the blocks of each result, as products of a row and a column."""
    sums = []
    for result, weight in zip(results, weights, strict=True):
        count = protocol.blocks(result.shape)
        column = result.reshape(count, -1, 1)
        sums.append(torch.cat([w.reshape(count, 1, -1) @ column for w in (weight, result)], 1).reshape(count, 2))
    return sums


def _filled(numbers: torch.Tensor, shape: Sequence[int]) -> torch.Tensor:
    """Returns the numbers, repeated, as a tensor of a shape."""
    count = prod(shape)
    return numbers.repeat(count // len(numbers) + 1)[:count].reshape(shape)
