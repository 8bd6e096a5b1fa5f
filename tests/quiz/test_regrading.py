"""A corrected plugin: marks that change are listed and kept, other questions and open quizzes stay
as they are.
"""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from grader.quiz.asked_records import Asked, AskedChoice, AskedMatch, AskedNumber, AskedOrder
from grader.quiz.attempts import AttemptStore, QuizWanted
from grader.quiz.parts import Words
from grader.quiz.question import QuizQuestion
from grader.quiz.question_kinds import question_kinds
from grader.quiz.regrading import carried, regraded
from grader.quiz.written_answers import right_answer

from ..cli.command import grader
from .made import ALL, CHOICE, MATCH, NUMBER, ORDER, SEVERAL, question
from .taking import NOON, RIGHT, WRONG, attempt, exercise, generated

WANTED = QuizWanted(("sigmoid",), (), 2, 0)


def turned(asked: Asked) -> QuizQuestion:
    """The same question with its items in the opposite order."""
    if isinstance(asked, AskedChoice):
        return question(replace(asked, options=asked.options[::-1]))
    if isinstance(asked, AskedOrder):
        last = len(asked.items) - 1
        return question(AskedOrder(asked.items[::-1], tuple(last - place for place in asked.key)))
    assert isinstance(asked, AskedMatch)
    last = len(asked.right) - 1
    return question(AskedMatch(asked.left[::-1], asked.right[::-1], tuple(last - place for place in asked.key[::-1])))


@pytest.mark.parametrize(
    ("asked", "answer", "now"),
    [(CHOICE, "a", "c"), (SEVERAL, "a d", "d a"), (ORDER, "c, a b", "a c b"), (MATCH, "b a", "2a 1b")],
)
def test_an_answer_goes_along_when_letters_change(asked: Asked, answer: str, now: str) -> None:
    old, new = question(asked), turned(asked)
    assert carried(old, new, answer) == now
    assert carried(old, old, "") == ""


@pytest.mark.parametrize("asked", ALL)
def test_an_answer_counts_for_what_was_asked_alone(asked: Asked) -> None:
    old = question(asked)
    assert carried(old, replace(old, explanation=(), hints=()), "b a") is not None or asked in (ORDER, CHOICE)
    assert carried(old, replace(old, prompt=(Words("What?"),)), "a") is None
    assert carried(old, question(NUMBER if asked is not NUMBER else CHOICE), "a") is None


def test_other_options_are_another_question() -> None:
    other = replace(CHOICE, options=(*CHOICE.options[:2], replace(CHOICE.options[2], parts=(Words("7"),))))
    assert carried(question(CHOICE), question(other), "a") is None


def test_an_exercise_that_is_as_it_was_changes_nothing() -> None:
    kind = question_kinds()["numeric"]
    asked = generated("numeric", "sigmoid")
    assert regraded(attempt(asked, WRONG, answer="99"), exercise("sigmoid"), kind) is None
    found = regraded(attempt(older(asked), RIGHT, answer="99"), exercise("sigmoid"), kind)
    assert found
    assert found.after
    assert found.changes
    assert found.after == attempt(asked, replace(WRONG, feedback=found.after.mark.feedback), answer="99")
    unknown = regraded(attempt(older(asked), WRONG, answer=""), exercise("sigmoid"), kind)
    assert unknown
    assert not unknown.changes


def older(asked: QuizQuestion) -> QuizQuestion:
    """A question as it was made while its plugin was wrong."""
    return replace(asked, origin=replace(asked.origin, fingerprint="older"))


def test_a_corrected_plugin_by_the_command(tmp_path: Path) -> None:
    number, other = older(generated("numeric", "sigmoid")), older(generated("choice", "tanh"))
    answer = right_answer(number.asked)
    assert isinstance(number.asked, AskedNumber)
    wrong_key = replace(number, asked=replace(number.asked, value=7.0, shown="7"))
    kept = tmp_path / "kept.sqlite"
    with AttemptStore(kept) as store:
        answered = [attempt(wrong_key, WRONG, answer=answer), attempt(replace(other, prompt=()), RIGHT)]
        quiz = store.begin(WANTED, [a.question for a in answered], NOON)
        for at, given in zip(store.questions(quiz), answered, strict=True):
            store.keep(at, given)
        unanswered = store.begin(WANTED, [wrong_key], NOON)

    done = grader("quiz", "regrade", "--attempts", kept)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        f"{number.id}, 2026-03-01: not right -> right",
        f"{other.id}: its question is another one now; the mark stays",
        "1 mark changed",
    ]
    with AttemptStore(kept) as store:
        assert [a.mark.right for _, a in store.attempts()] == [True, True]
        assert [*store.questions(unanswered).values()] == [wrong_key]  # an open quiz stays as it is
    assert grader("quiz", "regrade", "--attempts", kept).stdout.endswith("\n0 marks changed\n")


FILE = """
[[question]]
id = "slope"
prompt = "How steep is sigmoid at 0?"
number = {number}

[[question]]
id = "item"
prompt = "What does item() give?"
options = [{{ text = "a number", right = {right} }}, {{ text = "a tensor", right = {wrong} }}]

[[question]]
id = "derivative"
prompt = "{prompt}"
formula = "1 - tanh(x)^2"
slug = "tanh"
wrt = "x"
"""


def test_a_corrected_file_of_questions_by_the_command(tmp_path: Path) -> None:
    file, kept = tmp_path / "week1.toml", ("--attempts", tmp_path / "kept.sqlite")
    file.write_text(FILE.format(number=0.5, right="false", wrong="true", prompt="Type it."), encoding="utf-8")
    answers = {"fixed-slope-0": "0.25", "fixed-item-0": "a", "fixed-derivative-0": "tanh(x)"}
    (tmp_path / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
    assert grader("quiz", file, "--answers", tmp_path / "answers.json", *kept).returncode == 1

    def told() -> list[str]:
        done = grader("quiz", "regrade", file, *kept)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    assert told() == ["0 marks changed"]
    file.write_text(FILE.format(number=0.25, right="true", wrong="false", prompt="Type the slope."), encoding="utf-8")
    # nobody says where the file is
    assert grader("quiz", "regrade", *kept).stdout == "0 marks changed\n"
    *changed, stays, count = told()
    assert [line.partition(",")[0] for line in changed] == ["fixed-slope-0", "fixed-item-0"]
    assert all(line.endswith("not right -> right") for line in changed)
    assert (stays, count) == ("fixed-derivative-0: its question is another one now; the mark stays", "2 marks changed")
    missing = grader("quiz", "regrade", tmp_path / "none.toml", *kept)
    assert missing.returncode == 2
    assert "none.toml cannot be read" in missing.stderr
