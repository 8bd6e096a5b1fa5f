"""Small edits of authors' formulas: they are found, compile for numbers and for SymPy, and leave
the source alone.
"""

import ast
import contextlib

import numpy
import pytest

from grader.reference.edits import on_numbers, source
from grader.reference.numeric import NumericSym
from grader.reference.wrong_code import WORDS
from grader.specification import Function

from ..conftest import bundled

FUNCTIONS = [
    pytest.param(f, id=f"{slug}-{f.__name__}")
    for slug, e in bundled().entries.items()
    for f in (e.exercise.function, *(form.function for form in e.exercise.forms))
]


def form(slug: str, name: str) -> Function:
    exercise = bundled().entries[slug].exercise
    return next(f for f in (exercise.function, *(g.function for g in exercise.forms)) if f.__name__ == name)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_edit_compiles_and_leaves_the_source_as_it_was(function: Function) -> None:
    own = source(function)
    before = [ast.dump(tree) for tree in own.trees.values()]
    edits = own.edits()
    assert edits
    for edit in edits[:200]:
        assert edit.code in WORDS
        with contextlib.suppress(SyntaxError):  # 1[:middle] is refused by Python itself
            assert own.build(edit, NumericSym).__name__ == function.__name__
    assert [ast.dump(tree) for tree in own.trees.values()] == before


def test_an_edit_changes_what_is_computed() -> None:
    gelu = source(form("gelu", "gelu"))
    x = numpy.array([0.5, -1.0, 2.0])
    right = on_numbers(gelu.function)(x)
    assert numpy.allclose(right, [0.34573123, -0.15865525, 1.95449974])
    (halved,) = [e for e in gelu.edits() if e.code == "divisor_dropped" and ast.unparse(e.old).endswith("/ 2")]
    assert numpy.allclose(gelu.build(halved, NumericSym)(x), 2 * right)


def test_edited_functions_give_formulas_as_well() -> None:
    import sympy

    sigmoid = source(form("sigmoid", "sigmoid"))
    x = sympy.Symbol("x", real=True)
    (sign,) = [e for e in sigmoid.edits() if e.code == "sign_lost"]
    assert sigmoid.build(sign)(x) == 1 / (1 + sympy.exp(x))


def test_neither_the_digits_of_a_number_nor_defaults_are_edited() -> None:
    edited = [ast.unparse(e.old) for e in source(form("gelu_tanh", "gelu_tanh")).edits()]
    assert not {"10 ** 6", "44715"} & set(edited)
    assert "0.9" not in [ast.unparse(e.old) for e in source(form("adam", "adam")).edits()]
