"""Derivatives by rules: equal to SymPy's own, numerically and exactly enclosed, and written down
step by step.
"""

import pytest
import sympy
from flint import arb, ctx
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Abs, Expr, Max, Min, Piecewise, Symbol, cosh, erf, exp, log, sign, sin, sinh, sqrt, tanh

from grader import sym
from grader.reference.differentiate import NoRule, RuleStep, derive, simplified
from grader.reference.program import Program, Run

x = Symbol("x", real=True)
OTHER = y = Symbol("y", real=True)

FUNCTIONS: list[Expr] = [
    sympy.Integer(3),
    x,
    y,
    x**2 + 3 * x - 1,
    2 * x * y,
    x * exp(x) * sin(x),
    1 / (1 + exp(-x)),
    x / (1 + Abs(x)),
    (x + 1) / (x**2 + 2) / exp(x),
    x * (1 + erf(x / sqrt(2))) / 2,
    x * tanh(log(1 + exp(x))),
    sqrt(1 + x**2),
    (1 + x**2) ** sympy.Rational(-3, 2),
    2**x,
    (x**2 + 1) ** (-x * 0 + 3),
    cosh(x) - sinh(2 * x),
    Piecewise((x, x > 0), (exp(x) - 1, True)),
    Max(x, 2 * x - 1, -3),
    Min(x**2, 4),
    Max(0.9 * x, -0.1 * x),
    sign(x) * x**3,
    sympy.atan(x * y),
    3 * sympy.UnevaluatedExpr(exp(x) - 1) + 3,
    sympy.cos(exp(-(x**2))),
]


def slope(expression: Expr, by: Symbol, at: float) -> arb:
    """The central difference at a distance so small that it is right to 30 digits; knows nothing of
    rules.
    """
    program = Program([expression], [by, OTHER])
    step = arb(2) ** -60
    above, below = (program([arb(at) + s, arb(0.75)], Run())[0] for s in (step, -step))
    return (above - below) / (2 * step)


def close(left: arb, right: arb) -> bool:
    return bool(abs(left - right) < 1e-25 * (1 + abs(right)))


def walk(step: RuleStep) -> list[RuleStep]:
    return [step, *(s for part in step.parts for s in walk(part))]


@pytest.mark.parametrize("function", FUNCTIONS, ids=str)
@settings(max_examples=25)
@given(at=st.floats(-8, 8).map(lambda t: round(t, 3)).filter(lambda t: t not in (0, 1, 2, -2, -1, -3)))
def test_derivative_is_the_slope(function: Expr, at: float) -> None:
    with ctx.workprec(300):
        after = derive(function, x).after
        for form in (after, simplified(after)):
            assert close(Program([form], [x, OTHER])([arb(at), arb(0.75)], Run())[0], slope(function, x, at))


@pytest.mark.parametrize("function", FUNCTIONS, ids=str)
def test_every_step_is_the_derivative_of_what_it_says(function: Expr) -> None:
    with ctx.workprec(300):
        for step in walk(derive(function, x)):
            for at in (0.3, 1.7):
                got = Program([step.after], [step.by, OTHER])([arb(at), arb(0.75)], Run())[0]
                assert close(got, slope(step.before, step.by, at)), step


def test_the_rules_are_named() -> None:
    step = derive(1 / (1 + exp(-x)), x)
    assert [s.rule for s in walk(step)] == [
        "chain",
        "power",
        "sum",
        "constant",
        "chain",
        "exp",
        "constant multiple",
        "identity",
    ]
    outer, inner = step.parts
    assert str(outer.before) == "1/u"
    assert inner.before == 1 + exp(-x)
    assert derive(x / (1 + Abs(x)), x).rule == "quotient"
    assert derive(x * exp(x), x).rule == "product"
    assert derive(Max(x, 1), x).rule == "extremum"


def test_results_stay_as_the_rules_give_them() -> None:
    by_rules = derive(x - tanh(x), x).after
    assert by_rules != tanh(x) ** 2
    assert simplified(by_rules) == tanh(x) ** 2


def test_a_function_without_a_rule_is_said_to_have_none() -> None:
    with pytest.raises(NoRule):
        derive(sympy.zeta(x), x)


def test_what_is_detached_keeps_its_value_and_has_no_derivative() -> None:
    length = sym.detach(sqrt(x**2 + y**2))
    step = derive(x / length, x)
    assert step.rule == "constant multiple"
    with ctx.workprec(100):
        value, by_x, by_y = Program([x / length, step.after, derive(x / length, y).after], [x, y])(
            [arb(3), arb(4)], Run()
        )
    assert value.overlaps(arb(3) / 5)
    assert by_x.overlaps(arb(1) / 5)
    assert by_y == 0
    assert derive(length, x).after == 0
