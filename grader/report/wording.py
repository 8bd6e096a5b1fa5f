"""What renderers of a report say in the same words, and what they leave out alike."""

import math
import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ..codes import with_name
from .model import CheckResult, Diagnosis, Failure, Note, Problem, Report

LONGEST_CALL = 400  # a line that is longer helps nobody
MOST_ULP = 1e9  # that an error is told in
EXACT = 0.5  # ulp: of what may be less far off, only the nearest number is right
LABELS = {"named": "mistake", "ambiguous": "perhaps", "observed": "seen"}
NOTES = "to be looked at by a person; it takes no points"
BLAME = {
    "student": "",
    "author": "the exercise is at fault, not you: ",
    "machine": "this machine is at fault, not you: ",
    "grader": "grader is at fault, not you: ",
}
MISSING = "S125"
FORBIDDEN = "R701"
QUESTIONS = "questions"  # the check of what stands below the code
PASSED, NOT_PASSED = "passed", "not passed"
WITHOUT_VERDICT = {"S107": "not started", MISSING: "missing"}


def verdict(report: Report) -> str:
    """What became of the submission."""
    if report.error and report.error.who != "student":
        return "not judged"
    if report.error and (word := WITHOUT_VERDICT.get(report.error.code)):
        return word
    return PASSED if report.passed else NOT_PASSED


def problem(error: Problem) -> str:
    """What kept a submission from being judged, and whose it is."""
    where = f"{error.where}: " if error.where else ""
    return f"{with_name(error.code)}  {where}{BLAME[error.who]}{error.message}"


def commands(report: Report) -> Iterator[str]:
    """What a student may ask next; nothing of what has passed or could not be judged."""
    if report.passed or verdict(report) == "not judged":
        return
    if report.error and report.error.code == MISSING:
        yield f"grader start {report.exercise}"
        return
    failed = {c.name for c in report.checks if c.status in ("failed", "error")}
    if failed == {QUESTIONS}:
        yield f"grader quiz own {report.exercise} {shlex.quote(report.submission.path)}"
    elif FORBIDDEN not in codes(report):  # a hint does not say what to use in the place of what is forbidden
        yield f"grader hint {report.exercise}"
    first = [FORBIDDEN] if FORBIDDEN in codes(report) else codes(report)[:1]  # it costs all points
    yield from (f"grader explain {code}" for code in first)


def codes(report: Report) -> list[str]:
    """The codes of what went wrong, each once."""
    failed = [c.findings.code for c in report.checks if c.findings.code]
    return list(dict.fromkeys(failed or ([report.error.code] if report.error else [])))


def taken_from(report: Report) -> str:
    """Which file was judged, and which cells of it if it is a notebook, and how many were not."""
    cells = report.submission.cells
    counted = f" ({'cell' if len(cells) == 1 else 'cells'} {', '.join(map(str, cells))})" if cells else ""
    left = report.submission.cells_left_out
    others = f", {left} {'cell' if left == 1 else 'cells'} left out" if cells and left else ""
    return f"{report.submission.path}{counted}{others}"


def noted(note: Note) -> str:
    """What a person is to look at, and why."""
    cell = f"cell {note.cell}, " if note.cell else ""
    where = f"{cell}line {note.line}: " if note.line else "seen as it ran: "
    return f"{where}{', '.join(note.names)} ({note.words})"


def groups(checks: Sequence[CheckResult]) -> Iterator[list[CheckResult]]:
    """Neighbours that went the same way in several dtypes, with the same share of their points."""

    def way(check: CheckResult) -> tuple[object, ...]:
        share = check.score.points / check.score.most if check.score.most else 0.0
        return check.name, check.status, check.findings.code, share, check.device

    for _, group in groupby(checks, key=way):
        yield list(group)


def agreed(group: Sequence[CheckResult]) -> list[Diagnosis]:
    """The diagnoses of a group: those that are right in every dtype, or else the names that the
    first dtype has which has any, and the evidence says so if others come before it; what is only
    seen has to be seen in all. Of several gradients with the same mistake it is the first one.
    """
    found = [{d.id: d for d in reversed(c.findings.diagnoses)} for c in group]
    common = [d for d in reversed(found[0].values()) if all(d.id in other for other in found)]
    names = ([d for d in reversed(f.values()) if d.confidence != "observed"] for f in found)
    where, named = next(((c, some) for c, some in zip(group, names, strict=True) if some), (group[0], []))
    if common or where is group[0]:  # whose counts the summary has
        return common or named
    return [replace(d, evidence=_of_format(d.evidence, where.dtype)) for d in named]


def _of_format(evidence: str, dtype: str) -> str:
    """Evidence that says which format it is of."""
    return f"in {dtype}, {evidence}" if evidence and dtype not in evidence else evidence


def told_at(diagnosis: Diagnosis, told: Iterable[tuple[str, Diagnosis]]) -> str:
    """The check, of those with what they have `told`, that has told of the same mistake at the same
    place; nothing if none has. The derivative of a wrong value is told with more words, the last of
    which are those of the value.
    """
    if diagnosis.confidence == "observed":
        return ""
    same = (
        name
        for name, earlier in told
        if (earlier.id, earlier.steps) == (diagnosis.id, diagnosis.steps)
        and diagnosis.explanation.endswith(earlier.explanation)
    )
    return next(same, "")


def distance(failure: Failure) -> str:
    """How far off a result is, and how far it may be: both in units in the last place, or both as
    plain numbers where the units are so small that they say nothing. Of what is no number, or
    should be none, there is nothing to say.
    """
    far = failure.distance
    if not math.isfinite(far.off):
        return ""
    in_ulp = far.ulps <= MOST_ULP
    off = f"{far.ulps:.3g} ulp" if in_ulp else f"{far.off:.3g}"
    if far.allowed_ulps < EXACT:
        return f"{off}; it has to be exact"
    return f"{off}, {f'{far.allowed_ulps:.3g} ulp' if in_ulp else f'{far.allowed:.3g}'} allowed"


def duration(seconds: float) -> str:
    """The time of a call."""
    return f"{seconds * 1e6:.3g} us" if seconds < 1e-3 else f"{seconds * 1e3:.3g} ms"
