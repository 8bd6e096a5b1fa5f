"""Explanations say why, with the numbers of the question; hints say nothing that the prompt does
not know.
"""

import re

import pytest

from grader.fact_notation import Kind
from grader.quiz.asked_records import AskedNumber
from grader.quiz.fact_reasons import FactReasons
from grader.quiz.parts import FormulaLines, plain_text
from grader.quiz.question import QuizQuestion
from grader.quiz.question_kinds import question_kinds
from grader.quiz.studied import studied

from ..conftest import bundled

KINDS = question_kinds()
SEEDS = 3
FUNCTIONS = ("sqrt", "abs", "max", "sign", "if", "else")
OPTIMIZERS = [slug for slug, entry in bundled().entries.items() if entry.exercise.family.steps]


def asked(kind: str, slug: str, seeds: int = SEEDS) -> list[QuizQuestion]:
    exercise = bundled().entries[slug].exercise
    return [q for seed in range(seeds) if (q := KINDS[kind].generate(exercise, seed))]


@pytest.mark.parametrize("slug", OPTIMIZERS)
def test_an_update_is_worked_out_with_its_numbers(slug: str) -> None:
    for question in asked("update", slug):
        assert isinstance(question.asked, AskedNumber)
        *_, last = [part for part in question.explanation if isinstance(part, FormulaLines)]
        shown = re.split(r"= |\N{ALMOST EQUAL TO} ", last.formulas[-1].plain)[-1]
        numerator, _, denominator = shown.partition("/")
        assert float(numerator) / float(denominator or 1) == pytest.approx(question.asked.value, abs=1e-3)


@pytest.mark.parametrize("slug", OPTIMIZERS)
def test_each_letter_of_an_explained_step_is_in_the_prompt_or_introduced(slug: str) -> None:
    for question in asked("update", slug):
        told = plain_text((question.explanation[0],))
        assert "a prime marks what is new" in told
        equations = plain_text((question.explanation[1],))
        letters = {name.rstrip("_0123456789") for name in re.findall(r"[a-z]\w*", equations)}
        said = {*re.findall(r"\w+", told + plain_text(question.prompt)), "t", "g", "update", *FUNCTIONS}
        assert letters <= said


@pytest.mark.parametrize("slug", OPTIMIZERS)
def test_hints_name_no_hyperparameter_that_the_prompt_leaves_out(slug: str) -> None:
    exercise = bundled().entries[slug].exercise
    for question in asked("update", slug):
        told = " ".join(map(plain_text, question.hints))
        named = {name for name in exercise.hyperparameters if re.search(rf"\b{name}(_\d)?\b", told)}
        assert all(f"{name} = " in plain_text(question.prompt) for name in named)


@pytest.mark.parametrize(
    ("slug", "kind", "told"),
    [
        ("sigmoid", "range", "comes as near to 0 as you like, but never is 0"),
        ("silu", "range", "It is smallest near x = -1.28"),
        ("relu", "range", "It is smallest for example at x = 0, where it is 0. It has no upper bound."),
        ("hardshrink", "range", "neither a lower nor an upper bound"),
        ("sigmoid", "slope", "The slope is largest at x = 0, where it is 1/4."),
        ("tanh", "limits", "Far out it is, rounded, -1 at -100"),
        ("relu6", "kinks", "At 6 its slope is 1 on the left and 0 on the right."),
        ("elu", "kinks", "At 0 its slope is 1 on the left and 1 on the right."),
        ("mish", "kinks", "made of functions that are smooth"),
        ("tanhshrink", "parity", "tanhshrink(-x) = tanh(x) - x"),
        ("hardsigmoid", "monotonicity", "The slope is 0, above 0 from about -3 on, 0 from about 3 on."),
        ("gelu", "monotonicity", "The slope is below 0, above 0 from about -0.75 on."),
        ("tanhshrink", "monotonicity", "The slope is above 0, and 0 at x = 0."),
        ("leaky_relu", "slope", "The slope is smallest for example at x = -1, where it is 1/100."),
        ("softplus", "slope", "The slope is largest for example at x = 21, where it is 1."),
        ("straight_through_sign", "jumps", "At 0 its value is -1 on the left and 1 on the right."),
        ("hardshrink", "lipschitz", "A function that jumps has no Lipschitz constant."),
        ("sigmoid", "lipschitz", "The slopes take the values in (0, 1/4]."),
        ("leaky_relu", "homogeneity", "-0.02 at -2, -0.01 at -1, 1 at 1, 2 at 2"),
    ],
)
def test_facts_are_explained_from_the_formula(slug: str, kind: Kind, told: str) -> None:
    function = studied(bundled().entries[slug].exercise)
    assert function
    assert told in plain_text(FactReasons(function).reason(kind))


@pytest.mark.parametrize("kind", ["wrong_step", "order_steps"])
def test_an_entry_of_a_vector_is_introduced(kind: str) -> None:
    for question in asked(kind, "softmax"):
        assert re.match(r"Let y = softmax\(x\), with\s+y_\d = ", plain_text(question.prompt))


def test_an_input_on_which_nothing_depends_is_left_out() -> None:
    for question in asked("numeric", "rrelu", 8):
        text = plain_text(question.prompt)
        assert ("slope = " in text) == ("training = True" in text)


def test_formulas_by_cases_stand_on_lines_of_their_own() -> None:
    for kind in ("numeric", "choice", "telling_input", "claim"):
        for question in asked(kind, "elu"):
            lines = [part for part in question.prompt if isinstance(part, FormulaLines)]
            assert all(" if " not in plain_text((p,)) for p in question.prompt if p not in lines)


def test_only_slopes_get_a_hint_about_differentiating() -> None:
    hinted = set()
    for slug in ("relu6", "mse_loss", "huber_loss"):
        for question in asked("telling_input", slug, 8):
            slopes = "d/dx" in plain_text(question.prompt).partition("Somebody takes")[2]
            hinted.add((slopes, any("differentiate" in plain_text(hint) for hint in question.hints)))
    assert hinted == {(True, True), (False, False)}


def test_an_optimizer_has_its_own_name() -> None:
    assert all("AdaBelief" in plain_text(question.prompt) for question in asked("update", "adabelief"))
