"""The shape of a curve for drawing: where it jumps, and where what a submission gives is wrong."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from ...reference.enclose import Band
from ...report.chart import Panel, Point

NARROWINGS = 30  # of an interval, which tell a jump from a steep slope
MOST = 3  # stretches that are listed one by one
SMALLEST_JUMP = 0.05  # of a curve's height, between neighbouring points


def pieces(
    right: Callable[[Sequence[float]], Sequence[Band]], xs: Sequence[float], bands: Sequence[Band]
) -> Iterator[tuple[Point, ...]]:
    """A curve, cut where it jumps; each piece reaches up to its jump."""
    points = [(x, y) for x, y in zip(xs, map(_height, bands), strict=True) if y is not None]
    heights = [y for _, y in points]
    least = SMALLEST_JUMP * (max(heights) - min(heights))
    wide = [(a, b) for a, b in pairwise(points) if abs(b[1] - a[1]) > least]
    narrow = wide
    for n in range(NARROWINGS if wide else 0):
        part = 0.45 + 0.1 * (n % 2)  # not the middle, where kinks like to be
        xs = [a[0] + part * (b[0] - a[0]) for a, b in narrow]
        narrow = [_steeper(a, (x, _height(m)), b) for (a, b), x, m in zip(narrow, xs, right(xs), strict=True)]
    jumps = {a: ends for (a, b), ends in zip(wide, narrow, strict=True) if _rise(*ends) > _rise(a, b) / 2}
    piece: list[Point] = []
    for point in points:
        piece.append(point)
        if point in jumps:
            left, right_end = jumps[point]
            yield (*piece, left)
            piece = [right_end]
    yield tuple(piece)


def wrong_stretches(xs: Sequence[float], bands: Sequence[Band], got: Sequence[float]) -> Iterator[tuple[float, float]]:
    """From where to where what was got is wrong, half way to the neighbouring points."""
    ends = [xs[0], *((a + b) / 2 for a, b in pairwise(xs)), xs[-1]]
    start = None
    for k, (band, y) in enumerate(zip(bands, got, strict=True)):
        wrong = band.error(y) > band.allowed
        if wrong and start is None:
            start = ends[k]
        if start is not None and not wrong:
            yield start, ends[k]
            start = None
    if start is not None:
        yield start, ends[-1]


def told(panels: Sequence[Panel]) -> Iterator[str]:
    """Where curves are wrong, in words."""
    for panel in panels:
        for curve in panel.curves:
            if curve.wrong:
                label = f" ({curve.label})" if curve.label else ""
                stretches = [f"{start:.3g} to {end:.3g}" for start, end in curve.wrong]
                more = f" and {len(stretches) - MOST} stretches more" if len(stretches) > MOST else ""
                yield f"{panel.title}{label} is wrong from {', '.join(stretches[:MOST])}{more}"


def _steeper(a: Point, middle: tuple[float, float | None], b: Point) -> tuple[Point, Point]:
    x, y = middle
    if y is None:
        return a, b
    m = (x, y)
    return (a, m) if _rise(a, m) > _rise(m, b) else (m, b)


def _rise(a: Point, b: Point) -> float:
    return abs(b[1] - a[1])


def _height(band: Band) -> float | None:
    """A number to draw; none at a kink."""
    low, high = (0.0 if ball.contains(0) else float(ball.mid()) for ball in (band.low, band.high))
    return low if high - low <= 1e-9 * max(1.0, abs(low)) else None
