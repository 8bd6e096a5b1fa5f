"""What is told of functions that change what they are given."""

import pytest

from grader.judge.effects import Effects, Given
from grader.worker import protocol

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
    for settings, changed in calls:
        effects.saw(Given("f", settings, INPUTS), changed)
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
