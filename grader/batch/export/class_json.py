"""A class report as JSON, `grader.batch/1`."""

import dataclasses
import json
from typing import Any

from ..class_report import SCHEMA, ClassReport
from ..summary import OfExercise, summary
from .class_table import lines


def render(report: ClassReport) -> bytes:
    """Rows, sums and what was left out, indented."""
    sums = summary(report)
    plain = {
        "schema": SCHEMA,
        "made_at": report.made_at,
        "settings": dict(report.settings),
        "students": sums.students,
        "exercises": [_exercise(e) for e in sums.exercises],
        "checks": [dataclasses.asdict(c) for c in sums.checks],
        "mistakes": [
            {**dataclasses.asdict(m.mistake), "students": len(m.students), "example": m.students[0]}
            for m in sums.mistakes
        ],
        "unexplained": [dataclasses.asdict(u) for u in sums.unexplained],
        "same_code": [dataclasses.asdict(a) for a in report.alike],
        "rows": list(lines(report)),
        "unread": list(report.unread),
        "outdated": list(report.outdated),
        "not_on_roster": list(report.strangers),
        "left_out": [dataclasses.asdict(out) for out in report.left_out],
    }
    return (json.dumps(plain, indent=2, ensure_ascii=False, allow_nan=False) + "\n").encode()


def _exercise(sums: OfExercise) -> dict[str, Any]:
    return {
        "exercise": sums.exercise,
        "handed_in": sums.handed_in,
        "mean": sums.mean,
        "spread": list(sums.spread),
        "counts": dict(sums.counts),
    }
