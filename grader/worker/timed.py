"""Calls that are timed by the clock of a stopped worker: the judge writes their inputs into this
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
    """The memory for what some calls are given, and for as long as nothing else is asked, their
    outputs.
    """

    def __init__(self, rooms: list[torch.Tensor]) -> None:
        self.rooms = rooms
        self.steps: OptimizerSteps | None = None
        self.outputs: list[torch.Tensor] = []


_stages: dict[int, Stage] = {}


def stage(submission: Submission, request: Mapping[str, Any], tensors: Sequence[torch.Tensor]) -> list[protocol.Tensor]:
    """Make room for what calls are given, in the place of what was in that `slot`; answers with the
    addresses.

    Functions are given inputs and an upstream gradient in each call; an optimizer the parameters at
    the start, and then a gradient for each in every step.
    """
    rooms = [torch.zeros(shape, dtype=evaluate.TORCH[dtype]) for shape, dtype in request["rooms"]]
    _stages[request["slot"]] = Stage(rooms)
    return [_addresses(rooms)]


def run(submission: Submission, request: Mapping[str, Any], tensors: Sequence[torch.Tensor]) -> list[protocol.Tensor]:
    """Make every call that is staged; answers with the addresses of the results.

    Raises:
        Refused: BAD_RESULT, if one is no ordinary tensor of the right shape and dtype.
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
