"""`--grades`: the grades as CSV, one line for each student."""

import csv
import io
from collections.abc import Sequence

from .export.csv import cell
from .marks import Mark

COLUMNS = ("student", "id", "login", "name", "email", "group", "section", "points", "of", "status", "late", "reason")


def render(marks: Sequence[Mark]) -> bytes:
    """Returns one line for each student: the name, the points and their maximum, then the points
    for each exercise. The status is graded, missing (nothing was handed in), or open: then the
    reason says what a person has to decide.
    """
    exercises = [part.report.exercise for part in marks[0].work.parts] if marks else []
    file = io.StringIO(newline="")
    table = csv.writer(file)
    table.writerow([*COLUMNS, *exercises])
    for mark in marks:
        who = mark.student.person
        status = "missing" if mark.missing else "open" if mark.open else "graded"
        person = (mark.label, who.id, who.login, who.name, who.email, who.group, who.section)
        points = [part.points if part.judged and part.report.checks else None for part in mark.work.parts]
        row = [*person, mark.points, mark.work.worth, status, mark.late, "; ".join(mark.open), *points]
        table.writerow(["" if value is None else cell(value) for value in row])
    return file.getvalue().encode("utf-8-sig")
