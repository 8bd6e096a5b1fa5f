"""Timed calls of a submission on existing tensors, and the checks of their results."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import torch

from . import evaluate, optimize, protocol
from .submission import Refused, Submission

Call = Callable[[Sequence[torch.Tensor], torch.Tensor], list[Any]]


def caller(submission: Submission, request: Mapping[str, Any]) -> Call:
    """Returns one call on inputs and their upstream gradient: "forward", "by hand" or by
    "autograd", as the request says.

    Raises:
        Refused: MISSING, if the file has no such function.
    """
    name, keywords = request["name"], evaluate.keywords(request)
    function = submission.get(name)

    def forward(inputs: Sequence[torch.Tensor], upstream: torch.Tensor) -> list[Any]:
        return [function(*inputs, **keywords)]

    def autograd(inputs: Sequence[torch.Tensor], upstream: torch.Tensor) -> list[Any]:
        wanted = request["differentiable"]
        given = [t.detach().requires_grad_(d) for t, d in zip(inputs, wanted, strict=True)]
        result = function(*given, **keywords)
        with submission.record.engine.ours():
            result.backward(upstream)
        return [t.grad for t in given if t.requires_grad]

    def by_hand(inputs: Sequence[torch.Tensor], upstream: torch.Tensor) -> list[Any]:
        function(*inputs, **keywords)
        grads = backward(upstream, *inputs, **keywords)
        return list(grads) if isinstance(grads, tuple | list) else [grads]

    if request["how"] != "by hand":
        return autograd if request["how"] == "autograd" else forward
    backward = submission.get(f"{name}_backward")
    return by_hand


class OptimizerSteps:
    """An optimizer of the submission on parameters in given memory. It has made one step on
    gradients of 0, so its state exists.

    Raises:
        Refused: for any error of the student's class.
    """

    def __init__(self, submission: Submission, request: Mapping[str, Any], rooms: Sequence[torch.Tensor]) -> None:
        self.parameters = [torch.nn.Parameter(room) for room in rooms]
        self._optimizer = optimize.make(submission, request, [{"params": self.parameters}])
        self.step([torch.zeros_like(room) for room in rooms])

    def step(self, gradients: Sequence[torch.Tensor]) -> None:
        """Makes one step on a gradient for each parameter."""
        for parameter, gradient in zip(self.parameters, gradients, strict=True):
            parameter.grad = gradient
        self._optimizer.step()


def plain(results: Sequence[Any], shapes: Sequence[Sequence[int]], dtype: torch.dtype) -> list[torch.Tensor]:
    """Returns results of timed calls without their graph; the shapes are those of one call.

    Raises:
        Refused: BAD_RESULT, if one is not an ordinary tensor of the right shape and dtype.
    """
    ordinary = (torch.Tensor, torch.nn.Parameter)
    wanted = [list(shape) for shape in shapes] * (len(results) // max(len(shapes), 1))
    if len(wanted) != len(results) or not all(
        type(t) in ordinary and t.dtype == dtype and list(t.shape) == shape
        for t, shape in zip(results, wanted, strict=True)
    ):
        raise Refused(
            protocol.BAD_RESULT, "a result of a timed call is no ordinary tensor of the right shape and dtype"
        )
    return [t.detach().contiguous() for t in results]


def groups(tensors: Sequence[torch.Tensor], size: int) -> Iterator[Sequence[torch.Tensor]]:
    """Yields so many tensors at a time."""
    for start in range(0, len(tensors), size):
        yield tensors[start : start + size]
