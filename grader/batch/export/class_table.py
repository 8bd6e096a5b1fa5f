"""The columns that tables have: one line for each student and exercise, and for each file that was
left out.
"""

from collections.abc import Iterator
from typing import Any

from ..class_report import ClassReport

COLUMNS = (
    "student",
    "exercise",
    "score",
    "max_score",
    "passed",
    "status",
    "codes",
    "mistakes",
    "notes",
    "handed_in",
    "late",
    "attempt",
    "path",
    "sha256",
    "reason",
)


def lines(report: ClassReport) -> Iterator[dict[str, Any]]:
    """Every row by column: score and max_score are numbers or None, codes, mistakes and notes lists
    of names.
    """
    for row in report.rows:
        judged = row.judged
        yield {
            "student": row.student,
            "exercise": row.exercise,
            "score": judged.score.points if judged else None,
            "max_score": judged.score.most if judged else None,
            "passed": row.status == "passed",
            "status": row.status,
            "codes": list(row.graded.codes) if row.graded else [],
            "mistakes": [m.id for m in judged.mistakes] if judged else [],
            "notes": list(row.graded.notes) if row.graded else [],
            "handed_in": row.arrival.when,
            "late": row.arrival.late,
            "attempt": row.arrival.attempt or None,
            "path": row.path,
            "sha256": row.sha256,
            "reason": row.reason,
        }


def left_out(report: ClassReport) -> Iterator[dict[str, Any]]:
    """Every file that was left out, in the same columns, for each student whose it is."""
    nothing: dict[str, Any] = {
        "score": None,
        "max_score": None,
        "passed": False,
        "codes": [],
        "mistakes": [],
        "notes": [],
        "handed_in": "",
        "late": False,
        "attempt": None,
        "sha256": "",
    }
    for out in report.left_out:
        for student in out.students or ("",):
            told = {"exercise": out.exercise, "status": "left out", "path": out.path, "reason": out.reason}
            yield {"student": student, **nothing, **told}
