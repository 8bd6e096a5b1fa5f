"""Calls that are timed by the clock of a stopped worker: the judge writes the inputs into this
process's memory, and reads the outputs there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch

from ..dtypes import INT64
from . import evaluate, protocol
from .submission import Submission
from .timed_calls import OptimizerSteps, caller, groups, plain


class Stage:
    """The memory for the inputs of some calls and, until the next request, for their outputs."""

    def __init__(self, rooms: list[torch.Tensor]) -> None:
        self.rooms = rooms
        self.steps: OptimizerSteps | None = None
        self.outputs: list[torch.Tensor] = []


_stages: dict[int, Stage] = {}


def stage(submission: Submission, request: Mapping[str, Any], tensors: Sequence[torch.Tensor]) -> list[protocol.Tensor]:
    """Allocates memory for the inputs of calls, instead of the earlier ones in that `slot`. Returns
    the addresses.

    Functions get inputs and an upstream gradient in each call. An optimizer gets the initial
    parameters, and then a gradient for each in every step.
    """
    rooms = [torch.zeros(shape, dtype=evaluate.TORCH[dtype]) for shape, dtype in request["rooms"]]
    _stages[request["slot"]] = Stage(rooms)
    return [_addresses(rooms)]


def run(submission: Submission, request: Mapping[str, Any], tensors: Sequence[torch.Tensor]) -> list[protocol.Tensor]:
    """Makes every staged call. Returns the addresses of the results.

    Raises:
        Refused: BAD_RESULT, if one is not an ordinary tensor of the right shape and dtype.
    """
    room, results = _stages[request["slot"]], list[Any]()
    if request["how"] == "nothing":
        return [_addresses([])]
    with submission.blamed(watched=request["watched"]):
        if request["how"] == "reset":
            room.steps = OptimizerSteps(submission, request, room.rooms[: request["parameters"]])
        elif room.steps:
            for gradients in groups(room.rooms[request["parameters"] :], request["parameters"]):
                room.steps.step(gradients)
            results = [*room.steps.parameters]
        else:
            call = caller(submission, request)
            for *inputs, upstream in groups(room.rooms, len(request["differentiable"]) + 1):
                results += call(inputs, upstream)
    room.outputs = plain(results, request["results"], torch.float32)
    return [_addresses(room.outputs)]


def _addresses(tensors: Sequence[torch.Tensor]) -> protocol.Tensor:
    data = INT64.pack([t.data_ptr() for t in tensors])
    return protocol.Tensor(INT64, (len(tensors),), data)
