"""Every kind, asked about every exercise: a seed gives one question, its key is right, and nothing
else is.
"""

from collections.abc import Hashable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grader.errors import ExerciseError
from grader.quiz.asked_records import AskedChoice, AskedNumber
from grader.quiz.checks import sound
from grader.quiz.grading import graded
from grader.quiz.question_json import as_json, question_of
from grader.quiz.question_kind import QuestionKind
from grader.quiz.question_kinds import question_kinds
from grader.quiz.topic_facts import topic_facts
from grader.quiz.written_answers import letter, right_answer

from ..conftest import bundled, family, simple_first
from ..tiers import first_of_each

SEEDS = 2
KINDS = question_kinds()
TABLE = [(kind, slug) for kind in KINDS for slug in simple_first(bundled().entries)]


def kinds_of_row(row: tuple[str, str]) -> list[Hashable]:
    return [row[0], (row[0], family(row[1]))]


@pytest.mark.parametrize(("kind", "slug"), first_of_each(kinds_of_row, TABLE))
def test_questions_are_sound(kind: str, slug: str) -> None:
    exercise = bundled().entries[slug].exercise
    for seed in range(SEEDS):
        question = KINDS[kind].generate(exercise, seed)
        if question is None:
            continue
        assert sound(question)
        assert seed or KINDS[kind].generate(exercise, seed) == question
        assert question_of(as_json(question)) == question
        assert question.id == f"{kind}-{slug}-{seed}"
        assert graded(question, right_answer(question.asked), exercise).right
        match question.asked:
            case AskedChoice(options, False):
                wrong = [place for place, option in enumerate(options) if not option.right]
                assert not any(graded(question, letter(place)).right for place in wrong)
                assert all(options[place].feedback for place in wrong)
            case AskedNumber(wrong=wrong_numbers):
                for number in wrong_numbers:
                    mark = graded(question, f"{number.value:.6f}")
                    assert (mark.right, mark.mistake) == (False, number.mistake)


# How many exercises have questions of a kind at least.
LEAST = {
    "numeric": 42,
    "formula": 30,
    "choice": 43,
    "wrong_step": 20,
    "order_steps": 20,
    "update": 11,
    "claim": 35,
    "property": 22,
    "match": 21,
    "telling_input": 28,
    "program": 6,
}


@pytest.mark.whole
@pytest.mark.parametrize("kind", KINDS)
def test_many_exercises_have_questions_of_a_kind(kind: str) -> None:
    found = [KINDS[kind].generate(entry.exercise, 0) for entry in bundled().entries.values()]
    assert sum(question is not None for question in found) >= LEAST[kind]


class Own(QuestionKind):
    name = "own"
    about = "what a plugin asks"


def test_plugins_bring_kinds() -> None:
    own = Own()
    assert question_kinds([own])["own"] is own
    with pytest.raises(ExerciseError, match="no object of a QuestionKind"):
        question_kinds([Own])
    with pytest.raises(ExerciseError, match="taken"):
        question_kinds([own, own])


def test_a_topic_has_claims_of_its_own() -> None:
    exercise = bundled().entries["clone_in_graph"].exercise
    asked = {KINDS["claim"].generate(exercise, seed) for seed in range(8)}
    assert len({question.prompt for question in asked if question}) > 4


def test_facts_of_a_topic_that_are_none_are_their_author_s(tmp_path: Path) -> None:
    exercise = bundled().entries["relu"].exercise
    assert topic_facts(exercise) == ()
    (tmp_path / "facts.toml").write_text('[[fact]]\nstatement = "a"\n', encoding="utf-8")
    code = "def relu(input):\n    return input\n"
    function: dict[str, Any] = {}
    exec(compile(code, str(tmp_path / "relu.py"), "exec"), function)
    with pytest.raises(ExerciseError, match="A621"):
        topic_facts(replace(exercise, function=function["relu"]))
