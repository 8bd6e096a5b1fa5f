"""One's attempts: quizzes that were begun, their questions, and what was answered, kept as soon as
it is answered.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from .attempts_file import ATTEMPTS_FILE
from .question import QuizMark, QuizQuestion
from .question_json import Damaged, as_json, question_of, record_of
from .quiz_attempt import QuizAttempt, moment


@dataclass(frozen=True)
class QuizWanted:
    """What a quiz was asked for: slugs and topics, kinds, how many questions, from which seed,
    whether as a review.
    """

    names: tuple[str, ...]
    kinds: tuple[str, ...]
    count: int
    seed: int
    review: bool = False


class QuizPlace(NamedTuple):
    """A question of a quiz."""

    quiz: int
    place: int


class AttemptStore:
    """The file of attempts at a path. Used as a context manager.

    Raises:
        AttemptsError: whenever it is damaged, or cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = ATTEMPTS_FILE.connection(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def begin(self, wanted: QuizWanted, questions: Sequence[QuizQuestion], now: datetime) -> int:
        """Keep a new quiz; gives its number."""
        with self._changing():
            told = (json.dumps(asdict(wanted)), _written(now))
            quiz = self._db.execute("insert into quizzes (wanted, begun) values (?, ?)", told).lastrowid
            assert quiz is not None
            rows = [(quiz, place, as_json(question)) for place, question in enumerate(questions)]
            self._db.executemany("insert into questions (quiz, place, question) values (?, ?, ?)", rows)
        return quiz

    def unfinished(self, wanted: QuizWanted, any_seed: bool) -> int | None:
        """The last quiz that was asked for in the same words and has questions left, with the same
        seed or with any.
        """
        with self._changing():
            found = self._db.execute(
                "select id, wanted from quizzes where exists (select * from questions left join attempts"
                " using (quiz, place) where quiz = id and at is null) order by id desc"
            ).fetchall()
        same = asdict(wanted)
        for quiz, told in found:
            kept = self._json(told)
            if any_seed and "seed" in kept:
                kept["seed"] = wanted.seed
            if kept == json.loads(json.dumps(same)):
                return int(quiz)
        return None

    def questions(self, quiz: int) -> dict[QuizPlace, QuizQuestion]:
        """All questions of a quiz in their order."""
        with self._changing():
            rows = self._db.execute("select place, question from questions where quiz = ? order by place", (quiz,))
            return {QuizPlace(quiz, place): self._question(told) for place, told in rows.fetchall()}

    def answered(self, quiz: int) -> dict[QuizPlace, QuizAttempt]:
        """What has been answered of a quiz."""
        return dict(self._read("where quiz = ?", quiz))

    def hints(self, at: QuizPlace) -> int:
        """How many hints to a question were looked at."""
        with self._changing():
            (hints,) = self._db.execute("select hints from questions where quiz = ? and place = ?", at).fetchone()
        return int(hints)

    def keep_hints(self, at: QuizPlace, hints: int) -> None:
        """Keep how many hints were looked at, before there is an answer."""
        with self._changing():
            self._db.execute("update questions set hints = ? where quiz = ? and place = ?", (hints, *at))

    def keep(self, at: QuizPlace, attempt: QuizAttempt) -> bool:
        """Keep an answer for good; False if the question has one already, which stays."""
        row = (*at, attempt.answer, as_json(attempt.mark), attempt.hints, _written(attempt.at))
        with self._changing():
            return self._db.execute("insert or ignore into attempts values (?, ?, ?, ?, ?, ?)", row).rowcount > 0

    def correct(self, at: QuizPlace, attempt: QuizAttempt) -> None:
        """Give an answer its corrected question and mark, and the letters that it has there."""
        with self._changing():
            self._db.execute(
                "update questions set question = ? where quiz = ? and place = ?", (as_json(attempt.question), *at)
            )
            self._db.execute(
                "update attempts set answer = ?, mark = ? where quiz = ? and place = ?",
                (attempt.answer, as_json(attempt.mark), *at),
            )

    def attempts(self) -> list[tuple[QuizPlace, QuizAttempt]]:
        """All that was ever answered, in the order of time."""
        return self._read("")

    def _read(self, which: str, *values: int) -> list[tuple[QuizPlace, QuizAttempt]]:
        with self._changing():
            rows = self._db.execute(
                "select quiz, place, question, answer, mark, attempts.hints, at from attempts"
                " join questions using (quiz, place)"
                f" {which} order by at, quiz, place",
                values,
            ).fetchall()
        return [(QuizPlace(quiz, place), self._attempt(*told)) for quiz, place, *told in rows]

    def _attempt(self, question: str, answer: str, mark: str, hints: int, at: str) -> QuizAttempt:
        try:
            return QuizAttempt(self._question(question), answer, _mark(self._json(mark)), hints, moment(at))
        except Damaged as error:
            raise ATTEMPTS_FILE.damaged(self.path, str(error)) from None

    def _question(self, told: str) -> QuizQuestion:
        try:
            return question_of(told)
        except Damaged as error:
            raise ATTEMPTS_FILE.damaged(self.path, str(error)) from None

    def _json(self, told: str) -> dict[str, object]:
        try:
            found = json.loads(told)
        except (json.JSONDecodeError, RecursionError) as error:
            raise ATTEMPTS_FILE.damaged(self.path, str(error)) from None
        if not isinstance(found, dict):
            raise ATTEMPTS_FILE.damaged(self.path, "a record in it is none")
        return found

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """What is done to the file, all of it or nothing, and its failures in words."""
        try:
            with self._db:
                yield
        except sqlite3.Error as error:
            raise ATTEMPTS_FILE.in_words(self.path, error) from None


def _mark(given: dict[str, object]) -> QuizMark:
    return record_of({name: value for name, value in given.items() if name != "schema"}, QuizMark)


def _written(at: datetime) -> str:
    """A time as text that sorts by time."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
