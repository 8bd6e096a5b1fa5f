"""Gradescope's results.json, as its documentation of autograders specifies it."""

import math
from collections.abc import Iterator
from typing import Any

from ..format import Format
from ..model import Timing
from ..work import Work
from . import graded_checks
from .graded_checks import GradedCheck
from .json_text import dumps
from .plain_text import fitting, name, seconds

MOST = 1 << 20  # bytes: no limit is documented, and nobody reads more
HIDDEN = "Some checks are hidden: Gradescope shows no total before grades are published."


def write(work: Work) -> bytes:
    """The whole file. The sum of the tests' points is the score."""
    return fitting(lambda most: dumps(_results(work, most)), MOST)


def _results(work: Work, most: int) -> dict[str, Any]:
    checks = graded_checks.of_work(work, most)
    # the points of what is hidden could be worked out from a sum
    hidden = any(o.hidden for o in checks)
    said = [graded_checks.told(work, most, points=not hidden), *([HIDDEN] if hidden else [])]
    results: dict[str, Any] = {
        "score": work.points,
        "execution_time": seconds(sum(part.report.run.duration_s for part in work.parts)),
        "output": "\n\n".join(said),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [_test(o) for o in checks],
    }
    if board := list(_leaderboard(work)):
        results["leaderboard"] = board
    return results


def _test(of: GradedCheck) -> dict[str, Any]:
    right = of.status == "passed" or (of.status == "skipped" and not of.worth)
    return {
        "name": of.name,
        "score": of.points,
        "max_score": of.worth,
        "status": "passed" if right else "failed",
        "output": of.text,
        "visibility": "after_published" if of.hidden else "visible",
    }


def _leaderboard(work: Work) -> Iterator[dict[str, Any]]:
    """For each exercise that was timed, how many times the baseline's time it takes, at the largest
    size.
    """
    for part in work.parts:
        timings = [t for check in part.report.checks for t in check.findings.timings if math.isfinite(t.ratio.median)]
        if timings:
            slowest = max(timings, key=_size)
            label = f"{name(part.report.exercise)}: time, as a multiple of {name(slowest.baseline)}'s"
            yield {"name": label, "value": round(slowest.ratio.median, 3), "order": "asc"}


def _size(timing: Timing) -> tuple[int, float]:
    return timing.size, timing.ratio.median


FORMAT = Format(
    name="gradescope",
    ending=".json",
    about="Gradescope's results.json",
    write=write,
    ran_is_success=True,
)
