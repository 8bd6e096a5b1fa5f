"""Hyperbolic sine, cosine and tangent (Abramowitz & Stegun 1964, chapter 4)."""

import sympy
from flint import arb
from sympy import Expr, S

from ..unevaluated import negative, power, product, total
from .operation import Buggy, Operation, sign_lost

TWO = S(2)


def _slope_of_tanh(u: Expr) -> Expr:
    return total(S.One, negative(power(sympy.tanh(u), TWO)))


SINH = Operation(
    sympy.sinh,
    names=("sinh",),
    slope=lambda u: sympy.cosh(u),
    ball=arb.sinh,
    array="sinh",
    confused_with=("cosh",),
    buggy=(sign_lost(sympy.cosh),),
)
COSH = Operation(
    sympy.cosh,
    names=("cosh",),
    slope=lambda u: sympy.sinh(u),
    ball=arb.cosh,
    array="cosh",
    confused_with=("sinh",),
    buggy=(sign_lost(sympy.sinh),),
)
TANH = Operation(
    sympy.tanh,
    names=("tanh",),
    slope=_slope_of_tanh,
    ball=arb.tanh,
    array="tanh",
    confused_with=("exp", "sinh", "cosh"),
    buggy=(
        Buggy(
            "tanh.square_lost",
            5,
            "In the derivative of {before} the square was lost.",
            lambda u, y, whole: total(S.One, negative(y)),
        ),
        Buggy(
            "tanh.plus",
            4,
            "In the derivative of {before} the square was added, not subtracted.",
            lambda u, y, whole: total(S.One, power(y, TWO)),
        ),
        Buggy(
            "tanh.argument_squared",
            3,
            "In the derivative of {before} the argument was squared, not the value of tanh.",
            lambda u, y, whole: total(S.One, negative(power(u, TWO))),
        ),
        Buggy(
            "tanh.as_sigmoid",
            3,
            "The derivative of {before} was written as that of sigmoid is, f (1 - f).",
            lambda u, y, whole: product(y, total(S.One, negative(y))),
        ),
        Buggy(
            "tanh.whole_squared",
            3,
            "In the derivative of {before} the value of the whole function was squared, not the value of tanh.",
            lambda u, y, whole: total(S.One, negative(power(whole, TWO))),
        ),
        sign_lost(_slope_of_tanh),
    ),
)
