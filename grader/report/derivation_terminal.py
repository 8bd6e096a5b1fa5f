"""A checked derivation for a terminal."""

import math
import textwrap
from collections.abc import Iterable, Iterator

from .checked_derivation import CheckedDerivation, End, Unread, WrongEquation
from .harmless import harmless

WIDTH = 100
LONGEST = 90  # characters of a formula
MOST = 6  # wrong steps that are shown
DIGITS = (6, 9, 12, 17)


def render(derivation: CheckedDerivation) -> str:
    """The derivation as lines of text."""
    return harmless("\n".join(_lines(derivation)) + "\n")


def _lines(derivation: CheckedDerivation) -> Iterator[str]:
    counted = f"{_count(derivation.lines, 'line')} of formulas, {_count(derivation.equations, 'equation')}"
    yield f"{derivation.exercise}  {derivation.path}  {counted}"
    yield ""
    for number, step in enumerate(derivation.wrong[:MOST]):
        if against := step.contradiction:
            yield f"line {step.line} and line {against.line} do not go together:"
            yield f"    {_cut(against.definition)}"
        else:
            yield f"line {step.line} does not follow{' either' if number else ''}:"
        yield from _step(step)
        yield ""
    if more := derivation.wrong[MOST:]:
        yield f"nor do {_count(len(more), 'more step')}, in line {', '.join(str(s.line) for s in more)}"
        yield ""
    for unread in derivation.unread[:MOST]:
        yield from _wrapped("", f"line {unread.line}, column {unread.column} cannot be read: {unread.message}")
    if hidden := derivation.unread[MOST:]:
        yield from _wrapped("", f"nor can {_count(len(hidden), 'more place')}, in line {_lines_of(hidden)}")
    if derivation.unread:
        yield ""
    silent = (
        "derivative",
        "recurrence",
        *(["some cases"] if derivation.wrong else []),
    )  # where not all cases are right
    if derivation.end.status not in silent:
        yield from _end(derivation.end, derivation.exercise, bool(derivation.unread))
    yield from (line for remark in derivation.remarks for line in _wrapped("    ", remark))
    if derivation.remarks or derivation.end.status not in ("derivative", "none" if derivation.unread else ""):
        yield ""
    yield _verdict(derivation)


def _step(step: WrongEquation) -> Iterator[str]:
    yield f"    {_cut(step.left)} = {_cut(step.right)}"
    if step.sides.understood and _plain(step.sides.understood) != _plain(step.right):
        yield f"    read as {_cut(step.sides.understood)}"
    if step.corrected:
        yield f"    should be {step.corrected}"
    yield from _wrapped("    ", step.mistake)
    left, right = step.counterexample.left, step.counterexample.right
    digits = next((d for d in DIGITS if f"{left:.{d}g}" != f"{right:.{d}g}"), DIGITS[-1])
    where = ", ".join(f"{name} = {value:.6g}" for name, value in step.counterexample.at.items())
    if math.isnan(left) or math.isnan(right):
        yield f"    at {where}: the {'left' if math.isnan(left) else 'right'} side has no value"
        return
    if left == right:
        yield f"    at {where}: both sides are near {left:.6g}, but not equal"
        return
    values = f"{left:.{digits}g} on the left, {right:.{digits}g} on the right"
    yield f"    {f'at {where}: ' if where else ''}{values}"


def _lines_of(places: Iterable[Unread]) -> str:
    return ", ".join(str(line) for line in dict.fromkeys(p.line for p in places))


def _end(end: End, exercise: str, unread: bool) -> Iterator[str]:
    if end.status == "none" and unread:
        return
    if end.status == "none":
        yield from _wrapped("", "there is no equation in it: write f'(x) = ... = ..., one formula a line")
    elif end.status == "unfinished":
        yield f"line {end.line}, the last one, still has a derivative in it: work it out"
    elif end.status == "other":
        yield f"line {end.line}, the last one, is not the derivative of {exercise}"
    elif end.status == "some cases":
        yield from _wrapped("", "what came out is right in each of the cases, but they do not make up all numbers")
    for known in end.misconceptions:
        yield f"line {end.line}, the last one, is a known mistake: {known.title}"
        yield from _wrapped("    ", known.explanation)


def _verdict(derivation: CheckedDerivation) -> str:
    by = f" by {derivation.end.wrt}" if derivation.end.wrt else ""
    if derivation.passed and derivation.end.status == "recurrence":
        return f"right: every line follows, and {derivation.end.wrt} is what {derivation.exercise} has"
    if derivation.passed:
        return f"right: every line follows, and the last one is the derivative of {derivation.exercise}{by}"
    if derivation.unread and derivation.end.status == "derivative" and not derivation.wrong:
        lines = f"line {_lines_of(derivation.unread)}"
        return f"not judged: {lines} could not be read; all else follows, and the last line is the derivative{by}"
    if derivation.unread or derivation.end.status not in ("derivative", "recurrence"):
        return f"not derived; next: grader hint {derivation.exercise}"
    if derivation.end.status == "recurrence":
        return f"not right: a step on the way does not follow; next: grader hint {derivation.exercise}"
    steps = "a step on the way does" if len(derivation.wrong) == 1 else "steps on the way do"
    return f"the last line is the derivative of {derivation.exercise}{by}, but {steps} not follow"


def _cut(formula: str) -> str:
    return formula if len(formula) <= LONGEST else formula[: LONGEST - 3] + "..."


def _plain(formula: str) -> str:
    """A formula without what makes no difference."""
    return "".join(c for c in formula if not c.isspace() and c not in "*{}[]()\\&")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _wrapped(indent: str, text: str) -> Iterable[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)
