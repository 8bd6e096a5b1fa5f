"""Calls whose time the judge takes: inputs that it writes into this process's memory, outputs that it reads there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from typing import Any

import torch

from ..dtypes import INT64
from . import evaluate, protocol
from .submission import Failure, Submission


class Stage:
    """The memory for the inputs of some calls, and for as long as nothing else is asked, their outputs."""

    def __init__(self) -> None:
        self.calls: list[list[torch.Tensor]] = []
        self.upstream: list[torch.Tensor] = []
        self.outputs: list[torch.Tensor] = []


_stages: dict[int, Stage] = {}


def stage(submission: Submission, request: Mapping[str, Any], tensors: Sequence[torch.Tensor]) -> list[protocol.Tensor]:
    """Make room for the inputs of `calls` calls, each with its upstream gradient, in the place of what was in that
    `slot`; answers with the addresses, call by call.
    """
    dtype = evaluate.TORCH[request["dtype"]]
    _stages[request["slot"]] = room = Stage()
    for _ in range(request["calls"]):
        room.calls.append([torch.zeros(shape, dtype=dtype) for shape in request["shapes"]])
        room.upstream.append(torch.zeros(request["result"], dtype=dtype))
    rooms = [t for inputs, g in zip(room.calls, room.upstream, strict=True) for t in (*inputs, g)]
    return [_addresses(rooms)]


def run(submission: Submission, request: Mapping[str, Any], tensors: Sequence[torch.Tensor]) -> list[protocol.Tensor]:
    """Call the function on every staged input; answers with the addresses of the results.

    Raises:
        Failure: BAD_RESULT, if one is no ordinary tensor of the right shape and dtype.
    """
    name, keywords, how = request["name"], evaluate.keywords(request), request["how"]
    room, results = _stages[request["slot"]], list[Any]()
    if how == "nothing":
        return [_addresses([])]
    function = submission.get(name)
    backward = submission.get(f"{name}_backward") if how == "by hand" else None
    with submission.blamed(), submission.record.watching() if request["watched"] else nullcontext():
        for inputs, upstream in zip(room.calls, room.upstream, strict=True):
            if how == "autograd":
                given = [t.detach().requires_grad_(d) for t, d in zip(inputs, request["differentiable"], strict=True)]
                function(*given, **keywords).backward(upstream)
                results += [t.grad for t in given if t.requires_grad]
                continue
            result = function(*inputs, **keywords)
            if backward:
                grads = backward(upstream, *inputs, **keywords)
                results += grads if isinstance(grads, tuple | list) else [grads]
            else:
                results.append(result)
    room.outputs = [_plain(t, request) for t in results]
    return [_addresses(room.outputs)]


def _plain(tensor: Any, request: Mapping[str, Any]) -> torch.Tensor:
    dtype, shapes = evaluate.TORCH[request["dtype"]], [list(s) for s in (*request["shapes"], request["result"])]
    if type(tensor) is not torch.Tensor or tensor.dtype != dtype or list(tensor.shape) not in shapes:
        raise Failure(
            protocol.BAD_RESULT, "a result of a timed call is no ordinary tensor of the right shape and dtype"
        )
    return tensor.detach().contiguous()


def _addresses(tensors: Sequence[torch.Tensor]) -> protocol.Tensor:
    data = INT64.pack([t.data_ptr() for t in tensors])
    return protocol.Tensor(INT64, (len(tensors),), data)
