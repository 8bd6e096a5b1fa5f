"""A chart as SVG in a page: what was got and what is right, with marks where it is wrong."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .chart import Chart, Curve, Panel, Point
from .page import text

WIDTH, HEIGHT = 560, 250
LEFT, RIGHT, TOP, BOTTOM = 58, 14, 14, 44
TICKS = 5
APART = 14  # units between marks, at least
FARTHEST = 12.0  # heights of what is right that the axis follows what was got


@dataclass(frozen=True)
class PlotArea:
    """From numbers to places in the picture."""

    x: tuple[float, float]
    y: tuple[float, float]

    def at(self, point: Point) -> Point:
        """Where a point is drawn; what leaves the axes is drawn at their end."""
        (low, high), (bottom, top) = self.x, self.y
        across = (point[0] - low) / (high - low or 1.0)
        up = min(max((point[1] - bottom) / (top - bottom), 0.0), 1.0)
        return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)


def wrong_panel(chart: Chart) -> tuple[Panel, Curve] | None:
    """The first curve that is wrong somewhere, and its panel; None if all curves are right."""
    return next(((p, c) for p in chart.panels for c in p.curves if c.wrong), None)


def svg(chart: Chart, panel: Panel, curve: Curve) -> str:
    """One curve: what is right dashed, what was got drawn through, crosses where it is wrong."""
    area = PlotArea(chart.ends, _limits(curve))
    title = f"{panel.title}{f', {curve.label}' if curve.label else ''}: yours and the right one"
    stretches = ", ".join(f"from {start:.3g} to {end:.3g}" for start, end in curve.wrong[:3])
    described = f"Yours is drawn through, the right one is dashed. Yours is wrong {stretches}."
    content = "\n".join((*_axes(chart, area), *_curves(curve, area)))
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="chart-title chart-desc">\n'
        f'<title id="chart-title">{text(title)}</title>\n<desc id="chart-desc">{text(described)}</desc>\n'
        f"{content}\n</svg>"
    )


def _limits(curve: Curve) -> tuple[float, float]:
    """How far the vertical axis goes: over all that was got, unless that is very far off."""
    right = Panel("", (Curve("", curve.right),)).limits
    got = [y for _, y in curve.got if math.isfinite(y)]
    low, high = min([right[0], *got]), max([right[1], *got])
    near = high - low <= FARTHEST * (right[1] - right[0])
    return (low, high) if near else Panel("", (curve,)).limits


def _axes(chart: Chart, area: PlotArea) -> Iterator[str]:
    for x in ticks(*area.x):
        across, bottom = area.at((x, area.y[0]))
        yield _line(across, TOP, across, bottom)
        yield _words(across, bottom + 16, "middle", f"{x:g}")
    for y in ticks(*area.y):
        _, up = area.at((area.x[0], y))
        yield _line(LEFT, up, WIDTH - RIGHT, up)
        yield _words(LEFT - 7, up + 4, "end", f"{y:g}")
    yield _words((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, "middle", chart.across)


def _curves(curve: Curve, area: PlotArea) -> Iterator[str]:
    for piece in curve.right:
        yield f'<path class="right" d="{_path(piece, area)}"/>'
    yield from (f'<path class="yours" d="{_path(piece, area)}"/>' for piece in _finite(curve.got))
    last = -math.inf
    for x, y, sign in curve.marks(*area.y):
        across, up = area.at((x, y))
        if across - last < APART:
            continue
        last = across
        if sign == "x":
            yield f'<path class="wrong" d="M{across - 3:.1f},{up - 3:.1f}l6,6m0,-6l-6,6"/>'
        else:
            yield f'<text class="sign" x="{across:.1f}" y="{up + 4:.1f}" text-anchor="middle">{sign}</text>'


def ticks(low: float, high: float) -> list[float]:
    """Round numbers between two, about as many as there is room for."""
    rough = (high - low) / TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(n * power for n in (1, 2, 5, 10) if n * power >= rough)
    return [round(k * step, 12) for k in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _finite(points: Sequence[Point]) -> Iterator[list[Point]]:
    piece: list[Point] = []
    for point in points:
        if math.isfinite(point[1]):
            piece.append(point)
        elif piece:
            yield piece
            piece = []
    if piece:
        yield piece


def _path(points: Sequence[Point], area: PlotArea) -> str:
    return "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in map(area.at, points))


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="grid" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _words(x: float, y: float, anchor: str, words: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{text(words)}</text>'
