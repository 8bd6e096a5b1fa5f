"""The file of attempts: what is kept, which quiz goes on, and files that are none."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from grader.quiz.attempts import AttemptStore, QuizWanted
from grader.quiz.attempts_file import AttemptsError
from grader.quiz.question import QuizQuestion
from grader.quiz.question_json import Damaged
from grader.quiz.quiz_attempt import attempt_line, attempt_of

from .made import ALL, question
from .taking import NOON, RIGHT, WRONG, attempt

WANTED = QuizWanted(("sigmoid",), ("numeric",), 2, 7)
QUESTIONS = [question(asked) for asked in ALL]


def begun(store: AttemptStore, wanted: QuizWanted = WANTED, questions: list[QuizQuestion] = QUESTIONS) -> int:
    return store.begin(wanted, questions, NOON)


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folders" / "kept.sqlite"
    with AttemptStore(path) as store:
        places = store.questions(begun(store))
        assert [*places.values()] == QUESTIONS
        given = [attempt(q, WRONG, days=-n, hints=n) for n, q in enumerate(QUESTIONS)]
        assert all(store.keep(at, a) for at, a in zip(places, given, strict=True))
    with AttemptStore(path) as store:
        assert [a for _, a in store.attempts()] == given[::-1]  # in the order of time


def test_a_second_answer_does_not_replace_the_first(tmp_path: Path) -> None:
    with AttemptStore(tmp_path / "kept") as store, AttemptStore(tmp_path / "kept") as other:
        at, asked = next(iter(store.questions(begun(store)).items()))
        assert store.keep(at, attempt(asked, WRONG))
        assert not other.keep(at, attempt(asked, RIGHT))
        assert other.answered(at.quiz) == {at: attempt(asked, WRONG)}


def test_the_quiz_that_goes_on_was_asked_for_in_the_same_words(tmp_path: Path) -> None:
    with AttemptStore(tmp_path / "kept") as store:
        quiz = begun(store)
        assert store.unfinished(WANTED, any_seed=False) == quiz
        assert store.unfinished(replace(WANTED, seed=8), any_seed=False) is None
        assert store.unfinished(replace(WANTED, seed=8), any_seed=True) == quiz
        for other in ({"names": ()}, {"kinds": ()}, {"count": 3}, {"review": True}):
            assert store.unfinished(replace(WANTED, **other), any_seed=True) is None
        later = begun(store)
        assert store.unfinished(WANTED, any_seed=True) == later
        for at, asked in store.questions(later).items():
            store.keep(at, attempt(asked, RIGHT))
        assert store.unfinished(WANTED, any_seed=True) == quiz


@pytest.mark.parametrize("data", [b"x", b"SQLite format 3\0" + b"\0" * 84, b"\0" * 4096])
def test_a_file_of_others_is_left_alone(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "kept").write_bytes(data)
    with pytest.raises(AttemptsError, match=r"kept was not written by grader quiz: .* give another file"):
        AttemptStore(tmp_path / "kept")
    assert (tmp_path / "kept").read_bytes() == data


@pytest.mark.parametrize(
    "statement",
    [
        "drop table attempts",
        "create table more (x)",
        "update questions set question = '{}'",
        "update attempts set mark = 'nothing'",
        "update attempts set mark = '[]'",
        "update attempts set at = 'noon'",
    ],
)
def test_what_is_damaged_is_kept_beside_and_named(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "kept.sqlite"
    with AttemptStore(path) as store:
        for at, asked in store.questions(begun(store)).items():
            store.keep(at, attempt(asked, RIGHT))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)
    whole = path.read_bytes()
    (tmp_path / "kept.damaged-1.sqlite").write_bytes(b"an older one")
    with pytest.raises(AttemptsError, match=r"kept\.sqlite is damaged .* kept as .*kept\.damaged-2\.sqlite"):
        _read(path)
    assert (tmp_path / "kept.damaged-2.sqlite").read_bytes() == whole
    assert _read(path) == 0


def _read(path: Path) -> int:
    with AttemptStore(path) as store:
        return len(store.attempts())


def test_a_newer_file_is_no_damaged_one(tmp_path: Path) -> None:
    with AttemptStore(tmp_path / "kept"):
        pass
    with closing(sqlite3.connect(tmp_path / "kept")) as connection:
        connection.execute("pragma user_version = 2")
    with pytest.raises(AttemptsError, match="version 2, and this grader knows 1: use a newer grader"):
        AttemptStore(tmp_path / "kept")
    assert [*tmp_path.iterdir()] == [tmp_path / "kept"]


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(AttemptsError, match=r"file/kept cannot be used"):
        AttemptStore(tmp_path / "file" / "kept")
    with pytest.raises(AttemptsError, match="cannot be used"):
        AttemptStore(tmp_path)


@pytest.mark.parametrize("asked", ALL)
def test_an_attempt_goes_through_its_line(asked: object) -> None:
    (given,) = [attempt(q, WRONG, answer="a\n\N{GREEK SMALL LETTER PI}") for q in QUESTIONS if q.asked is asked]
    assert "\n" not in attempt_line(given)
    assert attempt_of(attempt_line(given)) == given


LINE = attempt_line(attempt(QUESTIONS[0], RIGHT))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("", "JSON"),
        ("[" * 100_000, "JSON"),
        ("[]", "schema"),
        (LINE.replace("attempt/1", "attempt/9"), "schema"),
        (LINE.replace('"answer":"a"', '"answer":1'), "a text as its answer"),
        (LINE.replace('"hints":0', '"hints":null'), "a number of hints"),
        (LINE.replace("2026", "noon"), "there is no time"),
        (LINE.replace("+00:00", ""), "has no zone"),
        (LINE.replace('"type":"mark"', '"type":"words"'), "words"),
    ],
)
def test_what_is_no_attempt_gets_a_clear_word(line: str, told: str) -> None:
    with pytest.raises(Damaged, match=told):
        attempt_of(line)
