"""An assignment for nbgrader: a source notebook, from which `nbgrader generate_assignment` makes
the students' version. The last line of a grading cell is the score, because nbgrader gives partial
credit in this way.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from . import handed_cells as cells
from .handed_cells import Cell
from .notebook_handout import NotebookHandout, number

SUFFIX = ""
TODO = re.compile(r"^( *)raise NotImplementedError.*$", re.MULTILINE)
# nbgrader puts its own text between these lines
SOLUTION = r"\1### BEGIN SOLUTION\n\g<0>\n\1### END SOLUTION"
CONFIG = '''\
"""Settings of nbgrader. Run its commands in this folder."""

c = get_config()  # noqa: F821 - that is there where this runs

c.CourseDirectory.course_id = "course"
c.ExecutePreprocessor.timeout = 300  # seconds for a cell: one that grades takes some
'''


def files(handed: NotebookHandout) -> Mapping[str, bytes]:
    """Returns a course folder with the assignment."""
    return {
        "nbgrader_config.py": CONFIG.encode(),
        f"source/{handed.name}/{handed.name}.ipynb": cells.notebook([cells.head(handed), *_cells(handed)]).encode(),
    }


def next_step(handed: NotebookHandout, path: Path) -> str:
    """Returns the instructor's next step."""
    return f"run nbgrader generate_assignment {handed.name} in {path}"


def _cells(handed: NotebookHandout) -> Iterator[Cell]:
    for exercise, points in handed.exercises:
        slug, worth = exercise.slug, number(points)
        yield cells.text_cell(f"question-{slug}", cells.question(exercise), **_kept(f"question_{slug}"))
        source = TODO.sub(SOLUTION, cells.answer(exercise))
        yield cells.code_cell(f"answer-{slug}", source, **_said(slug, solution=True))
        check = cells.checked(exercise, worth)
        grades = {"grade": True, "locked": True, "points": points}
        yield cells.code_cell(f"check-{slug}", check, **_said(f"check_{slug}", **grades))


def _kept(name: str) -> dict[str, object]:
    return _said(name, locked=True)


def _said(name: str, **more: object) -> dict[str, object]:
    """Returns the metadata that nbgrader needs for a cell."""
    told = {"schema_version": 3, "grade_id": name, "grade": False, "solution": False, "locked": False, "task": False}
    return {"nbgrader": {**told, **more}}
