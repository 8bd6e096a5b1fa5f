"""The real mistakes: derivations as people have written them, and optimizers' steps in which one
line is wrong.
"""

from dataclasses import replace
from pathlib import Path
from types import FunctionType

import pytest

from grader.errors import ExerciseError
from grader.exercise import Exercise
from grader.quiz.asked_records import AskedChoice
from grader.quiz.noted_derivations import noted_derivations
from grader.quiz.parts import plain_text
from grader.quiz.question_kinds import question_kinds

from ..conftest import bundled

KIND = question_kinds()["wrong_step"]
NOTED = {"sigmoid": 4, "softsign": 1, "relu": 1, "gelu_tanh": 1, "mse_loss": 2, "huber_loss": 1, "tanh": 0}
SEEDS = 8


@pytest.mark.parametrize(("slug", "count"), NOTED.items())
def test_derivations_that_people_have_written_are_as_their_file_says(slug: str, count: int) -> None:
    assert len(noted_derivations(bundled().entries[slug].exercise)) == count


def test_they_are_asked_beside_those_that_are_made() -> None:
    prompts = [
        plain_text(q.prompt) for s in range(SEEDS) if (q := KIND.generate(bundled().entries["sigmoid"].exercise, s))
    ]
    assert {"These lines should all be" in prompt for prompt in prompts} == {True, False}


GOOD = 'slug = "relu"\nwrt = "x"\nlines = ["1 if x > 0 else 0", "max(0, 1)", "1"]\nwrong = 2\nwhy = "It is 1."\n'


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("wrong = 2", "wrong = 3", "line 3 of relu has to be the only one"),
        ('"1"]', '"2"]', "line 2 of relu has to be the only one"),
        ('"1 if x > 0 else 0", ', '"x", ', "has to be the only one"),
        ("max(0, 1)", "max(0", "a line of relu cannot be read"),
        ("wrong = 2\n", "", "each derivation has slug, wrt, lines, wrong and why: 'wrong'"),
        ('wrt = "x"', 'wrt = "z"', "each derivation has"),
        ("[[derivation]]", "[[derivations]]", "has tables"),
        ("[[derivation]]", "[[", "has tables"),
    ],
)
def test_a_file_of_derivations_that_is_wrong_is_its_author_s(
    tmp_path: Path, before: str, after: str, told: str
) -> None:
    text = f"[[derivation]]\n{GOOD}"
    assert before in text
    (tmp_path / "derivations.toml").write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(ExerciseError, match="A621") as caught:
        noted_derivations(_moved(tmp_path))
    assert told in str(caught.value)


def _moved(folder: Path) -> Exercise:
    """ReLU as if its plugin were in a folder."""
    function = bundled().entries["relu"].exercise.function
    code = function.__code__.replace(co_filename=str(folder / "relu.py"))
    return replace(bundled().entries["relu"].exercise, function=FunctionType(code, function.__globals__))


OPTIMIZERS = ["adam", "adamw", "adamax", "adabelief", "rmsprop"]


@pytest.mark.parametrize("slug", OPTIMIZERS)
def test_one_line_of_a_step_is_wrong(slug: str) -> None:
    exercise = bundled().entries[slug].exercise
    questions = [q for seed in range(SEEDS) if (q := KIND.generate(exercise, seed))]
    assert len({q.asked for q in questions}) > 1
    for question in questions:
        assert isinstance(question.asked, AskedChoice)
        (place,) = question.asked.key
        wrong = plain_text(question.asked.options[place].parts)
        assert wrong not in plain_text(question.explanation)
        # the same line, as it should be
        assert wrong.partition(" = ")[0] in plain_text(question.explanation)
