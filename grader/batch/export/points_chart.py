"""How the points of a class are spread: mean and median, and a histogram as SVG with a text."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import mean, median

from ...report.page import text
from ..class_report import ClassReport

BINS = 10
WIDTH, HEIGHT, LEFT, BASE = 480, 190, 30, 150
STYLE = """
.points { max-width: 100%; height: auto; font: 14px system-ui, sans-serif }
.points text { fill: var(--text); text-anchor: middle } .points rect { fill: #0072b2 }
.points path { stroke: var(--text) }
"""


def shares(report: ClassReport) -> list[float]:
    """The part of the points, from 0 to 1, of each student for whom something has a verdict. An
    exercise that is missing counts as 0; one that is not judged does not count.
    """
    most = {row.exercise: row.judged.score.most for row in report.rows if row.judged}
    found = []
    for _, group in groupby(report.rows, key=lambda row: row.student):
        rows = list(group)
        counted = [row for row in rows if row.exercise in most and (row.judged or row.status == "missing")]
        whole = sum(most[row.exercise] for row in counted)
        if whole and any(row.judged for row in rows):
            found.append(sum(row.judged.score.points for row in counted if row.judged) / whole)
    return found


def points(report: ClassReport) -> Iterator[str]:
    """The section of the page, if anything has a verdict."""
    found = shares(report)
    if not found:
        return
    yield "<h2>Points</h2>"
    yield (
        f"<p>Mean {mean(found):.1%}, median {median(found):.1%} of the points in reports, for {len(found)} with a "
        "verdict. The weights of an assignment do not count here, nor do exercises without a verdict.</p>"
    )
    yield _histogram(found)


def _histogram(found: Sequence[float]) -> str:
    counts = [0] * BINS
    for share in found:
        counts[min(BINS - 1, max(0, int(share * BINS + 1e-9)))] += 1
    names = [f"{100 * n // BINS} to {100 * (n + 1) // BINS} %" for n in range(BINS)]
    said = "; ".join(f"{name}: {count}" for name, count in zip(names, counts, strict=True) if count)
    wide = (WIDTH - 2 * LEFT) / BINS
    bars = []
    for n, count in enumerate(counts):
        x, height = LEFT + n * wide, 120 * count / max(counts)
        bars.append(f'<rect x="{x + 2}" y="{BASE - height:.1f}" width="{wide - 4}" height="{height:.1f}"/>')
        bars.append(f'<text x="{x + wide / 2}" y="{BASE - height - 5:.1f}">{count or ""}</text>')
    axis = [f'<text x="{LEFT + n * wide}" y="{BASE + 18}">{100 * n // BINS}</text>' for n in range(0, BINS + 1, 2)]
    axis.append(f'<text x="{WIDTH / 2}" y="{BASE + 37}">percent of the points</text>')
    head = f"<title>Students by points</title><desc>{text(said)}</desc>"
    frame = f'class="points" role="img" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    line = f'<path d="M{LEFT} {BASE}H{WIDTH - LEFT}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {frame}>{head}{"".join(bars)}{line}{"".join(axis)}</svg>'
