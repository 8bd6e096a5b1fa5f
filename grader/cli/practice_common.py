"""The user's progress, as commands read and keep it. If that fails, they say so and go on."""

from typing import TYPE_CHECKING

from ..about import DISTRIBUTION
from ..course_settings import Course
from ..plugins import Catalogue
from .streams import say

ALL_DONE = "nothing is left, all exercises are done"

if TYPE_CHECKING:
    from ..practice.practice_store import PracticeStore, Standing
    from ..report.model import Report


def practice_store() -> "PracticeStore":
    """The user's own."""
    from platformdirs import user_data_path

    from ..practice.practice_store import PracticeStore

    return PracticeStore(user_data_path(DISTRIBUTION) / "practice.sqlite")


def standings() -> "dict[str, Standing]":
    """All exercises that were judged before; none, with the reason on standard error, if that is
    not known.
    """
    from ..practice.practice_store import PracticeError

    try:
        return practice_store().standings()
    except PracticeError as error:
        say(f"grader: {error}", err=True)
        return {}


def as_record(standing: "Standing | None") -> dict[str, object] | None:
    """The progress in an exercise as JSON has it; None if it was not begun."""
    if standing is None:
        return None
    return {
        "done": standing.done,
        "tries": standing.tries,
        "points": standing.points,
        "max_points": standing.most,
    }


def keep_result(report: "Report") -> None:
    """Keep the result of the user's submission, if it was begun and judged; or say why it is not
    kept.
    """
    from ..practice.practice_store import PracticeError
    from ..report.wording import NOT_PASSED, PASSED, verdict

    if verdict(report) not in (PASSED, NOT_PASSED):
        return
    try:
        practice_store().judged(report.exercise, report.score, report.max_score, report.passed)
    except PracticeError as error:
        say(f"grader: {error}", err=True)


def seen_hints(slug: str, of: int) -> int:
    """The number of the next hint that somebody sees, of so many; the first, if it is not known
    what was seen.
    """
    from ..practice.practice_store import PracticeError

    try:
        return practice_store().next_hint(slug, of)
    except PracticeError as error:
        say(f"grader: {error}", err=True)
        return 1


def after(report: "Report", found: Catalogue, course: Course) -> list[str]:
    """What somebody may do after a report: of what has passed, the next exercise that is not
    done, if any.
    """
    from ..practice.course_path import course_path, following
    from ..report.wording import commands

    if not report.passed:
        return list(commands(report))
    done = {slug for slug, standing in standings().items() if standing.done} | {report.exercise}
    then = following(course_path(found, course), report.exercise, done)
    return [f"grader start {then}" if then else ALL_DONE]
