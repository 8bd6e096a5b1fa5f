"""A function of one variable cut into smooth pieces.

Between two cuts every condition, absolute value, sign and maximum of a formula is decided one way,
so that a formula without them stands there. Cuts lie where the two sides of a condition, or two
arguments of a maximum, are equal: found anywhere if their difference is linear, otherwise as its
roots between -16 and 16.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

import sympy
from flint import arb
from sympy import Basic, Expr, Symbol

from .program import Ball
from .smooth import ODD, Smooth, roots

Sign = Callable[[Expr], int]
REACH = arb(16)

_HOLDS: dict[type[Basic], Callable[[int], bool]] = {
    sympy.StrictGreaterThan: lambda sign: sign > 0,
    sympy.GreaterThan: lambda sign: sign >= 0,
    sympy.StrictLessThan: lambda sign: sign < 0,
    sympy.LessThan: lambda sign: sign <= 0,
    sympy.Equality: lambda sign: sign == 0,
    sympy.Unequality: lambda sign: sign != 0,
}


@dataclass(frozen=True)
class Piece:
    """A smooth function on the open interval from `low` to `high`, which may be infinite."""

    low: Ball
    high: Ball
    function: Smooth


@dataclass(frozen=True)
class Cut:
    """A place between two pieces, and the value there."""

    at: Ball
    value: Ball


def cut(expression: Expr, symbol: Symbol) -> tuple[list[Piece], list[Cut]]:
    """The pieces of a function, and the cuts between them."""
    cuts: list[Ball] = []
    for difference in _differences(expression):
        found = []
        for low, high in _intervals(cuts):
            found += _zeros(_at(difference, symbol, inside(low, high)), low, high)
        cuts = sorted([*cuts, *found], key=Ball.mid)
    pieces = [Piece(a, b, _at(expression, symbol, inside(a, b))) for a, b in _intervals(cuts)]
    return pieces, [Cut(at, _at(expression, symbol, at)(at)) for at in cuts]


def inside(low: Ball, high: Ball) -> Ball:
    """A number between two, either of which may be infinite: nothing round."""
    if low.is_finite() and high.is_finite():
        return (low + (high - low) * ODD).mid()
    if low.is_finite():
        return (low + 1 + ODD).mid()
    return (high - 1 - ODD).mid() if high.is_finite() else arb(ODD)


def _intervals(cuts: list[Ball]) -> list[tuple[Ball, Ball]]:
    return list(pairwise([arb("-inf"), *cuts, arb("inf")]))


def _zeros(difference: Smooth, low: Ball, high: Ball) -> list[Ball]:
    if difference.constant:
        return []
    if difference.derivative.constant:
        zero = -difference(arb(0)) / difference.derivative(arb(0))
        return [zero] if low < zero < high else []
    return roots(difference, max(low, -REACH), min(high, REACH)) if low < REACH and high > -REACH else []


def _differences(e: Basic) -> Iterator[Expr]:
    """Whatever changes its sign where a formula may have a kink or a jump; what is inside comes
    first.
    """
    for argument in e.args:
        yield from _differences(argument)
    if type(e) in _HOLDS:
        yield e.args[0] - e.args[1]
    elif isinstance(e, sympy.Abs | sympy.sign):
        yield e.args[0]
    elif isinstance(e, sympy.Max | sympy.Min):
        yield from (a - b for a, b in combinations(e.args, 2))


def _at(expression: Expr, symbol: Symbol, place: Ball) -> Smooth:
    """The formula without conditions that stands at a place."""

    def sign(difference: Expr) -> int:
        return Smooth(_decided(difference, sign), symbol).sign(place)

    return Smooth(_decided(expression, sign), symbol)


def _decided(e: Any, sign: Sign) -> Expr:
    if isinstance(e, sympy.Piecewise):
        return next((_decided(value, sign) for value, condition in e.args if _holds(condition, sign)), sympy.nan)
    if isinstance(e, sympy.Abs):
        return sign(e.args[0]) * _decided(e.args[0], sign)
    if isinstance(e, sympy.sign):
        return sympy.Integer(sign(e.args[0]))
    if isinstance(e, sympy.Max | sympy.Min):
        side = 1 if isinstance(e, sympy.Max) else -1
        chosen = next(a for a in e.args if all(side * sign(a - b) >= 0 for b in e.args if b != a))
        return _decided(chosen, sign)
    return e.func(*(_decided(a, sign) for a in e.args)) if e.args else e


def _holds(condition: Any, sign: Sign) -> bool:
    if isinstance(condition, sympy.And):
        return all(_holds(c, sign) for c in condition.args)
    if isinstance(condition, sympy.Or):
        return any(_holds(c, sign) for c in condition.args)
    if isinstance(condition, sympy.Not):
        return not _holds(condition.args[0], sign)
    if type(condition) in _HOLDS:
        return _HOLDS[type(condition)](sign(condition.args[0] - condition.args[1]))
    return bool(condition)
