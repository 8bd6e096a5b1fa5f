"""Quizzes of an instructor's questions, and sheets of all kinds of questions."""

import json
from pathlib import Path

import pytest

from grader.quiz.answer_sheet import answer_sheet
from grader.quiz.asked_lines import running_text
from grader.quiz.parts import Snippet, Words

from ..cli.command import grader
from .made import ALL, question

WRITTEN = """
[[question]]
id = "half"
prompt = "What is 1/2 as a decimal?"
number = 0.5

[[question]]
id = "slope"
prompt = "Type the derivative of sigmoid."
slug = "sigmoid"
wrt = "x"
formula = "exp(-x)/(1 + exp(-x))^2"
"""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["/nowhere.toml"], "/nowhere.toml cannot be read"),
        (["/nowhere.toml", "--review"], "a file of questions is a quiz by itself"),
        (["/nowhere.toml", "sigmoid"], "a file of questions is a quiz by itself"),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: list[str], told: str) -> None:
    done = grader("quiz", *arguments, "--attempts", tmp_path / "kept")
    assert done.returncode == 2
    assert told in done.stderr


def test_an_instructors_questions_are_a_quiz(tmp_path: Path) -> None:
    (tmp_path / "week.toml").write_text(WRITTEN, encoding="utf-8")
    asked = json.loads(grader("quiz", tmp_path / "week.toml", "--json").stdout)["questions"]
    assert [one["slug"] for one in asked] == ["half", "slope"]
    answers = dict(zip((one["id"] for one in asked), ("1/2", "1/(2 + exp(x) + exp(-x))"), strict=True))
    (tmp_path / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
    told = ("--answers", tmp_path / "answers.json", "--attempts", tmp_path / "kept")
    done = grader("quiz", tmp_path / "week.toml", *told)
    assert done.returncode == 0, done.stderr + done.stdout
    assert "0 marks changed" in grader("quiz", "regrade", "--attempts", tmp_path / "kept").stdout


def test_code_of_one_line_stays_within_its_sentence() -> None:
    assert running_text((Words("What does"), Snippet("f(2)"), Words("give?"))) == "What does `f(2)` give?"
    assert running_text((Words("Run"), Snippet("a\nb"))) == "Run\na\nb\n"


def test_a_sheet_has_all_kinds_of_questions_in_comments() -> None:
    sheet = answer_sheet([question(asked) for asked in ALL], "grader quiz")
    lines = [line for line in sheet.splitlines() if line and not line.startswith("#")]
    assert lines == ['"numeric-sigmoid-3" = ""'] * len(ALL)
    assert "# 1. What is s*(1 - s) `print(1)` ?\n" in sheet
    assert "#    a)  then\n#    b)  last\n#    c)  first\n" in sheet
    assert "#    1)  relu\n#    2)  tanh\n#    a)  [S]\n" in sheet
