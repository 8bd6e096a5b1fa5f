"""A chart as SVG with real text. Outputs differ in colour and dashes, and the title and the
description say what is to be seen.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .chart import Chart, Curve, Panel, Point
from .page import text

WIDTH, HEIGHT = 480, 210  # of a panel with its axis, in units of which a letter is 14 high
LEFT, TOP, RIGHT, BOTTOM = 62, 30, 12, 26  # around the axes
LINE = 20  # of the legend
APART = 9  # marks of what is wrong, at least
MARGIN = 0.06  # of the height, above and below the curves
SIGNS = {"x": "\u00d7", "^": "\u25b2", "v": "\u25bc", "?": "?"}
STYLE = """
.chart { --b: #fff; --t: #1b1b1b; --g: #8885; --0: #0072b2; --1: #a85a00; --2: #00704f; --w: #b3261e;
  color-scheme: light dark; font: 14px system-ui, sans-serif; max-width: 100%; height: auto }
@media (prefers-color-scheme: dark) {
  .chart { --b: #161616; --t: #e6e6e6; --0: #56b4e9; --1: #e69f00; --2: #2fcf9f; --w: #ff8a80 }
}
.chart text { fill: var(--t) } .chart .back { fill: var(--b) } .chart .grid { stroke: var(--g) }
.chart polyline { fill: none; vector-effect: non-scaling-stroke }
.chart .c0 { stroke: var(--0); stroke-width: 2.5 }
.chart .c1 { stroke: var(--1); stroke-width: 2.5; stroke-dasharray: 9 3 }
.chart .c2 { stroke: var(--2); stroke-width: 2.5; stroke-dasharray: 2 3 }
.chart .yours { stroke: var(--t); stroke-width: 1.3; stroke-dasharray: 5 3 }
.chart .gap { stroke: var(--w); stroke-width: 1.5 }
.chart text.wrong { fill: var(--w); text-anchor: middle; dominant-baseline: central }
.chart .label { paint-order: stroke; stroke: var(--b); stroke-width: 4px; text-anchor: middle }
"""


@dataclass(frozen=True)
class Axes:
    """Where numbers are in the picture."""

    ends: tuple[float, float]
    limits: tuple[float, float]
    top: float

    @property
    def height(self) -> float:
        return HEIGHT - TOP - BOTTOM

    def x(self, value: float) -> float:
        low, high = self.ends
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (value - low) / (high - low), 1)

    def y(self, value: float) -> float:
        """The place of a height, of one far outside a little outside."""
        low, high = self.limits
        part = min(2.0, max(-1.0, (value - low) / (high - low)))
        return round(self.top + self.height * (1 - part), 1)


def render(chart: Chart) -> str:
    """The picture, an `<svg>` element that may stand in a page or in a file of its own."""
    bottom = HEIGHT * len(chart.panels) + LINE
    legend = list(_legend(chart))
    height = bottom + LINE * len(legend) + 8
    parts = [f'<rect class="back" width="{WIDTH}" height="{height}"/>']
    for n, panel in enumerate(chart.panels):
        parts += _panel(panel, chart, n * HEIGHT)
    parts.append(f'<text x="{(WIDTH + LEFT) / 2}" y="{bottom}" text-anchor="middle">{text(chart.across)}</text>')
    for n, (sign, said) in enumerate(legend):
        y = bottom + LINE * (n + 1)
        parts.append(f'<g transform="translate({LEFT} {y})">{sign}<text x="42">{text(said)}</text></g>')
    head = f"<title>{text(chart.title)}</title>\n<desc>{text(described(chart))}</desc>\n<style>{STYLE}</style>"
    opening = '<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img"'
    size = f'width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
    return "\n".join((f"{opening} {size}>", head, *parts, "</svg>\n"))


def described(chart: Chart) -> str:
    """What there is to be seen, in sentences."""
    return " ".join(_sentences(chart))


def _sentences(chart: Chart) -> Iterator[str]:
    start, end = chart.ends
    yield f"{chart.across} goes from {start:.3g} to {end:.3g}."
    for panel in chart.panels:
        for curve in panel.curves:
            ys = [y for piece in curve.right for _, y in piece]
            label = f" ({curve.label})" if curve.label else ""
            yield f"{panel.title}{label}: from {ys[0]:.3g} to {ys[-1]:.3g}, least {min(ys):.3g}, most {max(ys):.3g}."
            if worst := farthest(curve):
                x, got, right = worst
                yield f"At {x:.3g} {chart.submission} gives {got:.3g}; right is {right:.3g}."
    yield from (f"{remark}." for remark in chart.remarks)
    if chart.submission and not any(c.wrong for p in chart.panels for c in p.curves):
        yield f"{chart.submission} is right along these lines."


def farthest(curve: Curve) -> tuple[float, float, float] | None:
    """Where what was got is farthest from what is right: x, what was got, and what is right."""
    right = {x: y for piece in curve.right for x, y in piece}
    found = [
        (x, y, right[x])
        for x, y in curve.got
        if x in right and math.isfinite(y) and any(start <= x <= end for start, end in curve.wrong)
    ]
    return max(found, key=lambda at: abs(at[1] - at[2]), default=None)


def _panel(panel: Panel, chart: Chart, top: float) -> Iterator[str]:
    low, high = panel.limits
    room = MARGIN * (high - low)
    axes = Axes(chart.ends, (low - room, high + room), top + TOP)
    bottom = axes.top + axes.height
    yield f'<text x="{LEFT}" y="{top + 20}" font-weight="600">{text(panel.title)}</text>'
    for value in ticks(low, high):
        y = axes.y(value)
        yield f'<path class="grid" d="M{LEFT} {y}H{WIDTH - RIGHT}"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 5}" text-anchor="end">{value:.4g}</text>'
    for value in ticks(*chart.ends):
        yield f'<path class="grid" d="M{axes.x(value)} {axes.top}V{bottom}"/>'
        yield f'<text x="{axes.x(value)}" y="{bottom + 16}" text-anchor="middle">{value:.4g}</text>'
    frame = f'x="{LEFT}" y="{axes.top}" width="{WIDTH - LEFT - RIGHT}" height="{axes.height}"'
    yield f'<svg {frame} viewBox="{LEFT} {axes.top} {WIDTH - LEFT - RIGHT} {axes.height}">'
    for n, curve in enumerate(panel.curves):
        yield from (_line(piece, f"c{n % 3}", axes) for piece in curve.right)
    for curve in panel.curves:
        yield from (_line(piece, "yours", axes) for piece in _pieces_got(curve))
    yield "</svg>"
    for curve in panel.curves:
        last = -math.inf
        for x, y, sign in curve.marks(low, high):
            if axes.x(x) - last >= APART:
                last = axes.x(x)
                yield f'<text class="wrong" x="{last}" y="{axes.y(y)}">{SIGNS[sign]}</text>'
    if len(panel.curves) > 1:
        yield from _names(panel, axes)
    if found := [worst for curve in panel.curves if (worst := farthest(curve))]:
        yield from _attributed(max(found, key=lambda at: abs(at[1] - at[2])), (low, high), axes)


def _pieces_got(curve: Curve) -> Iterator[list[Point]]:
    """What was got, cut where the curve jumps."""
    for piece in curve.right:
        start, end = piece[0][0], piece[-1][0]
        shown = [(x, y) for x, y in curve.got if start <= x <= end and math.isfinite(y)]
        if shown:
            yield shown


def _line(points: Iterable[Point], kind: str, axes: Axes) -> str:
    return f'<polyline class="{kind}" points="{" ".join(f"{axes.x(x)},{axes.y(y)}" for x, y in points)}"/>'


def _names(panel: Panel, axes: Axes) -> Iterator[str]:
    """The label of each curve, where it is farthest from the others and from their labels. A curve
    that runs along another has none: the legend tells them apart.
    """
    taken: list[Point] = []
    for curve in panel.curves:
        others = [dict(p for piece in c.right for p in piece) for c in panel.curves if c is not curve]
        found = [
            (_clearance(at, others, taken, axes), at)
            for piece in curve.right
            for at in piece
            if panel.limits[0] <= at[1] <= panel.limits[1] and WIDTH * 0.3 < axes.x(at[0]) < WIDTH * 0.8
        ]
        clearance, (x, y) = max(found, default=(0.0, (0.0, 0.0)))
        if clearance > LINE / 4:
            taken.append((axes.x(x), axes.y(y)))
            place = f'x="{axes.x(x)}" y="{max(axes.y(y) - 6, axes.top + 10):.1f}"'
            yield f'<text class="label" {place}>{text(curve.label)}</text>'


def _clearance(at: Point, others: Iterable[dict[float, float]], taken: Iterable[Point], axes: Axes) -> float:
    """How far in the picture a point is from other curves at its x, and from labels above it."""
    x, y = axes.x(at[0]), axes.y(at[1])
    curves = [abs(y - axes.y(other[at[0]])) for other in others if at[0] in other]
    labels = [abs(y - v) if abs(x - u) < WIDTH / 4 else HEIGHT for u, v in taken]
    return min(curves, default=HEIGHT) if min(labels, default=HEIGHT) > LINE else 0.0


def _attributed(at: tuple[float, float, float], limits: tuple[float, float], axes: Axes) -> Iterator[str]:
    """The two numbers at the place where they are farthest apart, and whose they are."""
    x, got, right = at
    low, high = limits
    ends = [axes.y(min(high, max(low, y))) for y in (got, right)]
    yield f'<path class="gap" d="M{axes.x(x)} {ends[0]}V{ends[1]}"/>'
    anchor, aside = ("start", 8) if axes.x(x) < WIDTH / 2 else ("end", -8)
    if abs(ends[0] - ends[1]) < LINE:
        ends = [
            ends[0] + (LINE / 2 if got <= right else -LINE / 2),
            ends[1] + (-LINE / 2 if got <= right else LINE / 2),
        ]
    for y, said in zip(ends, (f"yours {got:.3g}", f"right {right:.3g}"), strict=True):
        inside = min(axes.top + axes.height - 6, max(axes.top + 12, y + 5))
        style = f"text-anchor: {anchor}"
        yield f'<text class="label" style="{style}" x="{axes.x(x) + aside}" y="{inside:.1f}">{said}</text>'


def _legend(chart: Chart) -> Iterator[tuple[str, str]]:
    curves = chart.panels[0].curves
    for n, curve in enumerate(curves):
        yield f'<path class="c{n % 3}" d="M0 -5H34"/>', curve.label or "right"
    if chart.submission:
        yield '<path class="yours" d="M0 -5H34"/>', f"yours: {chart.submission}"
        signs = {sign for p in chart.panels for c in p.curves for *_, sign in c.marks(*p.limits)}
        meanings = {"x": "wrong", "^": "wrong, above the axis", "v": "wrong, below the axis", "?": "nan"}
        for sign, meaning in meanings.items():
            if sign in signs:
                yield f'<text class="wrong" x="17" y="-5">{SIGNS[sign]}</text>', meaning


def ticks(low: float, high: float) -> list[float]:
    """Three to six round numbers between two."""
    raw = (high - low) / 4
    size = 10.0 ** math.floor(math.log10(raw))
    step = next(size * k for k in (1, 2, 2.5, 5, 10) if size * k >= raw)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [k * step for k in range(first, last + 1)]
