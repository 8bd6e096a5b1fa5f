"""Every function of the table, by what does not know the table: derivative, balls, arrays, names,
wrong derivatives.
"""

import mpmath
import numpy
import pytest
import sympy
from flint import arb, ctx
from sympy import Symbol

from grader.codes import CODES
from grader.reference.differentiate import derive
from grader.reference.malrules.kinds import KINDS
from grader.reference.numeric import NumericSym
from grader.reference.operations.operation import Buggy, Operation
from grader.reference.operations.table import OPERATIONS
from grader.reference.program import Program, Run
from grader.reference.typeset.notation import notation
from grader.reference.typeset.text import written
from grader.reference.vector import Vectors
from grader.reference.written.functions import FUNCTIONS

x = Symbol("x", real=True)
POINTS = (0.125, 0.7, 1.9)
every_operation = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda o: o.name)
every_buggy = pytest.mark.parametrize(
    ("operation", "buggy"), [pytest.param(o, b, id=f"{o.name}-{b.kind}") for o in OPERATIONS for b in o.buggy]
)


def true(operation: Operation, at: float) -> float:
    """The value by mpmath, which has nothing to do with flint's balls."""
    return float(sympy.lambdify(x, operation.function(x), "mpmath")(mpmath.mpf(at)))


@every_operation
def test_slope_is_that_of_mpmath(operation: Operation) -> None:
    function = sympy.lambdify(x, operation.function(x), "mpmath")
    for at in POINTS:
        assert float(derive(operation.function(x), x).after.subs(x, at)) == pytest.approx(
            float(mpmath.diff(function, at)), rel=1e-9, abs=1e-12
        )


@every_operation
def test_balls_and_arrays_have_the_value(operation: Operation) -> None:
    with ctx.workprec(128):
        for at in POINTS:
            (ball,) = Program([operation.function(x)], [x])([arb(at)], Run())
            assert float(ball.mid()) == pytest.approx(true(operation, at), rel=1e-14)
    expected = [true(operation, at) for at in POINTS]
    assert Vectors([x], [[at] for at in POINTS]).values(operation.function(x)) == pytest.approx(expected, rel=1e-14)
    assert getattr(NumericSym, operation.name)(numpy.array(POINTS)) == pytest.approx(expected, rel=1e-14)


@every_operation
def test_its_names_are_read_and_its_first_is_written(operation: Operation) -> None:
    for name in operation.names:
        assert FUNCTIONS[name](x) == operation.function(x)
    assert written(notation(operation.function(x))).startswith(operation.names[0])


@every_operation
def test_what_it_is_confused_with_is_another_function_of_the_table(operation: Operation) -> None:
    assert set(operation.confused_with) <= {o.name for o in OPERATIONS} - {operation.name}


@every_buggy
def test_a_buggy_derivative_is_wrong_and_has_words(operation: Operation, buggy: Buggy) -> None:
    whole = operation.function(x) * x + 1
    wrong = buggy.slope(x, operation.function(x), whole)
    assert any(abs(float((wrong - operation.slope(x)).subs(x, at))) > 1e-3 for at in (-0.8, *POINTS))
    assert KINDS[buggy.kind].plausibility == buggy.plausibility
    assert "{before}" in KINDS[buggy.kind].sentence


def test_what_is_said_of_an_unknown_function_lists_the_known_ones() -> None:
    assert all(o.name in CODES["A616"].meaning for o in OPERATIONS)
