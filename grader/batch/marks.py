"""The mark of each student of a class for an assignment: one number, its parts, and the reports
behind them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..assignment import Assignment
from ..handed import Person
from ..report.model import Problem, Report, SubmittedFile, not_judged
from ..report.read import read
from ..report.work import GradedPart, Work
from .class_report import LeftOut, Row, Student
from .store import Store
from .summary import TOLD

MISSING = "nothing was handed in for this exercise"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """The mark of one student: `label` is the shown name, `student` the known facts.

    If a part of the work has no verdict, `points` is None and `open` says why: then a person has to
    decide. Without any submission the mark is `missing`, and the learning
    system decides what that costs.
    """

    label: str
    student: Student
    work: Work
    points: float | None
    open: tuple[str, ...] = ()
    missing: bool = False
    late: bool = False


def marks(assignment: Assignment, rows: Iterable[Row], store: Store) -> Iterator[Mark]:
    """Yields the marks of all students in a class, in order, from the rows of a class report and
    the reports in a store.
    """
    known, left_out = store.students(), store.left_out()
    reports = {(student, slug): text for student, slug, text in store.reports(assignment.points)}
    of: dict[str, dict[str, Row]] = {label: {} for label in known}
    for row in rows:
        of.setdefault(row.student, {})[row.exercise] = row
    for label in sorted(of):
        own = [out for out in left_out if label in out.students]
        yield _mark(assignment, label, known.get(label), (of[label], own), reports)


def _mark(
    assignment: Assignment,
    label: str,
    student: Student | None,
    work: tuple[Mapping[str, Row], Sequence[LeftOut]],
    reports: Mapping[tuple[str, str], str],
) -> Mark:
    rows, left_out = work
    parts, undecided = list[GradedPart](), list[str]()
    for slug, worth in assignment.points.items():
        row, text = rows.get(slug), reports.get((label, slug))
        if row and row.status in ("not judged", "not graded yet", "handed in, not judged"):
            undecided.append(f"{slug}: {row.reason or row.status}")
        report = read(json.loads(text)) if text else _nothing(slug, row, left_out)
        parts.append(GradedPart(report=report, worth=worth))
    whole = Work(
        name=assignment.name,
        title=assignment.title,
        parts=tuple(parts),
        hidden=frozenset(assignment.hidden),
        student=student.person.name if student and student.person.name else label,
    )
    missing = not undecided and not any((label, slug) in reports for slug in assignment.points)
    return Mark(
        label=label,
        student=student or Student(Person(name=label)),
        work=whole,
        points=None if undecided or missing else whole.points,
        open=tuple(undecided),
        missing=missing,
        late=any(row.arrival.late for row in rows.values()),
    )


def _nothing(slug: str, row: Row | None, left_out: Sequence[LeftOut]) -> Report:
    """Returns the report on an exercise without a usable file. It contains only file names."""
    if not row or not row.path:
        return not_judged(slug, SubmittedFile("", ""), Problem("S125", "student", MISSING))
    told = [f"{_name(out.path)} {out.reason}" for out in left_out if out.exercise in ("", slug)]
    reason = "; ".join(told[:TOLD]) or "it is not graded yet"
    return not_judged(slug, SubmittedFile(_name(row.path), ""), Problem("S122", "student", reason))


def _name(path: str) -> str:
    return path.rpartition("/")[2]
