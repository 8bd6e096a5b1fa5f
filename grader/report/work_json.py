"""Somebody's work as JSON, form `grader.work/1`."""

import json

from .json import finite
from .model import as_dict
from .work import Work

SCHEMA = "grader.work/1"


def render(work: Work) -> str:
    """The work as indented JSON, with the report on each exercise in it."""
    whole = {
        "schema": SCHEMA,
        "assignment": work.name,
        "title": work.title,
        "points": work.points,
        "worth": work.worth,
        "passed": work.passed,
        "judged": work.judged,
        "hidden": sorted(work.hidden),
        "exercises": [
            {"points": part.points, "worth": part.worth, "judged": part.judged, "report": as_dict(part.report)}
            for part in work.parts
        ],
    }
    return json.dumps(finite(whole), indent=2, ensure_ascii=False, allow_nan=False)
