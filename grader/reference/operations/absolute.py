"""The absolute value and the sign."""

import sympy
from sympy import S

from .operation import Buggy, Operation

ABS = Operation(
    sympy.Abs,
    names=("abs",),
    slope=lambda u: sympy.sign(u),
    ball=abs,
    array="abs",
    roundings=0,
    confused_with=("sign",),
    buggy=(
        Buggy(
            "abs.sign_lost",
            4,
            "The derivative of {before} was taken as 1: on the negative side it is another.",
            lambda u, y, whole: S.One,
        ),
        Buggy(
            "abs.argument",
            2,
            "The derivative of {before} was taken as its argument: only the sign of that is needed.",
            lambda u, y, whole: u,
        ),
    ),
)
SIGN = Operation(
    sympy.sign,
    names=("sign", "sgn"),
    slope=lambda u: S.Zero,
    ball=None,
    array="sign",
    roundings=0,
    confused_with=("Abs",),
)
