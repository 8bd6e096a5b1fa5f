"""What somebody answered to a question, and what it was worth: one line of JSON, form
`grader.attempt/1`.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from .question import QuizMark, QuizQuestion
from .question_json import Damaged, plain, record_of

FORM = "grader.attempt/1"


@dataclass(frozen=True)
class QuizAttempt:
    """An answer, as it was written; `hints` is how many of them were looked at before, `at` a time
    with its zone.

    The answer is empty if somebody did not know one. The question says by itself which exercise it
    is about, by which seed and which formula.
    """

    question: QuizQuestion
    answer: str
    mark: QuizMark
    hints: int
    at: datetime


def attempt_line(attempt: QuizAttempt) -> str:
    """An attempt in one line."""
    shown = {
        "schema": FORM,
        "at": attempt.at.isoformat(),
        "answer": attempt.answer,
        "hints": attempt.hints,
        "mark": plain(attempt.mark),
        "question": plain(attempt.question),
    }
    return json.dumps(shown, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def attempt_of(line: str) -> QuizAttempt:
    """The attempt that a line is of.

    Raises:
        Damaged: if it is of none.
    """
    try:
        given = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        raise Damaged("an attempt is JSON, and this is none") from None
    if not isinstance(given, dict) or given.get("schema") != FORM:
        raise Damaged(f'an attempt says "schema": "{FORM}"')
    answer, hints = given.get("answer"), given.get("hints")
    if not isinstance(answer, str) or not isinstance(hints, int):
        raise Damaged("an attempt has a text as its answer, and a number of hints")
    question = record_of(given.get("question"), QuizQuestion)
    return QuizAttempt(question, answer, record_of(given.get("mark"), QuizMark), hints, moment(given.get("at")))


def moment(given: object) -> datetime:
    """A time with its zone, from its text.

    Raises:
        Damaged: if it is none.
    """
    try:
        found = datetime.fromisoformat(str(given))
    except ValueError:
        raise Damaged(f"there is no time {str(given)[:40]}") from None
    if found.tzinfo is None:
        raise Damaged(f"the time {given} has no zone")
    return found
