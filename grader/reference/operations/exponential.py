"""The exponential function and the logarithm (Abramowitz & Stegun 1964, chapter 4)."""

import sympy
from flint import arb
from sympy import S

from ..unevaluated import power, product, total
from .operation import Buggy, Operation

WIDE = 2.0**-3  # the radius from which on the ends of a ball are looked at


def exp(ball: arb) -> arb:
    """From end to end: flint's own goes out from the middle, and reaches 0 for a ball that is
    wide.
    """
    return ball.exp() if ball.rad() < WIDE else ball.lower().exp().union(ball.upper().exp())


def log(ball: arb) -> arb:
    """The logarithm of 0 is -infinity, which a maximum may leave behind."""
    return arb("-inf") if ball == 0 else ball.log()


EXP = Operation(
    sympy.exp,
    names=("exp",),
    slope=lambda u: sympy.exp(u),
    ball=exp,
    array="exp",
    confused_with=("log",),
    buggy=(
        Buggy(
            "exp.power_rule",
            4,
            "The power rule was applied to {before}, but the variable is in the exponent.",
            lambda u, y, whole: product(u, sympy.exp(total(u, S.NegativeOne))),
        ),
    ),
)
LOG = Operation(
    sympy.log,
    names=("log", "ln"),
    slope=lambda u: power(u, S.NegativeOne),
    ball=log,
    array="log",
    confused_with=("exp",),
    buggy=(Buggy("log.as_one", 2, "The derivative of {before} was taken as 1.", lambda u, y, whole: S.One),),
)
