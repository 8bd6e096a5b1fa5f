"""PrairieLearn's results.json of an external grader."""

from typing import Any

from ..format import Format
from ..wording import problem
from ..work import Work
from . import graded_checks
from .graded_checks import GradedCheck
from .json_text import dumps
from .plain_text import fitting, name, plain

MOST = 1 << 20  # bytes; of a larger file PrairieLearn reads nothing


def write(work: Work) -> bytes:
    """The whole file. An attempt costs nothing if none of its files could be used, or if we could
    not judge it.
    """
    return fitting(lambda most: dumps(_results(work, most)), MOST)


def _results(work: Work, most: int) -> dict[str, Any]:
    errors = [(part.report.exercise, part.report.error) for part in work.parts if part.report.error]
    if not work.judged or len(errors) == len(work.parts):
        said = [plain(f"{name(exercise)}: {problem(error)}", most) for exercise, error in errors]
        return {"gradable": False, "format_errors": [*([] if work.judged else [graded_checks.NOT_GRADED]), *said]}
    share = work.points / work.worth if work.worth else 0.0
    return {
        "gradable": True,
        "score": min(max(share, 0.0), 1.0),
        "message": plain(graded_checks.conclusion(work), most),
        "output": graded_checks.told(work, most),
        "tests": [_test(o) for o in graded_checks.of_work(work, most)],
    }


def _test(of: GradedCheck) -> dict[str, Any]:
    """A test; all have points, or PrairieLearn would show none at all."""
    return {
        "name": of.name,
        "description": graded_checks.WORDS[of.status],
        "points": of.points,
        "max_points": of.worth,
        "output": of.text,
    }


FORMAT = Format(
    name="prairielearn",
    ending=".json",
    about="PrairieLearn's results.json of an external grader",
    write=write,
    ran_is_success=True,
)
