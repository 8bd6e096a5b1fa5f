"""A report for a terminal: one line a check, what went wrong below it, what to do next at the
end.
"""

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence

from .findings_text import WIDTH, Told, found, printed, seen
from .harmless import harmless
from .model import CheckResult, Report
from .wording import NOTES, commands, groups, noted, problem, taken_from, verdict

BELOW = " " * 8  # before what stands below a check
ROOM = 40  # columns that text needs behind a head
MARKS = {"passed": "pass", "failed": "FAIL", "skipped": "skip", "error": "ERROR"}
Paint = Callable[[str], str]
COLOURS = {
    "pass": "32",
    "FAIL": "31;1",
    "skip": "33",
    "ERROR": "31;1",
    "passed": "32;1",
    "not passed": "31;1",
    "not started": "33",
}


def render(report: Report, colour: bool = False, width: int = WIDTH, following: Sequence[str] | None = None) -> str:
    """The report as lines of text, wrapped at a width; colour is never the only sign of anything.
    What may be done next is `following`, or what the report itself leads to.
    """

    def paint(word: str) -> str:
        return f"\x1b[{COLOURS[word]}m{word}\x1b[0m" if colour and word in COLOURS else word

    lines = list(_lines(report, paint, min(width, WIDTH)))
    steps = ", ".join(commands(report) if following is None else following)
    return "\n".join([*lines, *([f"next: {steps}"] if steps else [])]) + "\n"


def _lines(report: Report, paint: Paint, across: int) -> Iterator[str]:
    yield harmless(f"{report.exercise}  {taken_from(report)}".rstrip())
    yield ""
    names = max((len(c.name) for c in report.checks), default=0)
    told: Told = []
    for checks in groups(report.checks):
        first = checks[0]
        mark = paint(MARKS[first.status])
        dtypes = " ".join([*(c.dtype for c in checks), *([first.device] if first.device != "cpu" else [])])
        head = f"  {mark}  {first.name:{names}}  {dtypes:16}  "
        plain = 6 + 2 + names + 2 + max(16, len(dtypes)) + 2
        yield from _hanging(head, plain, f"{seen(first)}{_part(checks)}", across)
        yield from (f"{BELOW}{line}" for line in found(checks, told, across - len(BELOW)))
    if report.error:
        if report.checks:
            yield ""
        yield from _indented("  ", harmless(problem(report.error)), across)
    if report.notes:
        yield ""
        yield f"  {NOTES}:"
        yield from (line for note in report.notes for line in _indented("    ", noted(note), across))
    if report.printed and not report.passed:
        yield ""
        yield from (f"  {line}" for line in printed(report.printed))
    yield ""
    yield from _verdict(report, paint, across)


def _part(checks: Sequence[CheckResult]) -> str:
    """How many points there are for what is right in checks that failed, if any."""
    score, most = sum(c.score.points for c in checks), sum(c.score.most for c in checks)
    return f" ({score:g} of {most:g} points)" if 0 < score < most else ""


def _verdict(report: Report, paint: Paint, across: int) -> Iterator[str]:
    """What became of it, and what that depends on, which is below where there is no room."""
    points = f"  {report.score:g} of {report.max_score:g} points" if report.max_score else ""
    known = ("torch", "isolation", "cuda", "mps", "xpu")
    facts = {"seed": report.run.seed, **{name: report.run.environment.get(name) or None for name in known}}
    said = [f"{name} {value}" for name, value in facts.items() if value is not None]
    told = f"({', '.join([*said, f'{report.run.duration_s:.1f} s'])})"
    head = f"{paint(verdict(report))}{points}"
    if len(verdict(report)) + len(points) + 2 + len(told) <= across:
        yield f"{head}  {told}"
    else:
        yield head
        yield from _indented("  ", told, across)


def _hanging(head: str, indent: int, text: str, across: int) -> Iterator[str]:
    """Text behind a head that is `indent` wide, or below it where there is no room."""
    if across - indent < ROOM:
        yield head.rstrip()
        yield from _indented(BELOW, text, across)
        return
    lines = textwrap.wrap(text, across - indent) or [""]
    yield head + lines[0]
    yield from (" " * indent + line for line in lines[1:])


def _indented(indent: str, text: str, across: int) -> Iterable[str]:
    return textwrap.wrap(text, across, initial_indent=indent, subsequent_indent=indent)
