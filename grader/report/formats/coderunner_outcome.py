"""The outcome of a combinator template grader of CodeRunner, a question type of Moodle."""

from typing import Any

from ..format import Format
from ..page import text
from ..work import Work
from . import graded_checks
from .graded_checks import GradedCheck
from .json_text import dumps
from .plain_text import fitting

MOST = 1 << 20
COLUMNS = ("Check", "Result", "Points", "What was seen")


def write(work: Work) -> bytes:
    """One line of JSON with the keys that CodeRunner knows. All texts are shown as text, not as
    markup.
    """
    return fitting(lambda most: dumps(_outcome(work, most)), MOST)


def _outcome(work: Work, most: int) -> dict[str, Any]:
    share = work.points / work.worth if work.worth else 0.0
    rows = [_row(o) for o in graded_checks.of_work(work, most)]
    return {
        "fraction": min(max(share, 0.0), 1.0),
        "prologuehtml": f"<pre>{text(graded_checks.told(work, most))}</pre>",
        "testresults": [["iscorrect", *COLUMNS, "ishidden"], *rows],
        "columnformats": ["%s"] * len(COLUMNS),
        "showdifferences": False,
    }


def _row(of: GradedCheck) -> list[Any]:
    points = f"{of.points:g} of {of.worth:g}" if of.worth else ""
    right = of.status == "passed" or (of.status == "skipped" and not of.worth)
    return [int(right), of.name, graded_checks.WORDS[of.status], points, of.text, int(of.hidden)]


FORMAT = Format(
    name="coderunner",
    ending=".json",
    about="the outcome of a combinator template grader of Moodle's CodeRunner",
    write=write,
    ran_is_success=True,
)
