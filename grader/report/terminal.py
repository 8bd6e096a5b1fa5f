"""A report for a terminal: one line a check, what went wrong below it, what to do next at the end."""

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence

from .findings_text import WIDTH, Told, found, printed, seen
from .harmless import harmless
from .model import CheckResult, Report
from .wording import NOTES, commands, groups, noted, problem, taken_from, verdict

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


def render(report: Report, colour: bool = False) -> str:
    """The report as lines of text; colour is never the only sign of anything."""

    def paint(word: str) -> str:
        return f"\x1b[{COLOURS[word]}m{word}\x1b[0m" if colour and word in COLOURS else word

    return "\n".join(_lines(report, paint)) + "\n"


def _lines(report: Report, paint: Paint) -> Iterator[str]:
    yield harmless(f"{report.exercise}  {taken_from(report)}".rstrip())
    yield ""
    width = max((len(c.name) for c in report.checks), default=0)
    told: Told = []
    for checks in groups(report.checks):
        first = checks[0]
        mark = paint(MARKS[first.status])
        dtypes = " ".join([*(c.dtype for c in checks), *([first.device] if first.device != "cpu" else [])])
        head = f"  {mark}  {first.name:{width}}  {dtypes:16}  "
        plain = 6 + 2 + width + 2 + max(16, len(dtypes)) + 2
        yield from _hanging(head, plain, f"{seen(first)}{_part(checks)}")
        yield from (f"        {line}" for line in found(checks, told, WIDTH - 8))
    if report.error:
        if report.checks:
            yield ""
        yield from _indented("  ", harmless(problem(report.error)))
    if report.notes:
        yield ""
        yield f"  {NOTES}:"
        yield from (line for note in report.notes for line in _indented("    ", noted(note)))
    if report.printed and not report.passed:
        yield ""
        yield from (f"  {line}" for line in printed(report.printed))
    yield ""
    yield _verdict(report, paint)
    if following := ", ".join(commands(report)):
        yield f"next: {following}"


def _part(checks: Sequence[CheckResult]) -> str:
    """How many points there are for what is right in checks that failed, if any."""
    score, most = sum(c.score.points for c in checks), sum(c.score.most for c in checks)
    return f" ({score:g} of {most:g} points)" if 0 < score < most else ""


def _verdict(report: Report, paint: Paint) -> str:
    points = f"  {report.score:g} of {report.max_score:g} points" if report.max_score else ""
    known = ("torch", "isolation", "cuda", "mps", "xpu")
    facts = {"seed": report.run.seed, **{name: report.run.environment.get(name) or None for name in known}}
    said = [f"{name} {value}" for name, value in facts.items() if value is not None]
    return f"{paint(verdict(report))}{points}  ({', '.join([*said, f'{report.run.duration_s:.1f} s'])})"


def _hanging(head: str, indent: int, text: str) -> Iterator[str]:
    lines = textwrap.wrap(text, max(WIDTH - indent, 40)) or [""]
    yield head + lines[0]
    yield from (" " * indent + line for line in lines[1:])


def _indented(indent: str, text: str) -> Iterable[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)
