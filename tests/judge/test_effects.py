"""What is told of functions that change what they are given."""

import math

import pytest
import torch

from grader.judge.sandbox.effects import Effects, Given
from grader.worker import protocol
from grader.worker.evaluate import changed, image

INPUTS = ("grad_output", "x")


@pytest.mark.parametrize(
    ("calls", "told"),
    [
        ([("", []), ("beta=2", [])], []),
        ([("", [1]), ("beta=2", [1])], ["f changed x"]),
        ([("", []), ("beta=2", [0])], ["f changed grad_output, with beta=2"]),
        ([("", [1]), ("beta=2", [])], ["f changed x, with default settings"]),
        ([("", [0]), ("", []), ("", [1])], ["f changed grad_output", "f changed x"]),
        ([("", [protocol.RESULT, protocol.SAVED])], ["f changed its result", "f changed a tensor that it has saved"]),
        ([("", [2, -7, 10**9])], []),  # numbers of nothing
    ],
)
def test_a_setting_is_told_if_it_makes_the_difference(calls: list[tuple[str, list[int]]], told: list[str]) -> None:
    effects = Effects()
    for settings, touched in calls:
        effects.saw(Given("f", settings, INPUTS), touched)
    assert effects.changes == told


def test_each_function_has_settings_of_its_own() -> None:
    effects = Effects()
    effects.saw(Given("f", "beta=2", ["x"]), [])
    effects.saw(Given("f_backward", "beta=2", INPUTS), [1])
    assert effects.changes == ["f_backward changed x"]


def test_results_that_are_taken_back_are_told_once() -> None:
    effects = Effects()
    for _ in range(2):
        effects.overwrote("f")
    assert effects.overwritten == ["a result of f changes when f is called again"]


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ([-0.0, 1.0, math.nan], False),
        ([0.0, 1.0, math.nan], False),  # what adding 0 makes of it
        ([0.0, 1.5, math.nan], True),
        ([math.nan, 1.0, math.nan], True),
        ([-0.0, 1.0, 0.0], True),
        ([-0.0, 1.0], True),
    ],
)
def test_a_zero_that_gets_another_sign_is_no_change(after: list[float], told: bool) -> None:
    assert changed(torch.tensor(after), image(torch.tensor([-0.0, 1.0, math.nan]))) == told
    assert changed(torch.tensor(after).double(), image(torch.tensor([-0.0, 1.0, math.nan])))


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (protocol.GRAD_MODE, "f changed whether gradients are enabled (`with torch.no_grad():` ends by itself)"),
        (protocol.DEFAULT_DTYPE, "f changed torch's default dtype"),
        (protocol.RANDOM, "f changed the seed of torch's random numbers"),
        (protocol.MARKED + 1, "f changed requires_grad or .grad of x"),
    ],
)
def test_what_is_left_changed_besides_tensors_is_told_apart(number: int, told: str) -> None:
    effects = Effects()
    effects.saw(Given("f", "", INPUTS), [number])
    assert effects.left == [told]
    assert effects.changes == []
