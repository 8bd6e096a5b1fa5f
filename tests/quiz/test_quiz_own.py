"""A quiz about one's own code, run in a worker: only about code that passes, and graded by a file
of answers.
"""

import json
from pathlib import Path

import pytest

from grader.judge.answers.own_code_runs import OwnCodeRuns
from grader.limit_settings import Limits
from grader.quiz.own_code_questions import own_code_questions
from grader.quiz.question import QuizQuestion
from grader.quiz.written_answers import right_answer

from ..cli.command import grader
from ..conftest import ROOT, bundled, workers

MODEL = ROOT / "solutions" / "activations" / "silu.py"


def questions(count: int) -> list[QuizQuestion]:
    exercise = bundled().entries["silu"].exercise
    runner = OwnCodeRuns(exercise, lambda: workers().session(Limits()), 60.0)
    return own_code_questions(exercise, MODEL.read_text(encoding="utf-8"), runner, 0)[:count]


def test_right_answers_get_all_points(tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({q.id: right_answer(q.asked) for q in questions(3)}), encoding="utf-8")
    done = grader("quiz", "own", "silu", MODEL, "--answers", answers, "--json", "--attempts", tmp_path / "kept.sqlite")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["right"] == 3


def test_the_questions_are_printed_with_the_command_that_grades_them() -> None:
    done = grader("quiz", "own", "silu", MODEL, "--count", 2)
    assert done.returncode == 0
    assert f"grader quiz own silu {MODEL} --count 2 --seed 0 --answers FILE" in done.stdout
    assert "# Lines of code run after: import torch; from silu import *" in done.stdout
    assert done.stdout.count("own_code-silu-") == 2


@pytest.mark.parametrize(
    ("slug", "file", "told"),
    [
        ("sigmoid", ROOT / "tests/submissions/sigmoid/wrong/difference_for_product.py", "does not pass yet"),
        ("gumbel_noise", ROOT / "solutions/activations/gumbel_noise.py", "gumbel_noise draws numbers"),
        ("sigmoid", ROOT / "nothing.py", "nothing.py"),
    ],
)
def test_what_cannot_be_asked_about_is_told(slug: str, file: Path, told: str) -> None:
    done = grader("quiz", "own", slug, file)
    assert done.returncode in (2, 3)
    assert told in done.stderr
    assert not done.stdout
