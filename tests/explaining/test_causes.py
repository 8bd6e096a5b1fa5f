"""Explanations of codes: there is one for each, and its examples are wrong and right as they say."""

import ast

import pytest
import sympy

from grader.explaining.causes import Cause, causes
from grader.explaining.shown import HALF

from .running import differing, formula, run, values

CAUSES = causes()
CODED = {code: cause for code, cause in CAUSES.items() if cause.right and not cause.of}
FORMULAS = {code: cause for code, cause in CAUSES.items() if cause.of}
SENTENCES = 4  # that a cause may have


@pytest.mark.parametrize("code", CAUSES)
def test_a_cause_is_short_and_says_what_to_try(code: str) -> None:
    cause = CAUSES[code]
    for text in (cause.cause, cause.advice):
        assert text.endswith((".", "?", ":", ")"))
        assert text[0].isupper() or not text[0].isalpha() or "(" in text.split()[0] or "_" in text.split()[0]
        assert "\n" not in text
        assert "  " not in text
        assert len(text) < 500
    assert cause.cause.count(". ") < SENTENCES
    assert bool(cause.wrong) == bool(cause.right)
    assert cause.wrong != cause.right or not cause.right


@pytest.mark.parametrize("code", CODED)
def test_an_example_is_python_and_stands_beside_the_right_one(code: str) -> None:
    for text in (CODED[code].wrong, CODED[code].right):
        if code not in NOT_PYTHON or text is CODED[code].right:
            ast.parse(text)
        assert max(map(len, text.splitlines())) <= HALF
        assert len(text.splitlines()) <= 12


NOT_PYTHON: set[str] = set()
"""Codes whose wrong example Python cannot read: that is the mistake."""


@pytest.mark.parametrize("code", [code for code in CODED if code not in NOT_PYTHON])
def test_what_is_wrong_gives_something_else(code: str) -> None:
    assert differing(run(CODED[code].wrong), run(CODED[code].right))


@pytest.mark.parametrize("code", FORMULAS)
def test_what_is_right_is_the_derivative_and_what_is_wrong_is_not(code: str) -> None:
    cause: Cause = FORMULAS[code]
    derivative = values(formula(cause.of).diff(sympy.Symbol("x")))
    right, wrong = values(formula(cause.right)), values(formula(cause.wrong))
    assert right == pytest.approx(derivative, rel=1e-9)
    assert wrong != pytest.approx(derivative, rel=1e-3)
