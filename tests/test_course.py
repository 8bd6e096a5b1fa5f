"""Where a course is, and its settings."""

from pathlib import Path

import pytest

from grader.course import Course, CourseError, Limits, find


def write(folder: Path, text: str) -> None:
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")


def test_the_nearest_table_above_is_the_course(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    write(tmp_path, '[tool.grader]\nseconds = 3\nmemory_mib = 512\ncpu_seconds = 9.5\nrequire_isolation = "L1"\n')
    write(tmp_path / "a", "[tool.other]\n")
    assert find(inner) == Course(tmp_path, Limits(3, 512, 9.5, "L1"))


def test_without_a_table_there_is_no_course(tmp_path: Path) -> None:
    write(tmp_path, "[project]\nname = 'x'\n")
    assert find(tmp_path) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[tool.grader]\nsecond = 3\n", "no setting 'second'"),
        ("[tool.grader]\nseconds = 0\n", "positive number"),
        ("[tool.grader]\nseconds = 'ten'\n", "positive number"),
        ("[tool.grader]\nmemory_mib = true\n", "positive number"),
        ("[tool.grader]\ncpu_seconds = -1\n", "positive number"),
        ("[tool.grader]\nrequire_isolation = 1\n", "one of L0, L1, L2, L3"),
        ("[tool.grader]\nrequire_isolation = 'L9'\n", "one of L0, L1, L2, L3"),
        ("[tool.grader]\nrequire_device = 'gpu'\n", "one of cpu, cuda, mps, xpu"),
        ("[tool.grader\n", "cannot be read"),
        ("[tool.grader]\nseconds = nan\n", "seconds must be a positive number, not nan"),
        ("[tool.grader]\nseconds = inf\n", "a number of seconds, at most 604,800, not inf"),
        ("[tool.grader]\ntotal_seconds = 1e300\n", "a number of seconds, at most 604,800"),
        ("[tool.grader]\nmemory_mib = 512.5\n", "a whole number, at most 16,777,216, not 512.5"),
        (f"[tool.grader]\nmemory_mib = {10**30}\n", "a whole number, at most 16,777,216"),
        (f"[tool.grader]\nmemory_mib = {'9' * 5000}\n", "cannot be read"),
        ("[tool.grader]\nseconds = [3]\n", "positive number"),
        ("[tool.grader]\nseconds = 2026-11-28\n", "positive number"),
        ("[tool.grader]\nrequire_device = ['cpu']\n", "one of cpu, cuda, mps, xpu"),
        ("tool = 3\n", "tool must be a table, not 3"),
        ("[tool]\ngrader = 'strict'\n", "tool.grader must be a table, not 'strict'"),
        (f"x = {'[' * 5000}{']' * 5000}\n", "cannot be read"),
    ],
)
def test_wrong_settings_are_refused_with_the_file(text: str, words: str, tmp_path: Path) -> None:
    write(tmp_path, text)
    with pytest.raises(CourseError, match=words) as caught:
        find(tmp_path)
    assert str(tmp_path / "pyproject.toml") in str(caught.value)


def test_a_submission_is_looked_for_here_then_in_exercises(tmp_path: Path) -> None:
    deep = tmp_path / "exercises" / "activations"
    deep.mkdir(parents=True)
    (deep / "gelu.py").touch()
    course = Course(tmp_path)
    assert course.submission("gelu", tmp_path) == deep / "gelu.py"
    (tmp_path / "gelu.py").touch()
    assert course.submission("gelu", tmp_path) == tmp_path / "gelu.py"
    assert course.submission("relu", tmp_path) is None
