"""Small edits of authors' formulas: they are found, compile for numbers and for SymPy, and leave the source alone."""

import ast
import contextlib

import numpy
import pytest

from grader.exercise import Function
from grader.reference.edits import source
from grader.reference.numeric import NumericSym
from grader.reference.wrong_code import WORDS

from ..conftest import bundled

FUNCTIONS = [
    pytest.param(f, id=f"{slug}-{f.__name__}")
    for slug, e in bundled().entries.items()
    for f in (e.exercise.function, *(form.function for form in e.exercise.forms))
]

# (exercise, form, a mistake, the words for it)
KNOWN = [
    ("gelu", "textbook", "term_dropped", "The term x * density(x) is missing."),
    ("gelu", "textbook", "exponent_dropped", "The exponent 2 is missing."),
    ("gelu", "gelu", "divisor_dropped", "The divisor 2 is missing."),
    ("softmax", "jacobian", "term_sign", "The sign of the term y_j is wrong."),
    ("softmax", "jacobian", "case_ignored", "0 was taken in every case"),
    ("prelu", "slope", "branches_exchanged", "The two branches are exchanged."),
    ("adam", "adam", "name_other", "b1 stands where b2 belongs, in 1 - b2."),
    ("adam", "adam", "sign_lost", "The minus before lr is missing."),
    (
        "adam",
        "adam",
        "function_dropped",
        "Where sqrt(largest / (1 - b2 ** t)) belongs",
    ),
]


def form(slug: str, name: str) -> Function:
    exercise = bundled().entries[slug].exercise
    return next(f for f in (exercise.function, *(g.function for g in exercise.forms)) if f.__name__ == name)


@pytest.mark.parametrize(("slug", "name", "code", "words"), KNOWN)
def test_known_mistakes_are_among_the_edits(slug: str, name: str, code: str, words: str) -> None:
    assert [e for e in source(form(slug, name)).edits() if e.code == code and words in e.words]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_edit_compiles_and_leaves_the_source_as_it_was(function: Function) -> None:
    own = source(function)
    before = [ast.dump(tree) for tree in own._trees.values()]
    edits = own.edits()
    assert edits
    for edit in edits[:200]:
        assert edit.code in WORDS
        assert edit.words
        with contextlib.suppress(SyntaxError):  # 1[:middle] is refused by Python itself
            assert own.build([edit], NumericSym).__name__ == function.__name__
    assert [ast.dump(tree) for tree in own._trees.values()] == before


def test_an_edit_changes_what_is_computed() -> None:
    gelu = source(form("gelu", "gelu"))
    x = numpy.array([0.5, -1.0, 2.0])
    right = gelu.build([], NumericSym)(x)
    assert numpy.allclose(right, [0.34573123, -0.15865525, 1.95449974])
    (halved,) = [e for e in gelu.edits() if e.words == "The divisor 2 is missing." and "erf" in ast.unparse(e.old)][:1]
    assert numpy.allclose(gelu.build([halved], NumericSym)(x), 2 * right)


def test_edited_functions_give_formulas_as_well() -> None:
    import sympy

    sigmoid = source(form("sigmoid", "sigmoid"))
    x = sympy.Symbol("x", real=True)
    (sign,) = [e for e in sigmoid.edits() if e.code == "sign_lost"]
    assert sigmoid.build([sign])(x) == 1 / (1 + sympy.exp(x))
