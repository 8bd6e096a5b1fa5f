"""A closure computes what a training loop's does, and notes how a step treats it."""

import contextlib
from collections.abc import Callable

import pytest
import torch

from grader.worker.closure import Closure
from grader.worker.submission import Refused, Submission

Step = Callable[[Closure, torch.nn.Parameter], None]


def given() -> tuple[Closure, torch.nn.Parameter, torch.Tensor]:
    parameter, gradient = torch.nn.Parameter(torch.tensor([1.0, -2.0])), torch.tensor([0.1, -0.3])
    return Closure(Submission("", "x.py", 0), [parameter], [gradient]), parameter, gradient


def test_its_gradients_are_the_given_ones_whatever_was_there_before() -> None:
    closure, parameter, gradient = given()
    parameter.grad = torch.ones(2)
    loss = closure()
    assert torch.equal(parameter.grad, gradient)
    assert torch.equal(loss.detach(), closure.loss)
    assert torch.equal(loss.detach(), (parameter * gradient).sum().detach())
    closure.done()


def without_gradients(closure: Closure, parameter: torch.nn.Parameter) -> None:
    with torch.no_grad():
        closure()


def after_an_update(closure: Closure, parameter: torch.nn.Parameter) -> None:
    with torch.no_grad():
        parameter.sub_(1)
    closure()


def twice(closure: Closure, parameter: torch.nn.Parameter) -> None:
    closure()
    closure()


def never(closure: Closure, parameter: torch.nn.Parameter) -> None:
    pass


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (without_gradients, "gradients are disabled"),
        (after_an_update, "after parameters had been changed"),
        (twice, "2 times in one step"),
        (never, "was not called"),
    ],
)
def test_a_step_that_treats_it_otherwise_is_told_though_it_passes_over_errors(step: Step, told: str) -> None:
    closure, parameter, _ = given()
    with contextlib.suppress(Refused):
        step(closure, parameter)
    with pytest.raises(Refused, match=told):
        closure.done()
