"""Somebody's work as one HTML page: the points of each exercise in a table, and below it the
reports.
"""

from collections.abc import Mapping
from typing import Any

from .html import CLASSES, MARKS, shown
from .illustration import NOTHING, Illustration
from .templating import filled, style
from .wording import verdict
from .work import GradedPart, Work


def render(work: Work, illustrations: Mapping[str, Illustration] | None = None) -> str:
    """The whole page; `illustrations` are by exercise."""
    known, word = illustrations or {}, _verdict(work)
    return filled(
        "work.html.j2",
        style=style(),
        work=work,
        **_status(word),
        points=f"{work.points:g} of {work.worth:g} points",
        rows=list(map(_row, work.parts)),
        reports=[shown(part.report, known.get(part.report.exercise, NOTHING)) for part in work.parts],
    )


def _verdict(work: Work) -> str:
    if not work.judged:
        return "not all of it could be judged"
    return "passed" if work.passed else "not passed"


def _row(part: GradedPart) -> dict[str, Any]:
    points = f"{part.points:g} of {part.worth:g}" if part.judged else f"of {part.worth:g}"
    return {"exercise": part.report.exercise, "points": points, **_status(verdict(part.report))}


def _status(word: str) -> dict[str, str]:
    return {"verdict": word, "mark": MARKS.get(word, "\u2013"), "kind": CLASSES.get(word, "faint")}
