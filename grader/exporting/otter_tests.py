"""An assignment for otter-grader: the notebook for students, and tests from which `otter generate`
makes an autograder. An otter test passes or fails as a whole, so each exercise has ten tests, each
for a tenth of its points.
"""

from collections.abc import Mapping
from pathlib import Path

from ..exercise import Exercise
from . import handed_cells as cells
from .notebook_handout import NotebookHandout, number

SUFFIX = ""
TEST = '''\
"""Judges {slug}; each test is a tenth of the points."""

from functools import cache

from otter.test_files import test_case

OK_FORMAT = False

name = "{slug}"
points = {points}


@cache
def judged():
    """The result of the check, made once, or why there is none."""
    from grader import check

    try:
        return check("{slug}", points=10)
    except Exception as error:
        return error


def reached(tenths):
    """A test that asks for so many tenths of the points; the first that fails shows the report."""

    def test(env):
        from grader.report import terminal

        found = judged()
        if isinstance(found, Exception):
            raise found
        score = found.score
        if score < tenths:
            first = score >= tenths - 1
            raise AssertionError(f"{{score:g}} of 10" + ("\\n" + terminal.render(found.report)) * first)

    return test


{tests}
'''
CASE = 'test_{n} = test_case(name="{n} of 10", points={share})(reached({n}))'
PARTS = 10


def files(handed: NotebookHandout) -> Mapping[str, bytes]:
    """Returns the notebook and a folder of tests."""
    book = [cells.head(handed)]
    for exercise, _ in handed.exercises:
        slug = exercise.slug
        book.append(cells.text_cell(f"question-{slug}", cells.question(exercise)))
        book.append(cells.code_cell(f"answer-{slug}", cells.answer(exercise)))
        book.append(cells.code_cell(f"check-{slug}", cells.checked(exercise)))
    tests = {f"tests/{e.slug}.py": _test(e, points).encode() for e, points in handed.exercises}
    return {f"{handed.name}.ipynb": cells.notebook(book).encode(), **tests}


def next_step(handed: NotebookHandout, path: Path) -> str:
    """Returns the instructor's next step."""
    return f"run otter generate -t tests -o autograder.zip in {path}, and hand out {handed.name}.ipynb"


def _test(exercise: Exercise, points: float) -> str:
    share = number(round(points / PARTS, 6))
    tests = "\n".join(CASE.format(n=n, share=share) for n in range(1, PARTS + 1))
    return TEST.format(slug=exercise.slug, points=number(points), tests=tests)
