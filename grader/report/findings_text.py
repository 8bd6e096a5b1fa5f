"""What checks have found, as lines of text: in a terminal, and wherever else a report is told in
words.
"""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from ..codes import with_name
from .mistake_list import around
from .model import CheckResult, Diagnosis, Failure, Findings, Step, Timing
from .wording import LABELS, LONGEST_CALL, agreed, distance, duration, told_at

WIDTH = 110
LONGEST_INPUTS = 70
SHOWN_LINES = 5  # of what a submission has printed
Told = list[tuple[str, Diagnosis]]  # mistakes, each with the check that it was told at


def seen(check: CheckResult) -> str:
    """What a check has seen in a sentence, after the code if it has failed."""
    return f"{with_name(check.findings.code)}  {check.summary}" if check.findings.code else check.summary


def found(checks: Sequence[CheckResult], told: Told, width: int) -> Iterator[str]:
    """What was found by checks that went the same way, in lines of some width. What was `told`
    before is only named again; what is told now is added to it.
    """
    yield from evidence(checks[0].findings, width)
    for diagnosis in agreed(checks):
        yield from diagnosed(diagnosis, told_at(diagnosis, told), width)
        told.append((checks[0].name, diagnosis))


def evidence(findings: Findings, width: int) -> Iterator[str]:
    """The wrong results with lines to paste, the right formulas if answers are given away, and
    times.
    """
    if findings.call and len(findings.call) <= LONGEST_CALL:
        yield f"try: {findings.call}"
    for failure in findings.failures:
        yield from _failure(failure, width)
    for formula in findings.right:
        yield from _formula("right: ", formula, width)
    yield from timing_table(findings.timings)


def printed(text: str) -> Iterator[str]:
    """The beginning of what a submission has printed."""
    lines = text.splitlines()
    yield f"the submission printed {len(text):,} characters:"
    yield from (f"  {line[:WIDTH]}" for line in lines[:SHOWN_LINES])
    if len(lines) > SHOWN_LINES:
        yield f"  ... and {len(lines) - SHOWN_LINES:,} lines more"


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


def _failure(failure: Failure, width: int) -> Iterator[str]:
    inputs = ", ".join(f"{name}={value}" for name, value in failure.inputs.items())
    where = f" at {inputs}" if len(inputs) <= LONGEST_INPUTS else ""
    yield f"{failure.kind}: got {failure.got.text}, but should be {failure.expected.text}{where}"
    if off := distance(failure):
        yield f"  off by {off}"
    if failure.remark:
        yield from _wrapped(failure.remark, width)
    elif failure.call and len(failure.call) <= LONGEST_CALL:
        yield f"  try: {failure.call}"


def diagnosed(diagnosis: Diagnosis, earlier: str, width: int) -> Iterator[str]:
    """What is known of a mistake; of one that an earlier check has told of, that it is the same."""
    yield f"{LABELS[diagnosis.confidence]}: {diagnosis.title}"
    if earlier:
        yield f"  the same as under {earlier}"
        return
    before, after = around(diagnosis.explanation)
    for line in before:
        yield from _wrapped(line, width)
    for number, mistake in enumerate(diagnosis.mistakes, 1):
        head = f"  {number}. "
        yield from textwrap.wrap(mistake.explanation, width, initial_indent=head, subsequent_indent=" " * len(head))
        yield from _steps(mistake.steps, " " * len(head), width)
    for line in after:
        yield from _wrapped(line, width)
    yield from _steps(diagnosis.common_steps, "  ", width)
    for formula in diagnosis.computed:
        yield from _formula("  computed: ", formula, width)
    if diagnosis.evidence:
        yield from _wrapped(f"({diagnosis.evidence})", width)


def _steps(steps: Sequence[Step], indent: str, width: int) -> Iterator[str]:
    """Where mistakes were made, and what stands there."""
    for step in steps:
        yield from _formula(f"{indent}where: ", f"{step.rule}, {step.at}" if step.at else step.rule, width)
        yield from _formula(f"{indent}wrong: ", step.wrong, width)
        if step.right:
            yield from _formula(f"{indent}right: ", step.right, width)


def _formula(label: str, text: str, width: int) -> Iterable[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent=label,
        subsequent_indent=" " * (len(label) + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _wrapped(text: str, width: int) -> Iterable[str]:
    return textwrap.wrap(text, width, initial_indent="  ", subsequent_indent="  ")
