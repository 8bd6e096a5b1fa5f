"""Graphs of functions as small pictures that stand alone, with words for who does not see them."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy
from sympy import Expr, Symbol

from ..reference.numeric import Array
from ..reference.vector import NoVector, Vectors
from .parts import Picture

LEFT, RIGHT, STEPS = -4, 4, 320  # the numbers that a graph goes over, and how many pieces it has
HIGHEST = 6.0  # what lies farther up or down is left out
WIDTH, HEIGHT, MARGIN = 240, 180, 12
JUMP = 0.04  # of the height of a picture: a curve that rises so much in one piece is torn there
# of the height: how far curves differ to look different, and at which part of the numbers
SEEN, SHARE = 0.12, 0.1
TOLD = (-4, -2, -1, 0, 1, 2, 4)  # numbers whose values the words say


@dataclass(frozen=True)
class GraphCurve:
    """A function of one number by its values."""

    values: tuple[float, ...]

    @cached_property
    def array(self) -> Array:
        return numpy.array(self.values)

    @property
    def told(self) -> tuple[float, ...]:
        """The values that the words say."""
        return tuple(map(self._value, TOLD))

    def at(self, *places: int) -> str:
        """Its values at some numbers, rounded: "0.5 at 0, 1 at 2"."""
        return ", ".join(f"{round(self._value(x), 2) + 0.0:g} at {x}" for x in places)

    def _value(self, x: int) -> float:
        return self.values[(x - LEFT) * STEPS // (RIGHT - LEFT)]


def sampled(expression: Expr, symbol: Symbol) -> GraphCurve | None:
    """The values of an expression; None if there is one that it does not have."""
    points = [[LEFT + (RIGHT - LEFT) * k / STEPS] for k in range(STEPS + 1)]
    try:
        values = Vectors((symbol,), points).values(expression)
    except NoVector:
        return None
    return GraphCurve(tuple(map(float, values))) if numpy.isfinite(values).all() else None


@dataclass(frozen=True)
class GraphFrame:
    """From what number to what one a picture goes up."""

    low: float
    high: float

    def apart(self, left: GraphCurve, right: GraphCurve) -> bool:
        """Whether two curves look different in this frame."""
        a, b = (numpy.clip(curve.array, self.low, self.high) for curve in (left, right))
        return float(numpy.mean(abs(a - b) > SEEN * (self.high - self.low))) >= SHARE

    def picture(self, curve: GraphCurve) -> Picture:
        """The graph, with axes and their numbers."""
        lines = "".join(f'<polyline points="{piece}"/>' for piece in self._pieces(curve))
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
            ' role="img" fill="none" stroke="currentColor" font-family="sans-serif" font-size="10">'
            f'<g stroke-width="0.5">{"".join(self._axes())}</g><g stroke-width="2">{lines}</g></svg>'
        )
        values = "; ".join(f"{round(y, 2) + 0.0:g} at {x}" for x, y in zip(TOLD, curve.told, strict=True))
        return Picture(svg, f"A graph from {LEFT} to {RIGHT}. Its values are, rounded: {values}.")

    def _pieces(self, curve: GraphCurve) -> Iterator[str]:
        """The points of the curve inside of the frame, torn where it jumps."""
        piece: list[str] = []
        before = math.nan
        for k, y in enumerate(curve.values):
            torn = abs(y - before) > JUMP * (self.high - self.low)
            if (torn or not self.low <= y <= self.high) and piece:
                yield " ".join(piece)
                piece = []
            if self.low <= y <= self.high:
                piece.append(f"{self._across(LEFT + (RIGHT - LEFT) * k / STEPS):.1f},{self._up(y):.1f}")
            before = y
        if piece:
            yield " ".join(piece)

    def _axes(self) -> Iterator[str]:
        zero = min(max(self.low, 0.0), self.high)
        across = f"M{MARGIN} {self._up(zero):.1f}H{WIDTH - MARGIN}"
        yield f'<path d="{across}M{self._across(0):.1f} {MARGIN}V{HEIGHT - MARGIN}"/>'
        for x in (-4, -2, 2, 4):
            yield _number(self._across(x), self._up(zero) + MARGIN, x)
        for y in _round_numbers(self.low, self.high):
            yield _number(self._across(0) + MARGIN, self._up(y) + 3, y)
            yield f'<path d="M{self._across(0) - 3:.1f} {self._up(y):.1f}h6"/>'

    def _across(self, x: float) -> float:
        return MARGIN + (WIDTH - 2 * MARGIN) * (x - LEFT) / (RIGHT - LEFT)

    def _up(self, y: float) -> float:
        return HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * (y - self.low) / (self.high - self.low)


def frame(curves: Sequence[GraphCurve]) -> GraphFrame:
    """A frame that has all curves in it, as far as they do not go too far up or down."""
    low = min(min(curve.values) for curve in curves)
    high = max(max(curve.values) for curve in curves)
    low, high = max(low, -HIGHEST), min(high, HIGHEST)
    room = 0.05 * (high - low) or 1.0
    return GraphFrame(low - room, high + room)


def _number(x: float, y: float, value: float) -> str:
    text = f'text-anchor="middle" fill="currentColor" stroke="none">{value:g}</text>'
    return f'<text x="{x:.1f}" y="{y:.1f}" {text}'


def _round_numbers(low: float, high: float) -> list[float]:
    """Two to four numbers between two others, 0 aside."""
    step = next(s for s in (0.25, 0.5, 1.0, 2.0, 3.0, 5.0) if (high - low) / s <= 5)
    first = math.ceil(low / step)
    return [k * step for k in range(first, math.floor(high / step) + 1) if k]
