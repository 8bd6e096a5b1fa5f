"""The columns that tables have: one line for each student and exercise."""

from collections.abc import Iterator
from typing import Any

from ..records import ClassReport

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
    "path",
    "sha256",
)


def lines(report: ClassReport) -> Iterator[dict[str, Any]]:
    """Every row by column: score and max_score are numbers or None, codes, mistakes and notes lists of names."""
    for row in report.rows:
        judged = row.judged
        yield {
            "student": row.student,
            "exercise": row.exercise,
            "score": judged.score if judged else None,
            "max_score": judged.max_score if judged else None,
            "passed": row.status == "passed",
            "status": row.status,
            "codes": list(row.graded.codes) if row.graded else [],
            "mistakes": [m.id for m in judged.mistakes] if judged else [],
            "notes": list(row.graded.notes) if row.graded else [],
            "path": row.path,
            "sha256": row.sha256,
        }
