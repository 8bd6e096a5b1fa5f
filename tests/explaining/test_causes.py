"""Explanations of codes: there is one for each, and its examples are wrong and right as they say."""

import ast

import pytest

from grader.explaining.causes import Cause, causes
from grader.explaining.shown import HALF

from .running import X, differing, formula, run, values

CAUSES = causes()
CODED = {code: cause for code, cause in CAUSES.items() if cause.right and not cause.of}
FORMULAS = {code: cause for code, cause in CAUSES.items() if cause.of}
SENTENCES, MOST_LINES = 4, 12  # that a cause and an example may have


@pytest.mark.parametrize("code", CAUSES)
def test_a_cause_is_short_and_says_what_to_try(code: str) -> None:
    cause = CAUSES[code]
    for text in (cause.cause, cause.advice):
        assert text.endswith((".", "?", ":", ")"))
        assert "\n" not in text
        assert "  " not in text
        assert len(text) < 500
    assert cause.cause.count(". ") < SENTENCES
    assert bool(cause.wrong) == bool(cause.right)
    assert cause.wrong != cause.right or not cause.right


# Codes whose wrong example Python cannot read: that is the mistake.
NOT_PYTHON = {"S102"}
# Codes whose wrong example is not to be run: it does not end, ends the process, writes a file, or replaces functions.
NOT_RUN = {"S112", "S113", "S116", "S123"}
# Codes whose wrong example fails, and how.
FAILS = {
    "S104": NameError,
    "S105": TypeError,
    "S107": NotImplementedError,
    "S108": RuntimeError,
    "S121": IndexError,
    "C409": RuntimeError,
}
# Codes whose wrong example gives the same numbers: they are about how these are computed.
SAME = {"G304", "P801", "R701", "R702", "S111"}


@pytest.mark.parametrize("code", CODED)
def test_an_example_is_python_and_stands_beside_the_right_one(code: str) -> None:
    for text in (CODED[code].wrong, CODED[code].right):
        if code in NOT_PYTHON and text == CODED[code].wrong:
            with pytest.raises(SyntaxError):
                ast.parse(text)
        else:
            ast.parse(text)
        assert max(map(len, text.splitlines())) <= HALF
        assert len(text.splitlines()) <= MOST_LINES


@pytest.mark.parametrize("code", [code for code in CODED if code not in {*NOT_PYTHON, *NOT_RUN, *FAILS, *SAME}])
def test_what_is_wrong_gives_something_else(code: str) -> None:
    assert differing(run(CODED[code].wrong), run(CODED[code].right))


@pytest.mark.parametrize("code", FAILS)
def test_what_is_wrong_fails(code: str) -> None:
    with pytest.raises(FAILS[code]):
        run(CODED[code].wrong)
    assert run(CODED[code].right)


@pytest.mark.parametrize("code", sorted(SAME))
def test_what_is_wrong_gives_the_same_numbers(code: str) -> None:
    wrong, right = run(CODED[code].wrong), run(CODED[code].right)
    assert {*wrong} & {*right}
    assert not {name for name in differing(wrong, right) if "graph" not in name}


@pytest.mark.parametrize("code", FORMULAS)
def test_what_is_right_is_the_derivative_and_what_is_wrong_is_not(code: str) -> None:
    cause: Cause = FORMULAS[code]
    derivative = values(formula(cause.of).diff(X))
    right, wrong = values(formula(cause.right)), values(formula(cause.wrong))
    assert right == pytest.approx(derivative, rel=1e-9)
    assert wrong != pytest.approx(derivative, rel=1e-3)
