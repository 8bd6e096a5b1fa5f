"""Questions about one's own code as part of an assignment: written below the code, handed in with
it, graded.
"""

import csv
import re
from pathlib import Path

import pytest

from ..conftest import ROOT
from ..tiers import whole
from .command import Done, grader

SETTINGS = """
[tool.grader.assignments.hw1]
title = "Homework 1"
exercises = { softsign = 10, sigmoid = 10 }
own_code_questions = 2
own_code_percent = 20
seed = 7
"""
SOLUTION = ROOT / "solutions" / "activations" / "softsign.py"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    for student in ("alice", "bob"):
        folder = tmp_path / "class" / student
        folder.mkdir(parents=True)
        (folder / "softsign.py").write_bytes(SOLUTION.read_bytes())
    return tmp_path


def ask(course: Path, *arguments: object) -> Done:
    return grader("quiz", "own", *arguments, cwd=course)


def test_questions_are_written_below_the_code_once(course: Path) -> None:
    path = course / "class" / "alice" / "softsign.py"
    done = ask(course, "softsign", path, "--below", "--count", 2)
    assert done.returncode == 0, done.stderr
    assert f"wrote 2 questions below the code in {path}" in done.stdout
    text = path.read_text(encoding="utf-8")
    assert text.startswith(SOLUTION.read_text(encoding="utf-8"))
    answered = re.sub(r"(?m)^(# answer 1 .*: )$", r"\g<1>0.25", text)
    path.write_text(answered, encoding="utf-8")
    assert "has these questions below the code already" in ask(course, "softsign", path, "--below", "--count", 2).stdout
    assert path.read_text(encoding="utf-8") == answered
    path.write_text(f"x = 1\n{answered}", encoding="utf-8")
    again = ask(course, "softsign", path, "--below", "--count", 2)
    assert "question 1 that stood there was answered: 0.25" in again.stdout
    assert path.read_text(encoding="utf-8").startswith("x = 1\n")
    assert path.read_text(encoding="utf-8").count("grader quiz own") == 1


def batch(course: Path, grades: str) -> Done:
    call = ("class", "--assignment", "hw1", "--dtype", "float32", "--grades", grades, "-j", "1")
    return grader("batch", *call, cwd=course)


def test_a_class_gets_points_for_answers(course: Path) -> None:
    """Bob has copied the answers of Alice below other code."""
    alice, bob = (course / "class" / name / "softsign.py" for name in ("alice", "bob"))
    ask(course, "softsign", alice, "--below", "--count", 2)
    text = re.sub(r"(?m)^(# answer .*: )$", r"\g<1>b", alice.read_text(encoding="utf-8"))
    bob.write_text(f"x = 1\n{text}", encoding="utf-8")
    done = batch(course, "grades.csv")
    assert done.returncode == 0, done.stderr
    with (course / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    assert {name: float(row["softsign"]) for name, row in rows.items()} == {"alice": 8, "bob": 8}


@whole
def test_other_settings_grade_again(course: Path) -> None:
    batch(course, "grades.csv")
    settings = course / "pyproject.toml"
    settings.write_text(SETTINGS.replace("percent = 20", "percent = 50"), encoding="utf-8")
    assert "questions about the code 2 for 20 % -> 2 for 50 %" in batch(course, "more.csv").stdout


@pytest.mark.parametrize("option", ["--seed", "--answers", "--json", "--attempts"])
def test_what_does_not_go_with_it_is_told(course: Path, option: str) -> None:
    path = course / "class" / "alice" / "softsign.py"
    value = {"--seed": ["3"], "--answers": ["a.toml"], "--attempts": ["a.sqlite"]}.get(option, [])
    done = ask(course, "softsign", path, "--below", option, *value)
    assert done.returncode == 2
    assert f"{option} does not go with --below" in done.stderr
    assert path.read_bytes() == SOLUTION.read_bytes()


def test_a_student_has_no_settings_of_the_course(course: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("home") / "softsign.py"
    path.write_bytes(SOLUTION.read_bytes())
    assert grader("quiz", "own", "softsign", "--below", "--count", 2, cwd=path.parent).returncode == 0
    (course / "class" / "alice" / "softsign.py").write_bytes(path.read_bytes())
    done = grader("check", "--assignment", "hw1", "class/alice", cwd=course)
    assert "0 of 2 answers right; question 1 (" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("name", "data", "status", "told"),
    [
        ("softsign.py", b"def softsign(x):\n    return x\n", 3, "does not pass yet"),
        ("softsign.ipynb", b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}', 2, "is a notebook"),
    ],
)
def test_code_that_cannot_be_asked_about_stays_as_it_is(
    course: Path, name: str, data: bytes, status: int, told: str
) -> None:
    path = course / name
    path.write_bytes(data)
    done = ask(course, "softsign", path, "--below", "--count", 2)
    assert done.returncode == status
    assert told in done.stderr
    assert path.read_bytes() == data


@whole
@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ('own_code_questions = "2"', "own_code_questions must be a whole number from 0 to 10"),
        ("own_code_questions = 11", "own_code_questions must be a whole number from 0 to 10"),
        ("own_code_percent = 0", "own_code_percent must be a whole number from 1 to 90"),
    ],
)
def test_settings_that_make_no_sense_are_told(course: Path, setting: str, told: str) -> None:
    table = f'[tool.grader.assignments.hw1]\nexercises = ["softsign"]\n{setting}\n'
    (course / "pyproject.toml").write_text(table, encoding="utf-8")
    done = grader("course", cwd=course)
    assert done.returncode == 3
    assert told in done.stderr


def test_the_handout_says_that_answers_count(course: Path) -> None:
    assert grader("handout", "hw1", "-o", "out", cwd=course).returncode == 0
    page = (course / "out" / "README.md").read_text(encoding="utf-8")
    assert "grader quiz own softsign --below --count 2" in page
    assert grader("course", "hw1", cwd=course).stdout.count("questions 2,") == 2
