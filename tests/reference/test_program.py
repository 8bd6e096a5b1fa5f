"""Balls: exact runs enclose the real value, rounded runs enclose what the format can give."""

import mpmath
import pytest
import sympy
import torch
from flint import arb, ctx
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Abs, Expr, Max, Piecewise, Symbol, erf, exp, log, sign, sqrt, tanh

from grader.dtypes import DTYPES, FLOAT32, FLOAT64, DType
from grader.reference.program import NoBall, Program, Run

x = Symbol("x", real=True)
FUNCTIONS: list[Expr] = [
    1 / (1 + exp(-x)),
    x / (1 + Abs(x)),
    x * (1 + erf(x / sqrt(2))) / 2,
    log(1 + exp(x)),
    x**3 - x**-2,
    exp(-(x**2) / 2) / sqrt(2 * sympy.pi),
    x * tanh(x),
    Max(x, -x / 3) + 0.1,
    Piecewise((x, x > 1), (2 * x, x > -1), (-x, True)),
]
points = st.floats(-20, 20).filter(lambda t: abs(t) > 1e-3)


@pytest.mark.parametrize("function", FUNCTIONS, ids=str)
@settings(max_examples=40)
@given(at=points)
def test_exact_run_encloses_the_real_value(function: Expr, at: float) -> None:
    with ctx.workprec(128):
        ball = Program([function], [x])([arb(at)], Run())[0]
        with mpmath.workdps(400):
            true = sympy.lambdify(x, function, "mpmath")(mpmath.mpf(at))
            lower, upper = (
                mpmath.mpf(ball.mid().str(70, radius=False)) + s * mpmath.mpf(float(ball.rad())) for s in (-1, 1)
            )
            slack = abs(true) * mpmath.mpf(10) ** -60 + mpmath.mpf(10) ** -300
            assert lower - slack <= true <= upper + slack


TORCH = {
    FUNCTIONS[0]: lambda t: 1 / (1 + torch.exp(-t)),
    FUNCTIONS[1]: lambda t: t / (1 + t.abs()),
    FUNCTIONS[4]: lambda t: t**3 - t**-2,
    FUNCTIONS[6]: lambda t: t * torch.tanh(t),
}


@pytest.mark.parametrize("function", TORCH, ids=str)
@pytest.mark.parametrize("dtype", [FLOAT32, FLOAT64], ids=lambda d: d.name)
@settings(max_examples=60)
@given(at=points)
def test_rounded_run_encloses_what_torch_computes(function: Expr, dtype: DType, at: float) -> None:
    at = dtype.round(at)
    got = TORCH[function](torch.tensor(at, dtype=getattr(torch, dtype.name))).item()
    with ctx.workprec(128):
        program = Program([function], [x])
        exact, rounded = program([arb(at)], Run())[0], program([arb(at)], Run(dtype))[0]
    assert rounded.contains(exact)
    # elementary functions of torch are not correctly rounded: twice the bound covers these here
    assert abs(arb(got) - exact) <= 2 * (rounded - exact).abs_upper() + dtype.smallest_normal


@pytest.mark.parametrize("dtype", DTYPES.values(), ids=DTYPES)
def test_the_bound_shrinks_with_the_unit_of_the_format(dtype: DType) -> None:
    with ctx.workprec(128):
        program = Program([FUNCTIONS[0]], [x])
        at = [arb(0.3)]
        deviation = (program(at, Run(dtype))[0] - program(at, Run())[0]).abs_upper()
    assert dtype.unit / 4 < float(deviation) < 4 * dtype.unit


def test_cancellation_is_in_the_bound() -> None:
    with ctx.workprec(128):
        program = Program([1 - tanh(x) ** 2], [x])
        at = [arb(15.0)]
        exact, rounded = program(at, Run())[0], program(at, Run(FLOAT64))[0]
    assert (rounded - exact).abs_upper() > 1e-4 * exact  # far more than a relative error of 2^-53


def test_equal_numbers_are_a_tie_that_one_side_decides() -> None:
    program = Program([sign(x), Piecewise((1, x > 0), (2, True))], [x])
    plain = Run()
    assert [float(b.mid()) for b in program([arb(0)], plain)] == [0, 2]
    assert plain.tied
    assert [float(b.mid()) for b in program([arb(0)], Run(tie=lambda _: 1))] == [1, 1]
    assert [float(b.mid()) for b in program([arb(0)], Run(tie=lambda _: -1))] == [-1, 2]
    away = Run()
    program([arb(2)], away)
    assert not away.tied


@pytest.mark.parametrize(("at", "factor", "tied"), [(5.0, 2.0, True), (1 + 2.0**-23, 1 + 2.0**-23, False)])
def test_numbers_computed_without_rounding_tie_in_a_format_too(at: float, factor: float, tied: bool) -> None:
    beta = Symbol("beta", real=True)
    run = Run(FLOAT32)
    (ball,) = Program([Piecewise((1, beta * x > factor * at), (0, True))], [x, beta])([arb(at), arb(factor)], run)
    assert run.tied == tied
    assert (ball == 0) == tied


def test_an_open_condition_gives_the_union_of_its_branches() -> None:
    program = Program([Piecewise((0, x > 0), (1, True)), sign(x)], [x])
    branch, signed = program([arb(0, 1e-3)], Run())
    assert branch.contains(0)
    assert branch.contains(1)
    assert signed.contains(-1)
    assert signed.contains(1)


def test_powers_of_a_ball_around_zero_are_finite() -> None:
    square = Program([x**2, x**3], [x])([arb(0, 1e-8)], Run())
    assert all(ball.is_finite() and ball.contains(0) for ball in square)


def test_a_pole_is_not_finite() -> None:
    assert not Program([1 / x], [x])([arb(0)], Run())[0].is_finite()


def test_a_function_without_balls_is_said_to_have_none() -> None:
    with pytest.raises(NoBall):
        Program([sympy.zeta(x)], [x])
