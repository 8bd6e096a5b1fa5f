"""Where a course is, and its settings."""

import importlib
import pkgutil
from pathlib import Path

import pytest

from grader.assignment import CHECKS
from grader.course_settings import Course, CourseError, find
from grader.judge import checks
from grader.limit_settings import Limits


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
    (tmp_path / "relu.ipynb").touch()
    assert course.submission("relu", tmp_path) == tmp_path / "relu.ipynb"


ASSIGNMENT = "[tool.grader]\nseconds = 3\n[tool.grader.assignments.hw1]\n"


def test_an_assignment_has_points_and_the_course_s_limits_with_its_own(tmp_path: Path) -> None:
    write(
        tmp_path,
        ASSIGNMENT
        + 'title = "Week 1"\nexercises = { sigmoid = 10, gelu = 2.5 }\nhidden = ["speed"]\nfeedback = "failures"\n'
        + "seed = 7\nspeed = true\nmemory_mib = 512\n"
        + '[tool.grader.assignments.hw2]\nexercises = ["relu", "tanh"]\n',
    )
    course = find(tmp_path)
    assert course
    hw1, hw2 = course.assignments.values()
    assert dict(hw1.points) == {"sigmoid": 10.0, "gelu": 2.5}
    assert (hw1.title, hw1.worth, hw1.hidden, hw1.feedback) == ("Week 1", 12.5, ("speed",), "failures")
    assert (hw1.seed, hw1.extras.speed, hw1.limits) == (7, True, Limits(seconds=3, memory_mib=512))
    assert (hw2.name, hw2.title, dict(hw2.points)) == ("hw2", "hw2", {"relu": 1.0, "tanh": 1.0})
    assert (hw2.feedback, hw2.hidden, hw2.seed, hw2.limits) == ("diagnosis", (), None, Limits(seconds=3))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", r"hw1\] exercises must be a table of points"),
        ("exercises = []", "exercises must be a table of points"),
        ("exercises = {}", "exercises must be a table of points"),
        ("exercises = [1]", "exercises must be a table of points"),
        ("exercises = 'sigmoid'", "exercises must be a table of points"),
        ("exercises = { sigmoid = '10' }", "sigmoid must be worth some points, not '10'"),
        ("exercises = { sigmoid = 0 }", "sigmoid must be worth some points, not 0"),
        ("exercises = { sigmoid = -1 }", "must be worth some points"),
        ("exercises = { sigmoid = nan }", "must be worth some points"),
        ("exercises = { sigmoid = true }", "must be worth some points"),
        ("exercises = { sigmoid = 6.667 }", "at most two digits after the point, not 6.667 .sigmoid."),
        ("exercises = { sigmoid = 1e-320 }", "at most two digits"),
        ("exercises = ['sigmoid']\ntitle = 3", r"hw1\] title must be a text"),
        ("exercises = ['sigmoid']\nhidden = 'speed'", r"hw1\] hidden must be a list of checks: values"),
        ("exercises = ['sigmoid']\nhidden = ['spede']", r"not \['spede'\]"),
        ("exercises = ['sigmoid']\nfeedback = 'all'", "feedback must be one of verdict, failures, diagnosis, full"),
        ("exercises = ['sigmoid']\nfeedback = ['full']", "feedback must be one of"),
        ("exercises = ['sigmoid']\nseed = 'secret'", "seed must be a whole number from 0"),
        ("exercises = ['sigmoid']\nseed = -1", "seed must be a whole number from 0"),
        ("exercises = ['sigmoid']\nspeed = 1", "speed must be true or false"),
        ("exercises = ['sigmoid']\nsecods = 1", r"hw1\] has no setting 'secods'; there are title, exercises"),
        ("exercises = ['sigmoid']\nseconds = 0", r"hw1\] seconds must be a positive number"),
    ],
)
def test_wrong_assignments_are_refused_with_file_table_and_key(text: str, words: str, tmp_path: Path) -> None:
    write(tmp_path, ASSIGNMENT + text)
    with pytest.raises(CourseError, match=words) as caught:
        find(tmp_path)
    assert str(tmp_path / "pyproject.toml") in str(caught.value)


@pytest.mark.parametrize("text", ["assignments = 3", "assignments = { hw1 = 3 }", "assignments = { 'a b' = {} }"])
def test_assignments_are_tables_with_plain_names(text: str, tmp_path: Path) -> None:
    write(tmp_path, f"[tool.grader]\n{text}\n")
    with pytest.raises(CourseError):
        find(tmp_path)


def test_hidden_checks_are_those_that_there_are() -> None:
    names = set()
    for module in pkgutil.iter_modules(checks.__path__):
        found = vars(importlib.import_module(f"grader.judge.checks.{module.name}")).values()
        names |= {name for c in found if isinstance(name := vars(c).get("name") if isinstance(c, type) else None, str)}
    assert names == set(CHECKS)
