"""Ratios of times with their intervals on a logarithmic axis, as an SVG to stand in a page."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .model import Timing
from .page import text

WIDTH, EDGE = 400, 16  # a letter is 12 high, and a phone about as wide
# what upright lines mean, a row for each ratio, the numbers of the axis
TOP, ROW, BOTTOM = 40, 44, 22
LEAST, MOST = 1e-6, 1e6  # beyond these a ratio is drawn at the end of the axis
TICKS = 7  # at most
CLASSES = {"fast enough": "good", "too slow": "bad"}


@dataclass(frozen=True)
class Axis:
    """A logarithmic axis from `low` to `high`."""

    low: float
    high: float

    def x(self, ratio: float) -> float:
        """Where a ratio is drawn: at an end if it is beyond it, at the lower one if it is no
        number.
        """
        if not ratio > self.low:
            return EDGE
        share = math.log(min(ratio, self.high) / self.low) / math.log(self.high / self.low)
        return EDGE + share * (WIDTH - 2 * EDGE)

    @property
    def ticks(self) -> list[float]:
        """The numbers to write: 1, 2 and 5 of every power of ten if there is room, else powers of
        ten.
        """
        powers = [10.0**n for n in range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)))]
        fine = [n * p for p in powers for n in (1, 2, 5) if self.low <= n * p <= self.high]
        if len(fine) <= TICKS:
            return fine
        coarse = [p for p in powers if p >= self.low]
        return coarse[:: math.ceil(len(coarse) / TICKS)]


def axis(timings: Sequence[Timing]) -> Axis:
    """An axis with room for all intervals and limits, and for twice as fast and twice as slow."""
    ends = (ratio for t in timings for ratio in (t.ratio.median, t.ratio.low, t.ratio.high, t.limit))
    shown = [ratio for ratio in ends if 0 < ratio < math.inf]
    return Axis(max(min([0.5, *shown]) / 1.1, LEAST), min(max([2.0, *shown]) * 1.1, MOST))


def svg(timings: Sequence[Timing]) -> str:
    """A row for each ratio: what was timed and the verdict in words, the ratio as a point, its
    interval as a bar.
    """
    height = TOP + ROW * len(timings) + BOTTOM
    content = "\n".join(_content(timings, axis(timings), height - BOTTOM))
    name = "Each ratio of times with its interval; the table has the same numbers"
    return f'<svg class="plot" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{name}">\n{content}\n</svg>'


def _content(timings: Sequence[Timing], axis: Axis, end: int) -> Iterator[str]:
    yield "<title>Time beside a baseline's, as a ratio</title>"
    yield _line("tick", EDGE, end, WIDTH - EDGE, end)
    for tick in axis.ticks:
        yield _line("tick", axis.x(tick), TOP, axis.x(tick), end)
        yield _words(axis.x(tick), end + 16, "middle", f"{tick:g}")
    yield _line("same", axis.x(1), 4, axis.x(1), end)
    yield _aside(axis.x(1), 14, "1: the same time")
    for limit in dict.fromkeys(t.limit for t in timings if t.limit > 0):
        yield _line("limit", axis.x(limit), 20, axis.x(limit), TOP)
        yield _aside(axis.x(limit), 31, f"limit {limit:g}")
    for place, timing in enumerate(timings):
        row = "\n".join(_row(timing, axis, TOP + ROW * place))
        yield f'<g class="{CLASSES.get(timing.verdict, "")}">\n{row}\n</g>'


def _row(timing: Timing, axis: Axis, top: int) -> Iterator[str]:
    """One ratio; what is no number is a question mark, as it is in charts."""
    height, low, high = top + 30, axis.x(timing.ratio.low), axis.x(timing.ratio.high)
    if timing.limit > 0:
        yield _line("limit", axis.x(timing.limit), top, axis.x(timing.limit), top + ROW)
    yield _words(EDGE, top + 15, "start", f"{timing.size:,} {timing.direction}, beside {timing.baseline}")
    said = f"{timing.ratio.median:.3g}, {timing.verdict}" if timing.verdict else f"{timing.ratio.median:.3g}"
    yield _words(WIDTH - EDGE, top + 15, "end", said)
    if not math.isnan(timing.ratio.low + timing.ratio.high):
        yield _line("interval", low, height, high, height)
        yield _line("interval", low, height - 4, low, height + 4)
        yield _line("interval", high, height - 4, high, height + 4)
    if math.isnan(timing.ratio.median):
        yield _words(EDGE, height + 4, "middle", "?")
    else:
        yield f'<circle cx="{axis.x(timing.ratio.median):.1f}" cy="{height}" r="5"/>'


def _aside(x: float, y: float, words: str) -> str:
    """Words beside an upright line, on the side that has more room."""
    return _words(x - 5, y, "end", words) if x > WIDTH / 2 else _words(x + 5, y, "start", words)


def _words(x: float, y: float, anchor: str, words: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{text(words)}</text>'


def _line(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'
