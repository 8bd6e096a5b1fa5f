"""What authors get wrong: each file is told what it is, in which line, and what to do; none takes
others down.

Its first line has the code and some of the words, and `# <-` marks the line that must be named.
"""

import re
import shutil
from pathlib import Path

import pytest

from grader.codes import CODES
from grader.course_settings import Course
from grader.errors import ExerciseError
from grader.exercise import Exercise
from grader.judge.plan import Plan
from grader.judge.selfcheck.equal_misconceptions import check_misconceptions
from grader.plugins import load
from grader.reference.formula import check_steady

from ..conftest import ROOT
from ..tiers import first_of_each

FILES = sorted((Path(__file__).parent / "broken").glob("*.py"))


def what_is_said(file: Path, folder: Path) -> ExerciseError:
    """The error about the only plugin of a course."""
    (folder / "plugins").mkdir()
    shutil.copy(file, folder / "plugins")
    found = load(Course(folder))
    for broken in found.broken:
        return broken.error
    (exercise,) = (e.exercise for e in found.entries.values() if e.plugin == "course")
    with pytest.raises(ExerciseError) as caught:
        use(exercise)
    return caught.value


def use(exercise: Exercise) -> None:
    check_steady(exercise)
    Plan(exercise=exercise).work_out()
    check_misconceptions(exercise, seed=0)


def code(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").removeprefix("# expect: ").split()[:1]


@pytest.mark.parametrize("file", first_of_each(code, FILES), ids=lambda file: file.stem)
def test_an_author_is_told_what_to_do(file: Path, tmp_path: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    code, words = lines[0].removeprefix("# expect: ").split(" ", 1)
    error = what_is_said(file, tmp_path)
    assert error.code == code, error
    assert words in error.message
    assert error.who == "author"
    assert error.where is not None
    assert error.where.path == str(tmp_path / "plugins" / file.name)
    marked = [number for number, line in enumerate(lines, 1) if "# <-" in line]
    assert not marked or error.where.line in marked


def test_the_documentation_has_every_code_of_authors() -> None:
    text = (ROOT / "docs" / "authors.md").read_text(encoding="utf-8")
    table = text.partition("| codes | what is wrong |")[2].partition("\n\n")[0]
    assert set(re.findall(r"A6\d\d", table)) == {code for code in CODES if code.startswith("A6")}
