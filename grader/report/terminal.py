"""A report for a terminal: the verdict, the checks, the mistakes with evidence, what is next."""

import io
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.style import Style
from rich.text import Text

from .console import PIPED, console, plain
from .findings_text import Told, diagnosed, evidence, printed, seen
from .fitted_lines import hanging, indented, show, text
from .model import CheckResult, Report
from .source_lines import excerpt, line_of, lines_of
from .wording import NOTES, agreed, commands, groups, noted, problem, taken_from, told_at, verdict

MARKS = {
    "passed": ("\u2713", "pass", "green"),
    "failed": ("\u2717", "FAIL", "bold red"),
    "skipped": ("-", "skip", ""),
    "error": ("!", "ERROR", "bold red"),
}
COLOURS = {"passed": "bold green", "not passed": "bold red"}
HEADS = re.compile(r"(mistake|perhaps|seen): ")
PASTED = re.compile(r"\s*try: ")


def render(report: Report, width: int = PIPED, following: Sequence[str] | None = None, source: str = "") -> str:
    """The report as plain text. `following` are the next steps, by default those that the report
    itself leads to; `source` is the judged text, if its lines are to be shown.
    """
    kept = io.StringIO()
    draw(report, plain(kept, width), following, source)
    return kept.getvalue()


def draw(report: Report, out: Console | None = None, following: Sequence[str] | None = None, source: str = "") -> None:
    """Print the report on a console, or on standard output. Colour is never the only sign of
    anything.
    """
    out = out or console()
    show(_lines(report, out, source), out)
    steps = ", ".join(commands(report) if following is None else following)
    if steps:
        show(hanging(Text("next: ", "bold"), text(steps), out), out)
    show(_environment(report, out), out)


def _lines(report: Report, out: Console, source: str) -> Iterator[Text]:
    yield from _verdict(report, out)
    if report.checks:
        yield Text()
    names = max((len(c.name) for c in report.checks), default=0)
    for checks in groups(report.checks):
        yield from _check(checks, names, out)
    told: Told = []
    for checks in groups(report.checks):
        yield from _mistakes(checks, told, out, source)
    if report.error:
        yield Text()
        yield from indented(0, text(problem(report.error)), out)
        yield from _marked(source, line_of(report.error))
    if report.notes:
        yield Text()
        yield from indented(0, Text(f"{NOTES}:", "bold"), out)
        for note in report.notes:
            yield from indented(2, text(noted(note)), out)
    if report.printed and not report.passed:
        yield Text()
        for line in printed(report.printed):
            yield from indented(2 if line.startswith(" ") else 0, text(line.lstrip()), out)
    yield Text()


def _verdict(report: Report, out: Console) -> Iterator[Text]:
    word = verdict(report)
    points = f"  {report.score:g} of {report.max_score:g} points" if report.max_score else ""
    became = Text.assemble((word, COLOURS.get(word, "bold")), points)
    name, file = text(report.exercise, "bold"), text(taken_from(report))
    path = Path(report.submission.path)
    if out.file.isatty() and path.is_file():
        file.stylize(Style(link=path.resolve().as_uri()))
    both = Text.assemble(name, "  ", file) if file else name
    if both.cell_len + 2 + became.cell_len <= out.width:
        yield Text.assemble(both, "  ", became)
    else:
        yield from indented(0, both, out)
        yield became


def _check(checks: Sequence[CheckResult], names: int, out: Console) -> Iterator[Text]:
    first = checks[0]
    mark, word, style = MARKS[first.status]
    if not out.encoding.startswith("utf"):
        mark = " "
    score, most = sum(c.score.points for c in checks), sum(c.score.most for c in checks)
    points = f"{score:g} of {most:g}" if most else ""
    head = Text.assemble("  ", (f"{mark} {word:4}", style), f"  {first.name:{names}}  {points:>9}  ")
    made = " ".join([*(c.dtype for c in checks), *([first.device] if first.device != "cpu" else [])])
    yield from hanging(head, Text.assemble(text(seen(first).rstrip()), (f"  ({made})" if made else "", "dim")), out, 9)


def _mistakes(checks: Sequence[CheckResult], told: Told, out: Console, source: str) -> Iterator[Text]:
    """The mistakes of checks that went the same way, each with its line, then the wrong results."""
    name, width = checks[0].name, out.width
    anew = False
    for diagnosis in agreed(checks):
        earlier = told_at(diagnosis, told)
        told.append((name, diagnosis))
        if earlier == name:  # the same in another dtype
            continue
        anew = True
        yield Text()
        for number, line in enumerate(diagnosed(diagnosis, earlier, width)):
            if number == 0:
                yield from indented(0, Text.assemble(text(line, "bold red"), (f"  in {name}", "dim")), out)
                shown = list(_marked(source, () if earlier else lines_of(diagnosis)))
                yield from [*shown, Text()] if shown else []
            else:
                yield from _told(line, out)
    rest = list(evidence(checks[0].findings, width - 2))
    if rest:
        yield Text()
        if not anew:
            yield from indented(0, text(f"{name} in {checks[0].dtype}", "bold"), out)
        for line in rest:
            yield from _told(f"  {line}", out)


def _told(line: str, out: Console) -> Iterator[Text]:
    """One line of what was found. A line to paste stays whole."""
    if PASTED.match(line):
        yield text(line, "cyan")
        return
    body = line.lstrip()
    yield from indented(len(line) - len(body), text(body), out)


def _marked(source: str, lines: Collection[int]) -> Iterator[Text]:
    """A blank line, and the lines of the source; nothing if no line is known."""
    for place, line in enumerate(excerpt(source, lines)):
        if place == 0 or line.gap:
            yield Text()
        mark, style = (">", "bold") if line.hit else (" ", "dim")
        yield text(f"  {mark} {line.number:4}  {line.text.expandtabs(4)}", style)


def _environment(report: Report, out: Console) -> Iterator[Text]:
    """What the verdict depends on besides the submission."""
    known = ("torch", "isolation", "cuda", "mps", "xpu")
    facts = {"seed": report.run.seed, **{name: report.run.environment.get(name) or None for name in known}}
    said = [f"{name} {value}" for name, value in facts.items() if value is not None]
    yield from indented(0, text(", ".join([*said, f"{report.run.duration_s:.1f} s"]), "dim"), out)
