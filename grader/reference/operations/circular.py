"""Sine, cosine and arctangent (Abramowitz & Stegun 1964, chapter 4)."""

import sympy
from flint import arb
from sympy import Expr, S

from ..unevaluated import inverse, negative, power, total
from .operation import Buggy, Operation, sign_lost

TWO = S(2)


def _slope_of_cos(u: Expr) -> Expr:
    return negative(sympy.sin(u))


SIN = Operation(
    sympy.sin,
    names=("sin",),
    slope=lambda u: sympy.cos(u),
    ball=arb.sin,
    array="sin",
    confused_with=("cos",),
    buggy=(sign_lost(sympy.cos),),
)
COS = Operation(
    sympy.cos,
    names=("cos",),
    slope=_slope_of_cos,
    ball=arb.cos,
    array="cos",
    buggy=(sign_lost(_slope_of_cos),),
)
ATAN = Operation(
    sympy.atan,
    names=("atan", "arctan"),
    slope=lambda u: power(total(S.One, power(u, TWO)), S.NegativeOne),
    ball=arb.atan,
    array="arctan",
    buggy=(
        Buggy(
            "atan.square_lost",
            3,
            "In the derivative of {before} the square was lost.",
            lambda u, y, whole: inverse(total(S.One, u)),
        ),
        Buggy(
            "atan.minus",
            2,
            "In the derivative of {before} the square was subtracted, not added.",
            lambda u, y, whole: inverse(total(S.One, negative(power(u, TWO)))),
        ),
    ),
)
