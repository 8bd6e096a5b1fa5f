"""How fast a submission is, in HTML: the table of its times, and the ratios drawn."""

from collections.abc import Callable, Sequence
from typing import Any

from . import speed_plot
from .model import Timing
from .templating import filled, style
from .wording import duration

COLUMNS: dict[str, Callable[[Timing], str]] = {
    "entries": lambda t: f"{t.size:,}",
    "timed": lambda t: t.direction,
    "yours": lambda t: duration(t.seconds.own),
    "beside": lambda t: duration(t.seconds.baseline),
    "baseline": lambda t: t.baseline,
    "ratio": lambda t: f"{t.ratio.median:.2f}",
    "interval": lambda t: f"{t.ratio.low:.2f} to {t.ratio.high:.2f}",
    "bound by": lambda t: t.bound,
    "limit": lambda t: f"{t.limit:g}" if t.limit else "",
    "verdict": lambda t: t.verdict,
}
NUMBERS = ("entries", "yours", "beside", "ratio", "interval", "limit")


def render(exercise: str, path: str, timings: Sequence[Timing], remarks: Sequence[str]) -> str:
    """A page on the speed of a submission that is not graded."""
    values = {"exercise": exercise, "path": path, "table": columns(timings), "remarks": remarks}
    return filled("bench.html.j2", style=style(), **values)


def columns(timings: Sequence[Timing]) -> dict[str, Any]:
    """The table, without columns that have no entry, and the plot below it."""
    kept = {name: cell for name, cell in COLUMNS.items() if any(map(cell, timings))}
    return {
        "columns": list(kept),
        "numbers": NUMBERS,
        "rows": [[(name, cell(timing)) for name, cell in kept.items()] for timing in timings],
        "plot": speed_plot.svg(timings),
    }
