"""What each student of a class gets for an assignment: one number, its parts, and the reports behind them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..assignment import Assignment
from ..handed import Person
from ..report.model import Problem, Report, SubmittedFile, not_judged
from ..report.read import read
from ..report.work import GradedPart, Work
from .class_report import Row, Student
from .store import Store

MISSING = "nothing was handed in for this exercise"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What one student gets: `label` is how the student is shown, `student` what is known of her.

    Where something of hers has no verdict through no verdict of the grader's, `points` is None and `open` says why:
    then a person has to decide. Nothing handed in at all is `missing`: what that costs, the learning system says.
    """

    label: str
    student: Student
    work: Work
    points: float | None
    open: tuple[str, ...] = ()
    missing: bool = False
    late: bool = False


def marks(assignment: Assignment, rows: Iterable[Row], store: Store) -> Iterator[Mark]:
    """The marks of everybody in a class, by student, from the rows of a class report and the reports in a store."""
    known = store.students()
    reports = {(student, slug): text for student, slug, text in store.reports(assignment.points)}
    of: dict[str, dict[str, Row]] = {label: {} for label in known}
    for row in rows:
        of.setdefault(row.student, {})[row.exercise] = row
    for label in sorted(of):
        yield _mark(assignment, label, known.get(label), of[label], reports)


def _mark(
    assignment: Assignment,
    label: str,
    student: Student | None,
    rows: Mapping[str, Row],
    reports: Mapping[tuple[str, str], str],
) -> Mark:
    parts, undecided = list[GradedPart](), list[str]()
    for slug, worth in assignment.points.items():
        row, text = rows.get(slug), reports.get((label, slug))
        if row and row.status in ("not judged", "not graded yet", "handed in, not judged"):
            undecided.append(f"{slug}: {row.reason or row.status}")
        parts.append(GradedPart(report=read(json.loads(text)) if text else _nothing(slug, row), worth=worth))
    work = Work(
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
        work=work,
        points=None if undecided or missing else work.points,
        open=tuple(undecided),
        missing=missing,
        late=any(row.arrival.late for row in rows.values()),
    )


def _nothing(slug: str, row: Row | None) -> Report:
    """The report on what was never handed in, or could not be used."""
    reason = row.reason if row and row.path else MISSING
    code = "S122" if row and row.path else "S125"
    return not_judged(slug, SubmittedFile(row.path if row else "", ""), Problem(code, "student", reason))
