"""A report for a terminal: one line a check, what went wrong below it, what to do next at the end."""

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence

from ..codes import with_name
from .harmless import harmless
from .model import CheckResult, Diagnosis, Failure, Report, Timing
from .wording import (
    BLAME,
    LABELS,
    LONGEST_CALL,
    NOTES,
    agreed,
    commands,
    distance,
    duration,
    groups,
    noted,
    taken_from,
    told_at,
    verdict,
)

WIDTH = 110
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
    yield harmless(f"{report.exercise}  {taken_from(report)}")
    yield ""
    width = max((len(c.name) for c in report.checks), default=0)
    told: list[tuple[str, Diagnosis]] = []  # mistakes, each with the check that it was told at
    for checks in groups(report.checks):
        first = checks[0]
        mark = paint(MARKS[first.status])
        dtypes = " ".join([*(c.dtype for c in checks), *([first.device] if first.device != "cpu" else [])])
        code = f"{with_name(first.findings.code)}  " if first.findings.code else ""
        head = f"  {mark}  {first.name:{width}}  {dtypes:16}  "
        plain = 6 + 2 + width + 2 + max(16, len(dtypes)) + 2
        yield from _hanging(head, plain, f"{code}{first.summary}{_part(checks)}")
        if first.findings.call and len(first.findings.call) <= LONGEST_CALL:
            yield f"        try: {first.findings.call}"
        for failure in first.findings.failures:
            yield from _failure(failure)
        for formula in first.findings.right:
            yield from _formula("        right: ", formula)
        yield from (f"        {line}" for line in timing_table(first.findings.timings))
        for diagnosis in agreed(checks):
            yield from _diagnosis(diagnosis, told_at(diagnosis, told))
            told.append((first.name, diagnosis))
    if report.error:
        if report.checks:
            yield ""
        where = f"{report.error.where}: " if report.error.where else ""
        said = harmless(f"{with_name(report.error.code)}  {where}{BLAME[report.error.who]}{report.error.message}")
        yield from _wrapped("  ", said)
    if report.notes:
        yield ""
        yield f"  {NOTES}:"
        yield from (line for note in report.notes for line in _wrapped("    ", noted(note)))
    if report.printed and not report.passed:
        yield ""
        yield from _printed(report.printed)
    yield ""
    yield _verdict(report, paint)
    if following := ", ".join(commands(report)):
        yield f"next: {following}"


def timing_table(timings: Sequence[Timing]) -> Iterator[str]:
    """Times of a call beside those of a baseline, as a table."""
    if not timings:
        return
    yield f"{'entries':>10}  {'':13}  {'yours':>9}  {'beside':>9}  {'':8}  {'ratio':>6}  interval"
    for t in timings:
        bound = "  launch-bound" if t.bound == "launch" else ""
        own, other = duration(t.seconds.own), duration(t.seconds.baseline)
        yield (
            f"{t.size:10,}  {t.direction:13}  {own:>9}  {other:>9}  {t.baseline:8}  "
            f"{t.ratio.median:6.2f}  {t.ratio.low:.2f} to {t.ratio.high:.2f}{bound}"
        )


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


def _failure(failure: Failure) -> Iterator[str]:
    inputs = ", ".join(f"{name}={value}" for name, value in failure.inputs.items())
    where = f" at {inputs}" if len(inputs) <= WIDTH - 40 else ""
    yield f"        {failure.kind}: got {failure.got.text}, but should be {failure.expected.text}{where}"
    if off := distance(failure):
        yield f"          off by {off}"
    if failure.remark:
        yield from _wrapped(" " * 10, failure.remark)
    elif failure.call and len(failure.call) <= LONGEST_CALL:
        yield f"          try: {failure.call}"


def _diagnosis(diagnosis: Diagnosis, earlier: str) -> Iterator[str]:
    """What is known of a mistake; of one that an earlier check has told of, that it is the same."""
    source = f"  [note {diagnosis.source}]" if diagnosis.source else ""
    yield f"        {LABELS[diagnosis.confidence]}: {diagnosis.title}{source}"
    if earlier:
        yield f"          the same as under {earlier}"
        return
    yield from _wrapped(" " * 10, diagnosis.explanation)
    for step in diagnosis.steps:
        yield from _formula("          where: ", f"{step.rule}, {step.at}" if step.at else step.rule)
        yield from _formula("          wrong: ", step.wrong)
        if step.right:
            yield from _formula("          right: ", step.right)
    for formula in diagnosis.computed:
        yield from _formula("          computed: ", formula)
    if diagnosis.evidence:
        yield from _wrapped(" " * 10, f"({diagnosis.evidence})")


def _printed(text: str) -> Iterator[str]:
    lines = text.splitlines()
    yield f"  the submission printed {len(text):,} characters:"
    yield from (f"    {line[:WIDTH]}" for line in lines[:5])
    if len(lines) > 5:
        yield f"    ... and {len(lines) - 5:,} lines more"


def _hanging(head: str, indent: int, text: str) -> Iterator[str]:
    lines = textwrap.wrap(text, max(WIDTH - indent, 40)) or [""]
    yield head + lines[0]
    yield from (" " * indent + line for line in lines[1:])


def _formula(label: str, text: str) -> Iterable[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=label,
        subsequent_indent=" " * (len(label) + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _wrapped(indent: str, text: str) -> Iterable[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)
