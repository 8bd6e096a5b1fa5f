"""The notebooks that nbgrader and otter get: they say what is asked, and nothing of what is
right.
"""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

from grader.exporting import handed_cells, nbgrader_course, otter_tests
from grader.exporting.notebook_handout import NotebookHandout

from ..cli.command import grader
from ..conftest import bundled

WRITERS = {"nbgrader": nbgrader_course, "otter": otter_tests}
COURSE = '[tool.grader.assignments.hw1]\ntitle = "Homework *1*"\nexercises = { sigmoid = 3, adam = 1.5 }\n'


def handed(*slugs: str, points: float = 3.0) -> NotebookHandout:
    return NotebookHandout("hw1", "Homework *1*", [(bundled().entries[slug].exercise, points) for slug in slugs])


def cells_of(written: Any) -> list[dict[str, Any]]:
    (name,) = [path for path in written if path.endswith(".ipynb")]
    found: list[dict[str, Any]] = json.loads(written[name])["cells"]
    return found


@pytest.mark.parametrize("target", WRITERS)
def test_every_exercise_can_be_exported_and_nothing_is_given_away(target: str) -> None:
    everything = handed(*bundled().entries)
    written = WRITERS[target].files(everything)
    text = b"\n".join(written.values()).decode()
    for exercise, _ in everything.exercises:
        assert not [m for m in exercise.misconceptions if m.explanation in text]
    code = [c["source"] for c in cells_of(written) if c["cell_type"] == "code"]
    assert len(code) == 2 * len(everything.exercises)
    for source in code:
        ast.parse(source)
    names = [c["id"] for c in cells_of(written)]
    assert len({*names}) == len(names)
    assert all(re.fullmatch(r"[\w-]{1,64}", name) for name in names)


def test_nbgrader_gets_a_locked_cell_that_grades_and_one_to_write_in() -> None:
    written = nbgrader_course.files(handed("sigmoid", "adam"))
    assert set(written) == {"nbgrader_config.py", "source/hw1/hw1.ipynb"}
    kinds = {c["id"]: c["metadata"].get("nbgrader", {}) for c in cells_of(written)}
    assert len({of["grade_id"] for of in kinds.values() if of}) == len(kinds) - 1, "all but the title"
    assert kinds["check-adam"] == {
        "schema_version": 3,
        "grade_id": "check_adam",
        "grade": True,
        "solution": False,
        "locked": True,
        "task": False,
        "points": 3.0,
    }
    sources = {c["id"]: c["source"] for c in cells_of(written)}
    assert sources["check-adam"] == 'from grader import check\n\ncheck("adam", points=3)'
    assert sources["answer-sigmoid"].count("    ### BEGIN SOLUTION\n    raise NotImplementedError") == 2
    assert sources["answer-adam"].count("        ### BEGIN SOLUTION\n") == 1


def test_otter_gets_a_test_for_each_tenth() -> None:
    written = otter_tests.files(handed("sigmoid", points=2.5))
    assert set(written) == {"hw1.ipynb", "tests/sigmoid.py"}
    text = written["tests/sigmoid.py"].decode()
    ast.parse(text)
    shares = [float(share) for share in re.findall(r"points=([\d.]+)\)\(", text)]
    assert shares == [0.25] * 10
    assert 'name = "sigmoid"\npoints = 2.5\n' in text


def test_texts_stay_what_they_are_in_markdown() -> None:
    assert handed_cells.plain("a_b * [c] <d> $e$ |x| `f` # g") == r"a\_b \* \[c\] \<d\> \$e\$ \|x\| \`f\` \# g"
    assert handed_cells.head(handed())["source"] == r"# Homework \*1\*"


def test_one_assignment_after_the_other_goes_into_a_course_of_nbgrader(tmp_path: Path) -> None:
    more = COURSE.replace("hw1", "hw2")
    (tmp_path / "pyproject.toml").write_text(f"[tool.grader]\n{COURSE}{more}", encoding="utf-8")
    first = grader("export", "nbgrader", "hw1", "-o", "out", cwd=tmp_path)
    assert (first.returncode, first.stderr) == (0, "")
    assert "nbgrader generate_assignment hw1" in first.stdout
    text = (tmp_path / "out" / "source" / "hw1" / "hw1.ipynb").read_text(encoding="utf-8")
    assert 'check(\\"sigmoid\\", points=3)' in text
    assert 'check(\\"adam\\", points=1.5)' in text
    config = tmp_path / "out" / "nbgrader_config.py"
    config.write_text("# mine\n", encoding="utf-8")
    again = grader("export", "nbgrader", "hw1", "-o", "out", cwd=tmp_path)
    assert (again.returncode, again.stdout) == (2, "")
    assert "hw1.ipynb is already there; nothing was written" in again.stderr
    second = grader("export", "nbgrader", "hw2", "-o", "out", cwd=tmp_path)
    assert second.returncode == 0
    assert config.read_text(encoding="utf-8") == "# mine\n"


def test_otter_gets_a_new_folder(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[tool.grader]\n{COURSE}", encoding="utf-8")
    assert grader("export", "otter", "hw1", "-o", "out", cwd=tmp_path).returncode == 0
    assert sorted(path.name for path in (tmp_path / "out" / "tests").iterdir()) == ["adam.py", "sigmoid.py"]
    again = grader("export", "otter", "hw1", "-o", "out", cwd=tmp_path)
    assert (again.returncode, again.stdout) == (2, "")
