"""The formats that grader writes for other programs, one a file. They are imported when one is
asked for alone.
"""

from collections.abc import Mapping

from ...errors import ExerciseError, Where
from ..format import Format
from . import (
    classroom50_result,
    coderunner_outcome,
    github_annotations,
    github_summary,
    gradescope_results,
    junit_xml,
    markdown_page,
    prairielearn_results,
)

BUNDLED = (
    classroom50_result.FORMAT,
    coderunner_outcome.FORMAT,
    github_annotations.FORMAT,
    github_summary.FORMAT,
    gradescope_results.FORMAT,
    junit_xml.FORMAT,
    markdown_page.FORMAT,
    prairielearn_results.FORMAT,
)


def formats(others: Mapping[str, Format]) -> Mapping[str, Format]:
    """All formats by their names: those of grader, and the `others` that plugins bring.

    Raises:
        ExerciseError: A610, if a plugin's has the name of one of grader's.
    """
    bundled = {each.name: each for each in BUNDLED}
    for name in bundled.keys() & others.keys():
        raise ExerciseError("A610", f"the name of the format {name} is taken by grader's own", Where(name))
    return dict(sorted({**bundled, **others}.items()))
