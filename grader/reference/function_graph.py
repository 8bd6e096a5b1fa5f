"""The graph of a function of one real number: its range, slopes, limits, kinks, jumps and symmetry.

Proven by enclosures (see `smooth`): everything from -16 to 16, or to twice the outermost cut if
that is farther. Sampled: limits, that nothing turns farther out, and symmetries; where a symmetry
is denied, a number proves it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from flint import arb
from sympy import Expr, Symbol

from .pieces import REACH, Piece, cut, inside
from .program import Ball
from .smooth import Smooth, Undecided, limit, roots, sign

FARTHER = (1, 1.25, 1.5, 2, 3, 4)
POINTS = (0, 0.3, 1.1, 2.7, 4.9, 13.3)
FACTORS = (0.375, 2.75, 7)


@dataclass(frozen=True)
class Interval:
    """Numbers from `low` to `high`; whether these belong to it."""

    low: Ball
    high: Ball
    low_in: bool
    high_in: bool

    @property
    def is_point(self) -> bool:
        return self.low_in and self.high_in and bool(self.low.overlaps(self.high))

    def meets(self, other: "Interval") -> bool:
        """Whether both together are one interval."""
        return all(
            a.low < b.high or (a.low.overlaps(b.high) and (a.low_in or b.high_in))
            for a, b in ((self, other), (other, self))
        )

    def joined(self, other: "Interval") -> "Interval":
        low, high = min(self.low, other.low), max(self.high, other.high)
        return Interval(
            low,
            high,
            any(i.low_in and i.low.overlaps(low) for i in (self, other)),
            any(i.high_in and i.high.overlaps(high) for i in (self, other)),
        )


class FunctionGraph:
    """A function of one real number, given by its formula; whatever cannot be decided raises
    Undecided.
    """

    def __init__(self, expression: Expr, symbol: Symbol) -> None:
        self.pieces, self._cuts = cut(expression, symbol)
        self._reach = max([REACH, *(2 * abs(c.at) for c in self._cuts)])

    @cached_property
    def range(self) -> list[Interval]:
        pieces = [_image(self._turns(p, p.function)) for p in self.pieces]
        return _union([*pieces, *(_point(c.value) for c in self._cuts)])

    @cached_property
    def slope(self) -> list[Interval]:
        """All derivatives, where there is one."""
        pieces = [_image(self._turns(p, p.function.derivative)) for p in self.pieces]
        shared = [left for _, left, right in self._slopes_at_cuts() if left.is_finite() and left.overlaps(right)]
        return _union([*pieces, *map(_point, shared)])

    @cached_property
    def limits(self) -> tuple[Ball, Ball]:
        """As x -> -oo and as x -> oo."""
        return limit(self.pieces[0].function, -1), limit(self.pieces[-1].function, 1)

    @cached_property
    def jumps(self) -> list[Ball]:
        return [at for at, left, value, right in self._values_at_cuts() if not _equal(left, value, right)]

    @cached_property
    def kinks(self) -> list[Ball]:
        """Where the function is continuous, but has two slopes, or an infinite one."""
        return [at for at, left, right in self._slopes_at_cuts() if not (left.is_finite() and left.overlaps(right))]

    @cached_property
    def steepest(self) -> Ball:
        """The smallest Lipschitz constant, which may be infinite."""
        return arb("inf") if self.jumps else max(abs(end) for i in self.slope for end in (i.low, i.high))

    @cached_property
    def directions(self) -> set[int]:
        """Whether it rises (1), falls (-1) or stays (0) somewhere."""
        found = set()
        for p in self.pieces:
            values = [value for value, _ in self._turns(p, p.function)]
            found |= {0} if p.function.constant else {sign(b - a) for a, b in pairwise(values)}
        for _, left, value, right in self._values_at_cuts():
            found |= {sign(value - left), sign(right - value)} - {0}
        return found

    def is_symmetric(self, factor: int) -> bool:
        """Whether f(-x) = factor * f(x)."""
        return all(_equal(self(-x), factor * self(x)) for x in self._points())

    def is_homogeneous(self, degree: int) -> bool:
        """Whether f(c x) = c^degree f(x) for c > 0."""
        return all(_equal(self(x * c), arb(c) ** degree * self(x)) for x in self._points() for c in FACTORS)

    def __call__(self, x: Ball) -> Ball:
        for c in self._cuts:
            if c.at.overlaps(x):
                return c.value
        return next(p.function(x) for p in self.pieces if p.low < x < p.high)

    def _points(self) -> Iterator[Ball]:
        for x in (*map(arb, POINTS), *(c.at for c in self._cuts), *(inside(p.low, p.high) for p in self.pieces)):
            yield from (x, -x)

    def _values_at_cuts(self) -> Iterator[tuple[Ball, Ball, Ball, Ball]]:
        """Each cut with the limit from the left, the value, and the limit from the right."""
        for c, (left, right) in zip(self._cuts, pairwise(self.pieces), strict=True):
            yield c.at, _finite(left.function(c.at)), _finite(c.value), _finite(right.function(c.at))

    def _slopes_at_cuts(self) -> Iterator[tuple[Ball, Ball, Ball]]:
        """Each cut that is no jump, with the slopes on both sides."""
        for (at, *values), (left, right) in zip(self._values_at_cuts(), pairwise(self.pieces), strict=True):
            if _equal(*values):
                yield at, left.function.derivative(at), right.function.derivative(at)

    def _turns(self, piece: Piece, function: Smooth) -> list[tuple[Ball, bool]]:
        """Values between which the function rises or falls all the way along a piece; whether each
        is attained.
        """
        if function.constant:
            return [(function(arb(0)), True)]
        low, high = max(piece.low, -self._reach), min(piece.high, self._reach)
        turns = [(function(x), True) for x in roots(function.derivative, low, high)]
        ends = [(_end(function, end), False) for end in (piece.low, piece.high)]
        values = [ends[0], *turns, ends[1]]
        ways = [sign(b - a) for (a, _), (b, _) in pairwise(values)]
        for end, whole, way in ((low, piece.low, ways[0]), (high, piece.high, ways[-1])):
            farther = FARTHER if end is not whole else ()
            if any(function.derivative.sign(end * f) not in (0, way) for f in farther):
                raise Undecided
        return values


def _end(function: Smooth, end: Ball) -> Ball:
    return _finite(function(end)) if end.is_finite() else limit(function, sign(end))


def _finite(ball: Ball) -> Ball:
    if not ball.is_finite():
        raise Undecided
    return ball


def _equal(*balls: Ball) -> bool:
    """Whether they are equal as far as can be seen."""
    return all(_finite(a).overlaps(_finite(b)) for a, b in pairwise(balls))


def _point(value: Ball) -> Interval:
    return Interval(value, value, True, True)


def _image(values: Sequence[tuple[Ball, bool]]) -> Interval:
    low, high = min(v for v, _ in values), max(v for v, _ in values)
    return Interval(
        low,
        high,
        any(attained and v.overlaps(low) for v, attained in values),
        any(attained and v.overlaps(high) for v, attained in values),
    )


def _union(intervals: Sequence[Interval]) -> list[Interval]:
    apart: list[Interval] = []
    for new in intervals:
        for other in [i for i in apart if i.meets(new)]:
            apart.remove(other)
            new = new.joined(other)
        apart.append(new)
    return sorted(apart, key=lambda i: i.low.mid())
