"""Smooth functions of one variable: where they are 0, and what they tend to far out.

Roots are proven: a cell is left without one only if the enclosure of the function there excludes 0,
and has one where a monotonic stretch changes its sign. Two things are taken for true: a number
whose ball at 640 bits contains 0 is 0, and what values at 2^k tend to, for k up to 100, is the
limit.
"""

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from flint import arb
from sympy import Expr, Symbol, expand

from .differentiate import derive, simplified
from .enclose import compiled
from .program import Ball, Run

BITS = 640  # the precision of flint's context in which all this is meant to be used
ODD = 0.48193359375  # where cells are cut, so that roots at round numbers lie inside a cell
NARROW = 2.0**-8  # cells at most this wide are looked at through the derivative
NARROWEST = 2.0**-16
ORDERS = 4  # derivatives to look through
CELLS = 10_000
LONGEST = 1000  # operations in a formula that is differentiated
LONGEST_EXPANDED = 100  # in one that is multiplied out
SHARP = 2.0**-300  # how exactly a root is found
FAR = range(16, 101, 12)


class Undecided(Exception):
    """The question cannot be answered by these means."""


class Smooth:
    """A function given by an expression without kinks, with all its derivatives."""

    def __init__(self, expression: Expr, symbol: Symbol, order: int = 0) -> None:
        self.expression, self.symbol, self.order = expression, symbol, order
        self.constant = symbol not in expression.free_symbols

    @cached_property
    def derivative(self) -> "Smooth":
        if self.expression.count_ops() > LONGEST:
            raise Undecided
        return Smooth(simplified(derive(self.expression, self.symbol).after), self.symbol, self.order + 1)

    @cached_property
    def _forms(self) -> tuple[Expr, ...]:
        short = self.expression.count_ops() <= LONGEST_EXPANDED
        return (self.expression, expand(self.expression)) if short else (self.expression,)

    def __call__(self, x: Ball) -> Ball:
        """Its value, or over a ball of numbers an enclosure of all its values.

        Of the formula as it stands and multiplied out, the one that loses less to cancellation.
        """
        balls = compiled(self._forms, (self.symbol,))([x], Run())
        return min((b for b in balls if b.is_finite()), key=Ball.rad, default=balls[0])

    def sign(self, x: Ball) -> int:
        """The sign of its value; 0 if it is 0 as far as can be seen."""
        value = self(x)
        if not value.is_finite():
            raise Undecided
        return sign(value)


def sign(ball: Ball) -> int:
    """The sign of a number, 0 for a ball that contains 0."""
    return int(ball > 0) - int(ball < 0)


def roots(function: Smooth, low: Ball, high: Ball) -> list[Ball]:
    """Where the function is 0 between two finite numbers, themselves excluded, in ascending order.

    Raises:
        Undecided: if it is 0 on a whole stretch, has a pole, or a root of high multiplicity.
    """
    return [] if function.constant else _roots(function, low, high, function.order + ORDERS, iter(range(CELLS)))


def _roots(function: Smooth, low: Ball, high: Ball, deepest: int, cells: Iterator[int]) -> list[Ball]:
    if not function(low.union(high)).contains(0):
        return []
    width = high - low
    if width < NARROW and function.order < deepest:
        return _between_turns(function, [low, *_roots(function.derivative, low, high, deepest, cells), high])
    middle = (low + width * ODD).mid()
    if width < NARROWEST or next(cells, None) is None or function.sign(middle) == 0:
        raise Undecided
    return [*_roots(function, low, middle, deepest, cells), *_roots(function, middle, high, deepest, cells)]


def _between_turns(function: Smooth, points: list[Ball]) -> list[Ball]:
    """The roots of a function that is monotonic from each point to the next."""
    signs = [function.sign(p) for p in points]
    if not any(signs):
        raise Undecided
    found = []
    for i, (before, after) in enumerate(pairwise(signs)):
        if before * after < 0:
            found.append(_crossing(function, points[i], points[i + 1], before))
        if after == 0 and i + 2 < len(points):
            found.append(points[i + 1])
    return found


def _crossing(function: Smooth, low: Ball, high: Ball, before: int) -> Ball:
    low, high = low.mid(), high.mid()
    while high - low > SHARP:
        middle = ((low + high) / 2).mid()
        here = function.sign(middle)
        if here == 0:
            return middle
        low, high = (middle, high) if here == before else (low, middle)
    return low.union(high)


def limit(function: Smooth, direction: int) -> Ball:
    """What the function tends to as x -> direction * oo; may be infinite.

    Raises:
        Undecided: if it does not seem to tend to anything.
    """
    if function.constant:
        return function(arb(0))
    values = [function(arb(direction) * arb(2) ** k) for k in FAR]
    if not all(v.is_finite() for v in values):
        raise Undecided
    steps = [after - before for before, after in pairwise(values)]
    lengths = list(pairwise(abs(step) for step in steps))
    if all(after < SHARP or 2 * after <= before for before, after in lengths):
        # what is still to come is less than the last step
        return values[-1] + arb(0, abs(steps[-1]).abs_upper())
    signs = {sign(step) for step in steps}
    if len(signs) == 1 and 0 not in signs and all(after >= 0.99 * before for before, after in lengths):
        return arb("inf") * signs.pop()
    raise Undecided
