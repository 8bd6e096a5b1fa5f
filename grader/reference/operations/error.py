"""The error function and its complement (Abramowitz & Stegun 1964, chapter 7)."""

import math

import sympy
from flint import arb
from sympy import Expr, S

from ..unevaluated import negative, power, product
from .operation import Buggy, Operation

FACTOR = 2 / sympy.sqrt(sympy.pi)  # what the derivative of erf begins with
TWO = S(2)


def _bell(u: Expr) -> Expr:
    return sympy.exp(negative(power(u, TWO)))


ERF = Operation(
    sympy.erf,
    names=("erf",),
    slope=lambda u: product(FACTOR, _bell(u)),
    ball=arb.erf,
    array=math.erf,
    confused_with=("exp", "tanh"),
    buggy=(
        Buggy(
            "erf.factor_lost",
            4,
            "In the derivative of {before} the constant factor {part} was lost.",
            lambda u, y, whole: _bell(u),
            FACTOR,
        ),
        Buggy(
            "erf.factor_inverted",
            2,
            "In the derivative of {before} the constant factor {part} was inverted.",
            lambda u, y, whole: product(1 / FACTOR, _bell(u)),
            FACTOR,
        ),
        Buggy(
            "erf.square_lost",
            3,
            "In the derivative of {before} the square in the exponent was lost.",
            lambda u, y, whole: product(FACTOR, sympy.exp(negative(u))),
        ),
        Buggy(
            "erf.sign_lost",
            3,
            "In the derivative of {before} the minus sign of the exponent was lost.",
            lambda u, y, whole: product(FACTOR, sympy.exp(power(u, TWO))),
        ),
        Buggy(
            "erf.normal_density",
            3,
            "The derivative of {before} was taken as the normal density, which belongs to the distribution function.",
            lambda u, y, whole: product(1 / sympy.sqrt(2 * sympy.pi), sympy.exp(product(-S.Half, power(u, TWO)))),
        ),
    ),
)
ERFC = Operation(
    sympy.erfc,
    names=("erfc",),
    slope=lambda u: product(-FACTOR, _bell(u)),
    ball=arb.erfc,
    array=math.erfc,
    confused_with=("erf",),
)
