"""Formulas of questions on one line mean one thing alone."""

import pytest

from grader.quiz.typesetting import typeset
from grader.reference.typeset.written_nodes import Fraction, Relation, Slope, Word


@pytest.mark.parametrize(
    ("of", "plain"),
    [(Fraction(Word("x"), Word("c")), "d/dx (x/c) = 1"), (Word("y"), "dy/dx = 1")],
)
def test_a_fraction_that_is_differentiated_has_brackets(of: Fraction | Word, plain: str) -> None:
    shown = typeset(Relation(Slope(of, Word("x")), "=", Word("1")))
    assert shown.plain == plain
