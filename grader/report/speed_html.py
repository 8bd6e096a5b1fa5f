"""How fast a submission is, in HTML: the table of its times, and the ratios drawn."""

from collections.abc import Callable, Iterator, Sequence

from . import speed_plot
from .model import Timing
from .page import number, page, table, text
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
    return page(f"{exercise}: speed", _body(exercise, path, timings, remarks), speed_plot.STYLE)


def section(timings: Sequence[Timing]) -> str:
    """The table, without columns that have no entry, and below it the plot."""
    columns = {name: cell for name, cell in COLUMNS.items() if any(map(cell, timings))}
    rows = (f"<tr>{''.join(_cell(name, cell(t)) for name, cell in columns.items())}</tr>" for t in timings)
    return f"{table(list(columns), rows, NUMBERS)}\n{speed_plot.svg(timings)}"


def _body(exercise: str, path: str, timings: Sequence[Timing], remarks: Sequence[str]) -> Iterator[str]:
    yield f'<h1>{text(exercise)}: speed</h1>\n<p class="faint path">{text(path)}</p>'
    yield section(timings)
    yield from (f"<p>{text(remark)}</p>" for remark in remarks)


def _cell(column: str, content: str) -> str:
    return f"<td{number(column in NUMBERS)}>{text(content)}</td>"
