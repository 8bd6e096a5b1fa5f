"""Run the student's optimizer through a scenario: parameter groups, given gradients, changed learning rates, a reload
on the way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch

from . import protocol
from .evaluate import keywords, pack
from .submission import Failure, Submission


def optimize(
    submission: Submission, request: Mapping[str, Any], tensors: Sequence[torch.Tensor]
) -> list[protocol.Tensor]:
    """The parameters after every step, stacked, each of shape (steps, *its shape); then the gradients as the last step
    left them.

    The first half of `tensors` are the parameters at the start, the second their gradients in each step. With "closure"
    in the request, every step is given one, and what the last step returns comes at the end.

    Raises:
        Failure: whatever the student's class does wrong.
    """
    half = len(tensors) // 2
    parameters = [torch.nn.Parameter(t) for t in tensors[:half]]
    groups = [
        {"params": [parameters[i] for i in g["parameters"]], **keywords({"keywords": g["settings"]})}
        for g in request["groups"]
    ]
    loss: Any = None if request["closure"] is None else torch.tensor(request["closure"])
    optimizer = make(submission, request, groups)
    history: list[list[torch.Tensor]] = [[] for _ in parameters]
    for number, step in enumerate(request["steps"]):
        if step["reload"]:
            optimizer = _reloaded(submission, request, groups, optimizer)
        for group, rate in zip(optimizer.param_groups, step["lr"], strict=True):
            group["lr"] = rate
        for parameter, gradient, present in zip(parameters, tensors[half:], step["present"], strict=True):
            parameter.grad = gradient[number].clone() if present else None
        with submission.blamed():
            returned = optimizer.step() if loss is None else optimizer.step(lambda: loss)
        for parameter, states in zip(parameters, history, strict=True):
            states.append(parameter.detach().clone())
    answers = [pack(torch.stack(states), "a parameter") for states in history]
    answers += [pack(p.grad, "the gradient after a step") for p in parameters]
    return [*answers, pack(returned, "what step(closure) returns")] if loss is not None else answers


def make(
    submission: Submission, request: Mapping[str, Any], groups: Sequence[Mapping[str, Any]]
) -> torch.optim.Optimizer:
    """An optimizer of the student's class for groups of parameters.

    Raises:
        Failure: BAD_RESULT, if it is none, or not for these groups.
    """
    optimizer = submission.call(request["name"], [[dict(g) for g in groups]], keywords(request))
    if not isinstance(optimizer, torch.optim.Optimizer):
        raise Failure(protocol.BAD_RESULT, f"{request['name']} must be a subclass of torch.optim.Optimizer")
    if not isinstance(getattr(optimizer, "param_groups", None), list):
        raise Failure(protocol.BAD_RESULT, f"{request['name']} must call super().__init__(params, defaults)")
    if len(optimizer.param_groups) != len(groups):
        message = f"{request['name']} must keep its {len(groups)} parameter groups in param_groups"
        raise Failure(protocol.BAD_RESULT, message)
    return optimizer


def _reloaded(
    submission: Submission, request: Mapping[str, Any], groups: Sequence[Mapping[str, Any]], old: torch.optim.Optimizer
) -> torch.optim.Optimizer:
    """A new optimizer for the same parameters that has loaded the old one's state, as after a checkpoint."""
    with submission.blamed():
        state = old.state_dict()
    new = make(submission, request, groups)
    with submission.blamed():
        new.load_state_dict(state)
    return new
