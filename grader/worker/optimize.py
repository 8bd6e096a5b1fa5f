"""Runs the student's optimizer through a scenario: parameter groups, given gradients, changed
settings, a reload on the way.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

import torch

from . import protocol
from .closure import Closure
from .evaluate import changed, image, keywords, pack
from .submission import Refused, Submission


def optimize(
    submission: Submission, request: Mapping[str, Any], tensors: Sequence[torch.Tensor]
) -> list[protocol.Tensor]:
    """Returns the parameters after every step, stacked, each of shape (steps, *its shape).

    The first half of `tensors` are the initial parameters, the second half their gradients in each
    step. With "kept" in the request the gradients of all steps share memory, as if they were zeroed
    in place; otherwise each has its own. Matrices are transposed in memory. The last group joins
    before step "joins", if that is not 0. With "closure", every step gets a closure that computes
    the gradients, and the results of the last step and its closure come at the end.

    Raises:
        Refused: for any error of the student's class.
    """
    half = len(tensors) // 2
    parameters = [torch.nn.Parameter(_laid(t)) for t in tensors[:half]]
    groups = _groups(request, parameters)
    late = groups[-1:] if request["joins"] else []
    optimizer = make(submission, request, groups[: len(groups) - len(late)])
    closure: Closure | None = None
    history: list[list[torch.Tensor]] = [[] for _ in parameters]
    rates, memory = request["steps"][0]["lr"], dict[int, torch.Tensor]()
    for number, step in enumerate(request["steps"]):
        if step["reload"]:
            parameters, memory = [torch.nn.Parameter(p.detach().clone()) for p in parameters], {}
            optimizer = _reloaded(submission, request, parameters, optimizer)
        if late and number == request["joins"]:
            with submission.blamed():
                optimizer.add_param_group(dict(late[0]))
        for group, rate, before in zip(optimizer.param_groups, step["lr"], rates, strict=not late):
            if rate != before:  # or what a step writes there would not be seen
                group["lr"] = rate
            group.update(keywords({"keywords": step["settings"]}))
        rates = step["lr"]
        given = [g[number] if present else None for g, present in zip(tensors[half:], step["present"], strict=True)]
        for n, (parameter, gradient) in enumerate(zip(parameters, given, strict=True)):
            if request["closure"]:
                continue
            if gradient is None:
                parameter.grad = None
            elif request["kept"] and n in memory and parameter.grad is memory[n]:
                memory[n].copy_(gradient)
            else:
                parameter.grad = memory[n] = _laid(gradient)
        closure = Closure(submission, parameters, given) if request["closure"] else None
        with submission.blamed():
            returned: Any = optimizer.step(closure) if closure else optimizer.step()  # type: ignore[arg-type]
        if closure:
            closure.done()
        after = [p.grad for p in parameters]
        submission.changed |= {
            c for n, (a, b) in enumerate(zip(after, given, strict=True)) for c in _change(half + n, a, b)
        }
        submission.changed |= {protocol.MARKED + n for n, p in enumerate(parameters) if not p.requires_grad}
        for parameter, states in zip(parameters, history, strict=True):
            states.append(parameter.detach().clone())
    answers = [pack(torch.stack(states), "a parameter") for states in history]
    if closure:
        answers += [pack(returned, "what step(closure) returns"), pack(closure.loss, "the loss")]
    return answers


def make(
    submission: Submission, request: Mapping[str, Any], groups: Sequence[Mapping[str, Any]]
) -> torch.optim.Optimizer:
    """Returns an optimizer of the student's class for groups of parameters.

    Raises:
        Refused: BAD_RESULT, if it is no optimizer, or not one for these groups.
    """
    name = request["name"]
    none = Refused(
        protocol.BAD_RESULT, f"{name} must be a subclass of torch.optim.Optimizer: class {name}(torch.optim.Optimizer)"
    )
    made_of = submission.get(name)
    if isinstance(made_of, type) and not issubclass(made_of, torch.optim.Optimizer):
        raise none  # before the class is used: its arguments then do not matter
    optimizer = submission.call(name, [[dict(g) for g in groups]], keywords(request))
    if not isinstance(optimizer, torch.optim.Optimizer):
        raise none
    if not isinstance(getattr(optimizer, "param_groups", None), list):
        raise Refused(protocol.BAD_RESULT, f"{request['name']} must call super().__init__(params, defaults)")
    if len(optimizer.param_groups) != len(groups):
        message = f"{request['name']} must keep its {len(groups)} parameter groups in param_groups"
        raise Refused(protocol.BAD_RESULT, message)
    return optimizer


def _laid(tensor: torch.Tensor) -> torch.Tensor:
    """Returns a copy in its own memory, in which a matrix is transposed, so not contiguous."""
    return tensor.t().clone(memory_format=torch.contiguous_format).t() if tensor.ndim == 2 else tensor.clone()


def _groups(request: Mapping[str, Any], parameters: Sequence[torch.nn.Parameter]) -> list[dict[str, Any]]:
    """Returns the parameter groups of the request."""
    return [
        {"params": [parameters[i] for i in g["parameters"]], **keywords({"keywords": g["settings"]})}
        for g in request["groups"]
    ]


def _reloaded(
    submission: Submission,
    request: Mapping[str, Any],
    parameters: Sequence[torch.nn.Parameter],
    old: torch.optim.Optimizer,
) -> torch.optim.Optimizer:
    """Returns a new optimizer for new parameters that has loaded the old one's state, as from a
    checkpoint file.
    """
    with submission.blamed():
        state = copy.deepcopy(old.state_dict())
    new = make(submission, request, _groups(request, parameters))
    with submission.blamed():
        new.load_state_dict(state)
    return new


def _change(number: int, gradient: torch.Tensor | None, given: torch.Tensor | None) -> list[int]:
    """Returns the changes to a `given` gradient, by their numbers."""
    if gradient is None or given is None:
        return [] if gradient is given else [(protocol.REMOVED if gradient is None else protocol.ADDED) + number]
    return [number] if changed(gradient, image(given)) else []
