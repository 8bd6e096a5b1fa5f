"""What is asked again: what was got wrong, when it is due, from another seed each time."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from grader.quiz.asked_records import Asked
from grader.quiz.attempts import AttemptStore, QuizWanted
from grader.quiz.due_cards import review_cards, review_questions
from grader.quiz.parts import Words
from grader.quiz.question import QuestionOrigin, QuizQuestion
from grader.quiz.question_kinds import question_kinds

from ..cli.command import grader
from .made import FORMULA, NUMBER, question
from .taking import NOON, RIGHT, WRONG, attempt, exercise, generated

SIGMOID, TANH = generated("numeric", "sigmoid"), generated("numeric", "tanh")
LATE = 40  # days


def test_only_what_was_got_wrong_has_a_card() -> None:
    assert review_cards([attempt(SIGMOID, RIGHT), attempt(TANH, RIGHT)]) == []
    (card,) = review_cards([attempt(SIGMOID, RIGHT), attempt(TANH, WRONG)])
    assert (card.kind, card.slug, card.asked) == ("numeric", "tanh", (TANH,))
    assert card.due < NOON + timedelta(hours=1)


def test_what_is_known_comes_later_and_what_needed_a_hint_sooner() -> None:
    def due(*after: tuple[bool, int]) -> timedelta:
        later = [attempt(SIGMOID, RIGHT if r else WRONG, n + 1, hints=h) for n, (r, h) in enumerate(after)]
        (card,) = review_cards([attempt(SIGMOID, WRONG), *later])
        return card.due - NOON

    assert due() < due((True, 0)) < due((True, 0), (True, 0)) < due((True, 0), (True, 0), (True, 0))
    assert due((True, 0), (False, 0)) < due((True, 0), (True, 1)) < due((True, 0), (True, 0))


def test_cards_do_not_depend_on_the_order_of_files_and_the_first_due_comes_first() -> None:
    attempts = [attempt(TANH, WRONG), attempt(SIGMOID, WRONG, 1), attempt(TANH, RIGHT, 2), attempt(TANH, RIGHT, 3)]
    cards = review_cards(attempts)
    assert [card.slug for card in cards] == ["sigmoid", "tanh"]
    assert review_cards(reversed(attempts)) == cards


def test_a_question_comes_from_another_seed_each_time() -> None:
    attempts, seeds = [attempt(SIGMOID, WRONG)], [SIGMOID.origin.seed]
    for day in range(1, 6):
        (question,) = review_questions(
            review_cards(attempts), {"sigmoid": exercise("sigmoid")}, question_kinds(), seed=0
        )
        attempts.append(attempt(question, RIGHT, day))
        seeds.append(question.origin.seed)
    assert len({*seeds}) == 6
    assert len({a.question.prompt for a in attempts}) > 3


def test_what_is_gone_is_not_asked() -> None:
    cards = review_cards([attempt(SIGMOID, WRONG), attempt(TANH, WRONG)])
    known = {"tanh": exercise("tanh")}
    assert [q.origin.slug for q in review_questions(cards, known, question_kinds(), 0)] == ["tanh"]
    assert [*review_questions(cards, known, {}, 0)] == []


def fixed(name: str, file: str, asked: Asked = NUMBER) -> QuizQuestion:
    return replace(question(asked), origin=QuestionOrigin("fixed", name, 0, file))


def test_a_fixed_question_is_asked_again_as_it_was() -> None:
    one, two, other = fixed("a", "one.toml"), fixed("a", "two.toml"), fixed("b", "one.toml")
    cards = review_cards([attempt(one, WRONG), attempt(two, RIGHT, 1), attempt(other, RIGHT, 2)])
    assert [(card.kind, card.slug, card.file) for card in cards] == [("fixed", "a", "one.toml")]
    assert [*review_questions(cards, {}, {}, 0)] == [one]
    later = replace(one, prompt=(Words("How steep?"),))
    assert [*review_questions(review_cards([attempt(one, WRONG), attempt(later, WRONG, 1)]), {}, {}, 0)] == [later]


@pytest.mark.parametrize(
    ("asked", "known", "expected"),
    [
        # answers are told apart by the id
        ([fixed("a", "one.toml"), fixed("a", "two.toml")], (), 1),
        ([fixed("a", "one.toml"), fixed("b", "two.toml")], (), 2),
        ([fixed("a", "one.toml", FORMULA)], (), 0),  # nobody knows any more what its letters mean
        ([fixed("a", "one.toml", FORMULA)], ("sigmoid",), 1),
    ],
)
def test_which_fixed_questions_can_be_asked(asked: list[QuizQuestion], known: tuple[str, ...], expected: int) -> None:
    cards = review_cards(attempt(one, WRONG) for one in asked)
    assert len([*review_questions(cards, {slug: exercise(slug) for slug in known}, {}, 0)]) == expected


def test_fixed_questions_are_reviewed_by_the_command(tmp_path: Path) -> None:
    (tmp_path / "week1.toml").write_text('[[question]]\nid = "a"\nprompt = "How steep?"\nnumber = 0.25\n', "utf-8")
    (tmp_path / "answers.json").write_text('{"fixed-a-0": "3"}', encoding="utf-8")
    kept = ("--attempts", tmp_path / "kept.sqlite")
    assert grader("quiz", tmp_path / "week1.toml", "--answers", tmp_path / "answers.json", *kept).returncode == 1
    with closing(sqlite3.connect(tmp_path / "kept.sqlite")) as connection, connection:
        connection.execute("update attempts set at = ?", ((NOON - timedelta(days=LATE * 20)).isoformat(),))
    assert "How steep?" in grader("quiz", "--review", *kept).stdout
    for narrowed in (("sigmoid",), ("--kinds", "numeric")):
        assert grader("quiz", "--review", *narrowed, *kept).stdout == ""


def test_a_review_by_the_command(tmp_path: Path) -> None:
    review = ("quiz", "--review", "--attempts", tmp_path / "kept.sqlite")
    nothing = grader(*review)
    assert (nothing.returncode, nothing.stdout) == (0, "")
    assert "nothing is due for review now" in nothing.stderr
    with AttemptStore(tmp_path / "kept.sqlite") as store:
        quiz = store.begin(QuizWanted((), (), 2, 0), [SIGMOID, TANH], NOON - timedelta(days=LATE * 20))
        for at, question in store.questions(quiz).items():
            store.keep(at, attempt(question, WRONG, -LATE))
    sheet = grader(*review).stdout
    assert sheet.count('= ""') == 2
    asked = json.loads(grader(*review, "tanh", "--json").stdout)["questions"]
    assert [one["slug"] for one in asked] == ["tanh"]
    assert asked[0]["id"] != TANH.id
    (tmp_path / "answers.json").write_text(json.dumps({asked[0]["id"]: "77"}), encoding="utf-8")
    done = grader(*review, "tanh", "--answers", tmp_path / "answers.json")
    assert done.returncode == 1, done.stderr
    left = json.loads(grader(*review, "--json").stdout)["questions"]
    assert [one["slug"] for one in left] == ["sigmoid"]
    assert "tanh (numeric) is on 20" in grader(*review, "tanh").stderr
