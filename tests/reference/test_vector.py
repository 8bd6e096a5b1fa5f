"""Values at many points: those of the exact programs, and no complaints about what has none."""

import math

import numpy
import pytest
import sympy
from flint import arb
from hypothesis import given
from hypothesis import strategies as st
from sympy import Abs, Expr, Max, Min, Piecewise, Symbol, cos, cosh, erf, erfc, exp, log, sign, sin, sinh, sqrt, tanh

from grader import sym
from grader.reference.program import Program, Run
from grader.reference.vector import NoVector, Vectors

x = Symbol("x", real=True)
y = Symbol("y", real=True)
n = Symbol("n", integer=True)

FUNCTIONS: list[Expr] = [
    sympy.Integer(3),
    sympy.Rational(1, 3) * sympy.pi * sympy.E,
    x**3 - 2 * x * y + y**-2,
    sympy.Mul(-1, x, sympy.Pow(y, -1, evaluate=False), evaluate=False),
    (1 + x**2) ** sympy.Rational(-3, 2) + 2**x + sqrt(Abs(y)),
    exp(-x) / (1 + exp(-x)) ** 2,
    log(1 + exp(x)) * tanh(y),
    sin(x) + cos(y) + sinh(x / 4) - cosh(y / 4) + sympy.atan(x * y),
    erf(x / sqrt(2)) + erfc(y),
    sign(x) * Abs(y) + Max(x, y, 1) - Min(x, 2 * y),
    Piecewise((x, x > y), (exp(x) - 1, sympy.And(x > -1, y <= 2)), (0, True)),
    Piecewise((1, sympy.Or(x < -1, sympy.Not(y >= 1))), (sin(x), sympy.Ne(x, y)), (2, True)),
    3 * sympy.UnevaluatedExpr(exp(x) - 1) + sym.detach(x * y),
    sym.take([x, y, 7], n),
]
reals = st.floats(-6, 6).map(lambda t: round(t, 3)).filter(bool)


@pytest.mark.parametrize("function", FUNCTIONS, ids=str)
@given(points=st.lists(st.tuples(reals, reals, st.integers(0, 3)), min_size=1, max_size=4))
def test_values_are_those_of_the_exact_program(function: Expr, points: list[tuple[float, float, int]]) -> None:
    program = Program([function], [x, y, n])
    exact = [float(program([arb(t) for t in point], Run())[0].mid()) for point in points]
    got = Vectors([x, y, n], points).values(function)
    assert got.shape == (len(points),)
    assert numpy.allclose(got, exact, rtol=1e-12, atol=1e-12)


def test_what_overflows_is_infinite_and_what_has_no_value_is_nan() -> None:
    at = Vectors([x], [(-1000.0,), (0.0,), (1000.0,)])
    assert list(at.values(exp(x))) == [0, 1, math.inf]
    assert list(at.values(1 / x))[1] == math.inf
    assert math.isnan(at.values(log(x))[0])
    assert math.isnan(at.values(sqrt(x))[0])
    assert math.isnan(at.values(Piecewise((x, x > 0)))[0])
    assert math.isnan(at.values(sympy.zoo)[0])
    assert list(at.values(Piecewise((x * exp(x), x < 500), (1, True)))) == [0, 0, 1]


def test_what_is_not_known_is_said() -> None:
    at = Vectors([x], [(1.0,)])
    with pytest.raises(NoVector):
        at.values(sympy.zeta(x))
    with pytest.raises(NoVector):
        at.values(x + y)


def test_equal_expressions_are_the_same_however_they_are_written() -> None:
    at = Vectors([x], [(t / 7,) for t in range(-20, 20)])
    assert at.same(1 - tanh(x) ** 2, 1 / cosh(x) ** 2)
    assert at.same(1 / x, x / x**2)
    assert not at.same(1 - tanh(x) ** 2, 1 - tanh(x))
    assert not at.same(Abs(x), x)
