"""What answers are worth: right ones in every form, wrong ones by their mistake, and what is no
answer at all.
"""

import pytest

from grader.exercise import Exercise
from grader.quiz.grading import graded, understood
from grader.quiz.parts import plain_text
from grader.quiz.question import QuizQuestion
from grader.quiz.question_kinds import question_kinds
from grader.quiz.written_answers import UnreadableAnswer

from ..conftest import bundled
from .made import CHOICE, FORMULA, MATCH, NUMBER, ORDER, SEVERAL, question


def asked(slug: str) -> tuple[QuizQuestion, Exercise]:
    """The question for the derivative of an exercise."""
    exercise = bundled().entries[slug].exercise
    found = question_kinds()["formula"].generate(exercise, 0)
    assert found
    return found, exercise


@pytest.mark.parametrize(
    ("text", "right", "mistake"),
    [("0.25", True, ""), ("1/4", True, ""), ("0.2549", True, ""), ("0.256", False, ""), ("0.5", False, "value")],
)
def test_numbers(text: str, right: bool, mistake: str) -> None:
    mark = graded(question(NUMBER), text)
    assert (mark.right, mark.points, mark.mistake) == (right, float(right), mistake)


def test_choices() -> None:
    assert graded(question(CHOICE), "a").right
    wrong = graded(question(CHOICE), "b")
    assert (wrong.right, wrong.mistake, plain_text(wrong.feedback)) == (False, "slope_one", "That is steeper.")
    assert graded(question(SEVERAL), "ad").right
    assert not graded(question(SEVERAL), "a").right
    assert graded(question(SEVERAL), "abd").mistake == "slope_one"


def test_orders_and_pairs() -> None:
    assert graded(question(ORDER), "c a b").right
    assert not graded(question(ORDER), "a b c").right
    assert graded(question(MATCH), "b a").points == 1
    assert graded(question(MATCH), "1a 2b").points == 0


@pytest.mark.parametrize(
    ("slug", "text"),
    [
        ("sigmoid", "y(1 - y)"),
        ("sigmoid", "f'(x) = sigmoid(x)(1 - sigmoid(x))"),
        ("sigmoid", r"$\frac{e^{-x}}{(1+e^{-x})^2}$"),
        ("relu", "1 if x > 0 else 0"),
        ("relu", r"\begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases}"),
        ("silu", "sigmoid(input) + input*sigmoid(input)*(1 - sigmoid(input))"),
        ("celu", "1 if x > 0 else exp(x/alpha)"),
        ("mse_loss", "2(x - target)"),
        ("gelu", "(1 + erf(x/sqrt(2)))/2 + x*exp(-x^2/2)/sqrt(2*pi)"),
    ],
)
def test_every_equal_form_is_right(slug: str, text: str) -> None:
    assert graded(asked(slug)[0], text, asked(slug)[1]).right


@pytest.mark.parametrize(
    ("slug", "text", "mistake"),
    [
        ("sigmoid", "y - (1 - y)", "difference_for_product"),
        ("sigmoid", "exp(-x)/(1 + exp(-x))", "power.exponent_not_reduced"),
        ("silu", "sigmoid(x)", "second_term_forgotten"),
        ("mse_loss", "x - target", "factor_two_lost"),
        ("celu", "1 if x > 0 else exp(x)", "chain.outer_at_variable"),
        ("sigmoid", "- y(1 - y)", "inner_derivative_sign_lost"),  # no bullet of a list
        ("sigmoid", "x", ""),
    ],
)
def test_wrong_formulas_are_named(slug: str, text: str, mistake: str) -> None:
    mark = graded(asked(slug)[0], text, asked(slug)[1])
    assert (mark.right, mark.mistake) == (False, mistake)
    assert mark.feedback


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("9**9**9**9", "exponents"),
        ("__import__('os')", "expected"),
        ("(" * 1000000, "500 characters"),
        ("(" * 200 + "x" + ")" * 200, "nested"),
        ("\u0435xp(x)", "Latin"),
        (r"\frac{1}{2", "expected"),
        ("(1 + x", r"expected \)"),
        ("nan", "not known"),
        ("s(1 - s)", "not known here; the input is x"),
        ("1/0", "divides by 0"),
        ("f'(x)", "work it out"),
        ("d/dx sigmoid(x)", "work it out"),
        ("", "empty"),
        ("x = ", "expected|no formula"),
        ("1 2 3 x )", "expected"),
    ],
)
def test_what_is_no_formula_costs_nothing(text: str, word: str) -> None:
    for grade in (graded, understood):
        with pytest.raises(UnreadableAnswer, match=word):
            grade(asked("sigmoid")[0], text, asked("sigmoid")[1])


def test_what_was_understood_is_shown_before_it_is_graded() -> None:
    shown = understood(asked("sigmoid")[0], "e^-x/2x", asked("sigmoid")[1])
    assert shown
    assert shown.plain == "e^(-x)*x/2"
    assert "<math" in shown.mathml
    assert r"\frac" in shown.latex
    assert understood(question(CHOICE), "a", None) is None


def test_a_formula_needs_its_exercise() -> None:
    with pytest.raises(UnreadableAnswer, match="not there"):
        graded(question(FORMULA), "x")
