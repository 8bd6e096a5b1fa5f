"""What a buggy form of a rule is, and what such forms are made of."""

from collections.abc import Callable
from dataclasses import dataclass

from sympy import Expr, S

Change = Callable[[Expr], Expr]
Combine = Callable[..., Expr]
MINUS = S.NegativeOne


@dataclass(frozen=True)
class BuggyForm:
    """A buggy form of a rule: its kind, what stands in for `combine` of the rule, and the part
    treated wrongly.
    """

    kind: str
    combine: Combine
    part: Expr = S.Zero


def always(value: Expr) -> Combine:
    """The same, whatever the derivatives of the parts are."""
    return lambda *slopes: value


def with_changed(combine: Combine, i: int, change: Change) -> Combine:
    """A rule applied to derivatives of which one is changed."""
    return lambda *slopes: combine(*slopes[:i], change(slopes[i]), *slopes[i + 1 :])
