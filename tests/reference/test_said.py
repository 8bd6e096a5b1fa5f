"""What students are told of edits has no name in it that they cannot know."""

import re
from functools import cache

import pytest

from grader.exercise import Exercise
from grader.reference.edits import source
from grader.reference.said import DEFINED, LONGEST, reading, said
from grader.reference.typeset.code import FAMILIAR, PLAIN, SUMMED
from grader.reference.typeset.notation import NAMES
from grader.reference.wrong_code import BRIEF, OTHER_ENTRY, WORDS
from grader.specification import Function, Subject

from ..conftest import bundled, of_each_family

NAME = re.compile(r"[A-Za-z_]\w*")
CASES = {"if", "else", "and", "or", "not", "pi"}
OTHERS = "in a divisor. This is in a condition. (m is a state, u and v are states: grader derive adam shows the step.)"
ENGLISH = {
    w
    for said in (*WORDS.values(), *BRIEF.values(), OTHER_ENTRY, OTHERS, "in what is made of")
    for w in NAME.findall(re.sub(r"{\w+}", "", said))
}
FUNCTIONS = {*FAMILIAR, *PLAIN, *SUMMED, *NAMES.values()}
SLUGS = list(bundled().entries)

# (exercise, form, code, what is said)
KNOWN = [
    ("gelu", "textbook", "exponent_dropped", "The exponent 2 is missing."),
    ("gelu", "textbook", "term_dropped", "The term x*exp(-x^2/2)/sqrt(2*pi) is missing."),
    ("gelu", "gelu", "divisor_dropped", "The divisor sqrt(2) is missing."),
    ("sigmoid", "textbook", "factor_dropped", "The factor 1 - sigmoid(x) is missing."),
    ("softmax", "jacobian", "term_sign", "The sign of the term softmax(input) is wrong."),
    ("softmax", "jacobian", "term_sign", "The sign of a term is wrong."),
    ("softmax", "jacobian", "factor_dropped", "A factor is missing, in what is made of input."),
    ("nadam", "nadam", "name_other", "One quantity stands where another belongs, in what is made of lr."),
    (
        "cross_entropy",
        "cross_entropy",
        "name_other",
        "One quantity stands where another belongs, in label_smoothing/len(weight).",
    ),
    ("softmax", "jacobian", "name_other", "One entry of softmax(input) stands where another belongs."),
    ("softmax", "softmax", "divisor_dropped", "The divisor sum(exp(input)) is missing."),
    ("prelu", "slope", "branches_exchanged", "The two branches are exchanged."),
    ("leaky_relu", "leaky_relu", "branch_changed", "0 stands where the branch negative_slope*input belongs."),
    ("glu", "glu", "factor_dropped", "The factor sigmoid(input[len(input)//2:]) is missing."),
    (
        "swiglu",
        "swiglu",
        "name_other",
        "z1 stands where z2 belongs, in z2/(1 + exp(-z2)).",
    ),
    ("nll_loss", "nll_loss", "factor_dropped", "The factor input[target] is missing."),
    (
        "cross_entropy_with_probabilities",
        "softmax_minus_target",
        "divisor_dropped",
        "The divisor len(weight) is missing.",
    ),
    ("tanh", "by_exponentials", "number_changed", "1 stands where the number 2 belongs, in -2*abs(x)."),
    ("adam", "adam", "name_other", "betas[0] stands where betas[1] belongs, in 1 - betas[1]."),
    ("smooth_l1_loss", "smooth_l1_loss", "factor_dropped", "The factor beta is missing in a divisor."),
    ("adam", "adam", "sign_lost", "The minus before lr is missing."),
    (
        "adam",
        "adam",
        "divisor_dropped",
        "The divisor sqrt(largest/(1 - betas[1]^t)) + eps is missing."
        " (largest is a state: grader derive adam shows the step.)",
    ),
]


def forms(exercise: Exercise) -> list[tuple[Subject, Function]]:
    own: list[tuple[Subject, Function]] = [("value", exercise.function)]
    return own + [("gradient" if f.of == "gradient" else "value", f.function) for f in exercise.forms]


@cache
def sentences(slug: str) -> list[tuple[str, str, str]]:
    """The form, the code and the words of every edit."""
    exercise = bundled().entries[slug].exercise
    return [
        (function.__name__, edit.code, said(edit, reading(exercise, function, of), exercise))
        for of, function in forms(exercise)
        for edit in source(function).edits()
    ]


@pytest.mark.parametrize(("slug", "form", "code", "words"), KNOWN)
def test_known_mistakes_are_said_plainly(slug: str, form: str, code: str, words: str) -> None:
    assert (form, code, words) in sentences(slug)


@of_each_family(SLUGS)
def test_no_sentence_has_a_name_that_a_student_cannot_know(slug: str) -> None:
    exercise = bundled().entries[slug].exercise
    names = (
        {i.name for i in exercise.inputs}
        | set(exercise.hyperparameters)
        | set(exercise.family.states(exercise))
        | {slug}
    )
    names |= set(DEFINED.findall(exercise.text.prompt))
    for form, code, sentence in sentences(slug):
        unknown = set(NAME.findall(sentence)) - names - ENGLISH - FUNCTIONS - CASES
        assert not unknown, (form, code, sentence)
        assert len(sentence) < 4 * LONGEST


def test_every_edit_can_be_told_without_its_pieces() -> None:
    assert BRIEF.keys() == WORDS.keys()
    assert not [said for said in BRIEF.values() if "{" in said]
