"""The part of Classroom 50's result.json that grading gives; which submission it is of, its
autograder.py adds.
"""

from typing import Any

from ..format import Format
from ..levels import DIGITS
from ..work import Work
from . import graded_checks
from .graded_checks import GradedCheck
from .json_text import dumps
from .plain_text import fitting

MOST = 1 << 20
SCALE = 10**DIGITS  # points are whole numbers there


def write(work: Work) -> bytes:
    """The fields schema, score, max-score and tests, in hundredths of a point."""
    return fitting(lambda most: dumps(_result(work, most)), MOST)


def _result(work: Work, most: int) -> dict[str, Any]:
    return {
        "schema": "classroom50/result/v1",
        "score": round(work.points * SCALE),
        "max-score": round(work.worth * SCALE),
        "tests": [_test(o) for o in graded_checks.of_work(work, most)],
    }


def _test(of: GradedCheck) -> dict[str, Any]:
    return {
        "test-name": of.name,
        "passed": of.status == "passed" or (of.status == "skipped" and not of.worth),
        "score": round(of.points * SCALE),
        "max-score": round(of.worth * SCALE),
        "message": of.text,
    }


FORMAT = Format(
    name="classroom50",
    ending=".json",
    about="what grading gives of Classroom 50's result.json, in hundredths of a point",
    write=write,
    ran_is_success=True,
)
