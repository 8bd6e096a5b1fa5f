"""Runs the student's training step repeatedly on the same leaf, as a training loop does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch

from . import protocol
from .evaluate import keywords, pack
from .state import marked
from .submission import Refused, Submission


def train(submission: Submission, request: Mapping[str, Any], tensors: Sequence[torch.Tensor]) -> list[protocol.Tensor]:
    """Returns the parameter after every step, stacked.

    `tensors` are the parameter, the data of all steps, each of shape (steps, ...), and the values
    for the parameter's .grad before each of the steps that "left" names.

    Raises:
        Refused: for any error of the student's function; NO_LEAF, if the parameter does not stay a
            leaf that requires a gradient, in the same memory.
    """
    count = len(tensors) - len(request["left"])
    start, *data = tensors[:count]
    left = dict(zip(request["left"], tensors[count:], strict=True))
    parameter = start.clone().requires_grad_()
    history = []
    for step in range(request["steps"]):
        if step in left:
            parameter.grad = left[step].clone()
        given = [d[step] for d in data]
        lies = parameter.detach()  # held, so that nothing else can get its memory
        _step(submission, request, parameter, given)
        submission.changed |= {protocol.MARKED + n for n, d in enumerate(given, 1) if marked(d)}
        if not parameter.is_leaf or not parameter.requires_grad:
            message = f"after step {step + 1} the parameter is no longer a leaf that requires a gradient"
            raise Refused(protocol.NO_LEAF, message)
        if parameter.shape != start.shape or parameter.dtype != start.dtype:
            raise Refused(protocol.BAD_RESULT, f"after step {step + 1} the parameter has another shape or dtype")
        if parameter.data_ptr() != lies.data_ptr():
            message = f"step {step + 1} gave the parameter other memory, and did not change it in place"
            raise Refused(protocol.NO_LEAF, message)
        history.append(parameter.detach().clone())
    return [pack(torch.stack(history), "the parameter")]


def _step(
    submission: Submission, request: Mapping[str, Any], parameter: torch.Tensor, data: Sequence[torch.Tensor]
) -> None:
    try:
        submission.call(request["name"], [parameter, *data], keywords(request))
    except Refused as failure:
        if "a leaf Variable that requires grad" in failure.text:
            message = f"{failure.text}; a leaf is changed inside of `with torch.no_grad():`"
            raise Refused(failure.status, message) from None
        raise
