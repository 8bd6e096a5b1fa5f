"""What a buggy form of a rule is, and what such forms are made of."""

from collections.abc import Callable
from dataclasses import dataclass

from sympy import Expr, S

from ..derive import power, product

Change = Callable[[Expr], Expr]
Combine = Callable[..., Expr]
MINUS = S.NegativeOne


@dataclass(frozen=True)
class Form:
    """A buggy form of a rule: its kind, what stands in for `combine` of the rule, and the part treated wrongly."""

    kind: str
    combine: Combine
    part: Expr = S.Zero


def always(value: Expr) -> Combine:
    """The same, whatever the derivatives of the parts are."""
    return lambda *slopes: value


def negative(e: Expr) -> Expr:
    """An expression with a minus before it, as written."""
    return product(MINUS, e)


def inverse(e: Expr) -> Expr:
    """1 over an expression; of a fraction, the number that it is."""
    return 1 / e if e.is_Rational and e != 0 else power(e, MINUS)


def with_changed(combine: Combine, i: int, change: Change) -> Combine:
    """A rule applied to derivatives of which one is changed."""
    return lambda *slopes: combine(*slopes[:i], change(slopes[i]), *slopes[i + 1 :])
