"""What is not sound is not asked."""

from dataclasses import replace

import pytest
import sympy

from grader.quiz.asked_records import Asked, AskedChoice, AskedMatch, AskedOrder, ChoiceOption, WrongNumber
from grader.quiz.checks import confirmed, is_short, sound
from grader.quiz.exact_values import exact_value
from grader.quiz.parts import TypesetFormula, Words

from .made import CHOICE, MATCH, NUMBER, ORDER, SLOPE, question

X = sympy.Symbol("x", real=True)
SIGMOID = 1 / (1 + sympy.exp(-X))


def option(text: str, right: bool = False) -> ChoiceOption:
    return ChoiceOption((Words(text),), right)


@pytest.mark.parametrize("asked", [NUMBER, ORDER, MATCH, AskedChoice((option("a", True), option("b")))])
def test_what_is_sound(asked: Asked) -> None:
    assert sound(replace(question(asked), prompt=(Words("What is it?"),)))


@pytest.mark.parametrize(
    ("asked", "prompt"),
    [
        (NUMBER, "Is it 1/4?"),
        (NUMBER, "At 0.25"),
        (NUMBER, "x" * 800),
        (NUMBER, "At nan"),
        (replace(NUMBER, value=1e6), "?"),
        (replace(NUMBER, value=1e-4), "?"),
        (replace(NUMBER, wrong=(WrongNumber(0.26, (), "m"),)), "?"),
        (replace(NUMBER, wrong=(WrongNumber(0.9, (), "m"), WrongNumber(0.91, (), "n"))), "?"),
        (AskedChoice((option("a"), option("b"))), "?"),
        (AskedChoice((option("a", True), option("b", True))), "?"),
        (AskedChoice((option("a", True), option("b", True), option("c"))), "?"),
        (AskedChoice((option("x + 1", True), option("x+1"))), "?"),
        (AskedChoice((option("a", True), option("b" * 200))), "?"),
        (AskedChoice((option("relu", True), option("tanh"))), "What is ReLU?"),
        (AskedOrder(((Words("a"),), (Words("b"),)), (0, 1)), "?"),
        (AskedOrder(((Words("a"),), (Words("b"),), (Words("B"),)), (0, 1, 2)), "?"),
        (AskedOrder(((Words("a"),), (Words("b"),), (Words("c"),)), (0, 1, 1)), "?"),
        (AskedMatch(((Words("a"),), (Words("b"),)), ((Words("c"),), (Words("d"),)), (0, 0)), "?"),
        (AskedMatch(((Words("a"),), (Words("b"),)), ((Words("c"),), (Words("d"),)), (0, 2)), "?"),
    ],
)
def test_what_is_not_sound(asked: Asked, prompt: str) -> None:
    assert not sound(replace(question(asked), prompt=(Words(prompt),)))


def test_a_formula_that_the_prompt_has_is_told() -> None:
    assert not sound(replace(question(CHOICE), prompt=(Words("Is it "), SLOPE)))


def test_a_key_is_confirmed_by_another_way() -> None:
    at = {X: sympy.Integer(0)}
    half, quarter = (exact_value(sympy.Rational(1, n), {}) for n in (2, 4))
    assert half
    assert quarter
    assert confirmed(SIGMOID, None, at, half)
    assert not confirmed(SIGMOID, None, at, quarter)
    assert confirmed(SIGMOID, X, at, quarter)
    assert not confirmed(SIGMOID, X, at, half)


def test_a_kink_has_no_value() -> None:
    slope = sympy.Piecewise((1, X > 0), (0, True))
    assert exact_value(slope, {X: sympy.Integer(0)}) is None
    assert exact_value(1 / X, {X: sympy.Integer(0)}) is None
    one = exact_value(slope, {X: sympy.log(2)})
    assert one
    assert one.shown == "1"


@pytest.mark.parametrize(
    ("value", "shown"),
    [("1/4", "0.25"), ("1/3", "1/3"), ("3/16", "3/16"), ("-2", "-2"), ("log(2)", "0.693"), ("12.375", "12.375")],
)
def test_numbers_are_shown_as_people_write_them(value: str, shown: str) -> None:
    found = exact_value(sympy.nsimplify(value), {})
    assert found
    assert found.shown == shown


def test_long_formulas_and_decimals_are_not_short() -> None:
    assert is_short(SLOPE)
    assert not is_short(TypesetFormula("x + " * 60, "", ""))
    assert not is_short(TypesetFormula("1.0507009873554805*x", "", ""))
