"""A report for a terminal: one line a check, what went wrong below it, what to do next at the end."""

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from .model import Diagnosis, Failure, Report, Timing

WIDTH = 110
LONGEST_CALL = 400  # a line that is longer helps nobody
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
    yield f"{report.exercise}  {report.path}"
    yield ""
    width = max((len(c.name) for c in report.checks), default=0)
    told: dict[str, str] = {}  # the check that a mistake was told at
    for _, group in groupby(report.checks, key=lambda c: (c.name, c.status, c.code, c.device)):
        checks = list(group)
        first = checks[0]
        mark = paint(MARKS[first.status])
        dtypes = " ".join([*(c.dtype for c in checks), *([first.device] if first.device != "cpu" else [])])
        code = f"{first.code}  " if first.code else ""
        head = f"  {mark}  {first.name:{width}}  {dtypes:16}  "
        plain = 6 + 2 + width + 2 + max(16, len(dtypes)) + 2
        yield from _hanging(head, plain, f"{code}{first.summary}")
        for failure in first.failures:
            yield from _failure(failure)
        for formula in first.right:
            yield from _formula("        right: ", formula)
        yield from (f"        {line}" for line in timing_table(first.timings))
        found = {d.id: d for d in reversed(first.diagnoses)}  # of several gradients with the same mistake the first one
        for diagnosis in reversed(found.values()):
            if all(diagnosis.id in {d.id for d in c.diagnoses} for c in checks):  # right in every dtype, or not at all
                yield from _diagnosis(diagnosis, told.get(diagnosis.id, ""))
                told[diagnosis.id] = first.name
    if report.error:
        blame = {
            "student": "",
            "author": "the exercise is at fault, not you: ",
            "machine": "this machine is at fault, not you: ",
            "grader": "grader is at fault, not you: ",
        }
        if report.checks:
            yield ""
        where = f"{report.error.where}: " if report.error.where else ""
        yield from _wrapped("  ", f"{report.error.code}  {where}{blame[report.error.who]}{report.error.message}")
    if report.printed and not report.passed:
        yield ""
        yield from _printed(report.printed)
    yield ""
    yield _verdict(report, paint)
    if not report.passed and not (report.error and report.error.who != "student"):
        yield f"next: grader hint {report.exercise}{_explain(report)}"


def timing_table(timings: Sequence[Timing]) -> Iterator[str]:
    """Times of a call beside those of a baseline, as a table."""
    if not timings:
        return
    yield f"{'entries':>10}  {'':13}  {'yours':>9}  {'beside':>9}  {'':8}  {'ratio':>6}  interval"
    for t in timings:
        bound = "  launch-bound" if t.bound == "launch" else ""
        yield (
            f"{t.size:10,}  {t.direction:13}  {_seconds(t.own):>9}  {_seconds(t.baseline_seconds):>9}  {t.baseline:8}  "
            f"{t.ratio:6.2f}  {t.low:.3g} to {t.high:.3g}{bound}"
        )


def _seconds(seconds: float) -> str:
    return f"{seconds * 1e6:.3g} us" if seconds < 1e-3 else f"{seconds * 1e3:.3g} ms"


def _verdict(report: Report, paint: Paint) -> str:
    word = "passed" if report.passed else "not passed"
    if report.error and report.error.who != "student":
        word = "not judged"
    elif report.error and report.error.code == "S107":
        word = "not started"
    points = f"  {report.score:g} of {report.max_score:g} points" if report.max_score else ""
    torch = f", torch {report.environment['torch']}" if report.environment.get("torch") else ""
    level = f", isolation {report.environment['isolation']}" if report.environment.get("isolation") else ""
    devices = "".join(f", {d} {report.environment[d]}" for d in ("cuda", "mps", "xpu") if d in report.environment)
    return f"{paint(word)}{points}  (seed {report.seed}{torch}{level}{devices}, {report.duration_s:.1f} s)"


def _explain(report: Report) -> str:
    codes = [c.code for c in report.checks if c.code] or ([report.error.code] if report.error else [])
    return f", grader explain {codes[0]}" if codes else ""


def _failure(failure: Failure) -> Iterator[str]:
    inputs = ", ".join(f"{name}={value}" for name, value in failure.inputs.items())
    where = f" at {inputs}" if len(inputs) <= WIDTH - 40 else ""
    yield f"        {failure.kind}: got {failure.got_text}, but should be {failure.expected_text}{where}"
    yield f"          off by {_distance(failure)}"
    if len(failure.call) <= LONGEST_CALL:
        yield f"          try: {failure.call}"


def _distance(failure: Failure) -> str:
    """In units in the last place, or as plain numbers where the units are so small that they say nothing."""
    if failure.error == float("inf"):
        return "more than any number"
    if failure.error > 1e9:
        return f"{failure.error * failure.ulp:.3g}, {failure.allowed * failure.ulp:.3g} allowed"
    return f"{failure.error:.3g} ulp, {failure.allowed:.3g} allowed"


def _diagnosis(diagnosis: Diagnosis, told_at: str) -> Iterator[str]:
    """What is known of a mistake; of one that an earlier check has told of, that it is the same."""
    source = f"  [note {diagnosis.source}]" if diagnosis.source else ""
    label = {"named": "mistake", "ambiguous": "perhaps", "observed": "seen"}[diagnosis.confidence]
    yield f"        {label}: {diagnosis.title}{source}"
    if told_at and diagnosis.confidence != "observed":
        yield f"          the same as under {told_at}"
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
