"""Curves to be drawn, as plain records: what is right, what a submission gives, and where that is
wrong.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]
# where what was got is wrong: there, above the axis, below it, or no number
Sign = Literal["x", "^", "v", "?"]
STEEPEST = 3.0  # how far the axis follows what leaves the middle nine tenths, in their height


@dataclass(frozen=True)
class Curve:
    """One curve: `right` in pieces that end where it jumps; what was `got`, and between which x it
    is `wrong`.
    """

    label: str
    right: tuple[tuple[Point, ...], ...]
    got: tuple[Point, ...] = ()
    wrong: tuple[tuple[float, float], ...] = ()

    def marks(self, low: float, high: float) -> Iterator[tuple[float, float, Sign]]:
        """Where to mark what is wrong on an axis from `low` to `high`."""
        for x, y in self.got:
            if not any(start <= x <= end for start, end in self.wrong):
                continue
            if math.isnan(y):
                yield x, low, "?"
            elif low <= y <= high:
                yield x, y, "x"
            else:
                yield (x, high, "^") if y > high else (x, low, "v")


@dataclass(frozen=True)
class Panel:
    """Curves over the same axes."""

    title: str
    curves: tuple[Curve, ...]

    @property
    def limits(self) -> tuple[float, float]:
        """How far the vertical axis goes: over what is right short of a pole, and as far again over
        what was got.
        """
        low, high = _middle(y for c in self.curves for piece in c.right for _, y in piece)
        span = high - low or 1.0
        got = [y for c in self.curves for _, y in c.got if math.isfinite(y)]
        low, high = (max(min([low, *got]), low - span), min(max([high, *got]), high + span))
        return (low, high) if low < high else (low - 0.5, high + 0.5)


@dataclass(frozen=True)
class Chart:
    """Panels below each other over one horizontal axis, and what there is to say about them.
    `undrawn` is what a submission is also checked with.
    """

    title: str
    across: str
    ends: tuple[float, float]
    panels: tuple[Panel, ...]
    submission: str = ""
    remarks: tuple[str, ...] = ()
    undrawn: tuple[str, ...] = ()


def _middle(numbers: Iterable[float]) -> tuple[float, float]:
    """The least and the largest number, but no farther than a few heights from the middle nine
    tenths.
    """
    ordered = sorted(y for y in numbers if math.isfinite(y))
    if not ordered:
        return 0.0, 0.0
    low, high = ordered[len(ordered) // 20], ordered[-1 - len(ordered) // 20]
    reach = STEEPEST * (high - low) or math.inf
    return max(ordered[0], low - reach), min(ordered[-1], high + reach)
