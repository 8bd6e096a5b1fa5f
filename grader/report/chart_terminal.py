"""A chart for a terminal, readable without colour: curves in dots, letters for their names, x where
a submission is wrong.
"""

import math
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .chart import Chart, Curve, Panel

WIDTH, HEIGHT = 72, 22  # characters, without legend and remarks
LABELS = 9  # characters left of the axis
MEANING = {
    "x": "{} where it is wrong",
    "^": "{} where it is wrong, above the axis",
    "v": "{} where it is wrong, below the axis",
    "?": "{} where it gives nan",
}


@dataclass(frozen=True)
class Style:
    """How dots are put into characters: so many in a cell, and the character of each set of
    them.
    """

    across: int
    down: int
    glyphs: Sequence[str]
    upright: str
    corner: str
    level: str


def _braille() -> list[str]:
    """Unicode numbers the dots 1 to 6 column by column in three rows, and adds 7 and 8 below
    them.
    """
    bits = (0, 3, 1, 4, 2, 5, 6, 7)
    return [" ", *(chr(0x2800 + sum(1 << bits[n] for n in range(8) if dots >> n & 1)) for dots in range(1, 256))]


BRAILLE = Style(2, 4, _braille(), "\u2502", "\u2514", "\u2500")
ASCII = Style(1, 3, [" ", "'", "-", ":", ".", ":", ":", "|"], "|", "+", "-")


def render(chart: Chart, encoding: str = "utf-8") -> str:
    """The chart as lines of text, in Braille's dots if the encoding has them."""
    style = BRAILLE if encoding.lower().replace("-", "").startswith("utf") else ASCII
    return "\n".join(_lines(chart, style)) + "\n"


def _lines(chart: Chart, style: Style) -> Iterator[str]:
    yield from textwrap.wrap(chart.title, WIDTH)
    for panel in chart.panels:
        yield ""
        yield panel.title
        yield from _panel(panel, chart.ends, max(6, HEIGHT // len(chart.panels)), style)
    yield _ends(chart)
    legend = list(_legend(chart))
    yield from ["", *legend] if legend else []


def _legend(chart: Chart) -> Iterator[str]:
    curves = chart.panels[0].curves
    if len(curves) > 1:
        yield from (f"{_letter(n)}  {curve.label}" for n, curve in enumerate(curves))
    signs = {sign for p in chart.panels for c in p.curves for *_, sign in c.marks(*p.limits)}
    yield from (f"{sign}  {said.format(chart.submission)}" for sign, said in MEANING.items() if sign in signs)
    if chart.submission and not signs:
        said = f"{chart.submission} is right along these lines; grader check also asks for {', '.join(chart.undrawn)}"
        yield from textwrap.wrap(said, WIDTH, subsequent_indent="  ")
    for remark in chart.remarks:
        yield from textwrap.wrap(remark, WIDTH, subsequent_indent="  ")


def _panel(panel: Panel, ends: tuple[float, float], rows: int, style: Style) -> Iterator[str]:
    columns = WIDTH - LABELS - 1
    low, high = panel.limits
    dots = _Dots(columns * style.across, rows * style.down, ends, (low, high))
    for curve in panel.curves:
        for piece in curve.right:
            dots.line(piece)
    cells = [[style.glyphs[dots.cell(c, r, style)] for c in range(columns)] for r in range(rows)]
    marks = _Dots(columns, rows, ends, (low, high))
    if len(panel.curves) > 1:
        for n, curve in enumerate(panel.curves):
            _name(cells, marks, curve, panel, _letter(n))
    for curve in panel.curves:
        for x, y, sign in curve.marks(low, high):
            cells[marks.row(y)][marks.column(x)] = sign
    heights = {0: high, rows - 1: low}
    if low < 0 < high and 1 < (zero := marks.row(0.0)) < rows - 2:
        heights[zero] = 0.0
    for r, cell in enumerate(cells):
        label = f"{heights[r]:.3g}" if r in heights else ""
        yield f"{label:>{LABELS}}{style.upright}{''.join(cell).rstrip()}"
    yield f"{'':{LABELS}}{style.corner}{style.level * columns}"


def _name(cells: list[list[str]], marks: "_Dots", curve: Curve, panel: Panel, letter: str) -> None:
    """Write a curve's letter where it is farthest from the others."""
    best = max(
        ((_distance(x, y, curve, panel), marks.column(x), marks.row(y)) for piece in curve.right for x, y in piece),
        key=lambda found: found[0],
    )
    cells[best[2]][best[1]] = letter


def _distance(x: float, y: float, curve: Curve, panel: Panel) -> float:
    """How far a point is from the other curves; beyond the axis nothing can be written."""
    low, high = panel.limits
    others = [abs(y - v) for c in panel.curves if c is not curve for piece in c.right for u, v in piece if u == x]
    return min(others, default=0.0) if low <= y <= high else -1.0


def _ends(chart: Chart) -> str:
    low, high = (f"{end:.3g}" for end in chart.ends)
    columns = WIDTH - LABELS - 1
    return f"{'':{LABELS + 1}}{low}{chart.across:^{columns - len(low) - len(high)}}{high}"


def _letter(number: int) -> str:
    return chr(ord("a") + number)


class _Dots:
    """A grid of dots that curves are drawn into."""

    def __init__(self, width: int, height: int, ends: tuple[float, float], limits: tuple[float, float]) -> None:
        self.width, self.height, self.ends = width, height, ends
        self.low, self.high = limits
        self._set: set[tuple[int, int]] = set()

    def column(self, x: float) -> int:
        left, right = self.ends
        return _clipped((x - left) / (right - left) * (self.width - 1), self.width)

    def row(self, y: float) -> int:
        return _clipped((self.high - y) / (self.high - self.low) * (self.height - 1), self.height)

    def line(self, piece: Sequence[tuple[float, float]]) -> None:
        """Join the points, as far as they are between the limits."""
        for (x, y), (u, v) in zip(piece, [*piece[1:], piece[-1]], strict=True):
            count = max(abs(self.column(u) - self.column(x)), abs(self.row(v) - self.row(y)), 1)
            for k in range(count + 1):
                height = y + (v - y) * k / count
                if self.low <= height <= self.high:
                    self._set.add((self.column(x + (u - x) * k / count), self.row(height)))

    def cell(self, column: int, row: int, style: Style) -> int:
        """The dots of one character, as bits, row by row."""
        places = (
            (row * style.down + d, column * style.across + a) for d in range(style.down) for a in range(style.across)
        )
        return sum(((c, r) in self._set) << n for n, (r, c) in enumerate(places))


def _clipped(place: float, size: int) -> int:
    return min(max(round(place) if math.isfinite(place) else 0, 0), size - 1)
