"""What tests of taken quizzes share: questions with their answers, and times."""

from datetime import UTC, datetime, timedelta
from functools import cache

from grader.exercise import Exercise
from grader.quiz.question import QuizMark, QuizQuestion
from grader.quiz.question_kinds import question_kinds
from grader.quiz.quiz_attempt import QuizAttempt

from ..conftest import bundled

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
RIGHT, WRONG = QuizMark(True, 1.0), QuizMark(False, 0.0)


def exercise(slug: str) -> Exercise:
    return bundled().entries[slug].exercise


@cache
def generated(kind: str, slug: str, seed: int = 0) -> QuizQuestion:
    """The question of the first seed from here on that gives one."""
    found = (question_kinds()[kind].generate(exercise(slug), seed + n) for n in range(9))
    return next(question for question in found if question)


def attempt(question: QuizQuestion, mark: QuizMark, days: float = 0, answer: str = "a", hints: int = 0) -> QuizAttempt:
    """An attempt some days after a certain noon."""
    return QuizAttempt(question, answer, mark, hints, NOON + timedelta(days=days))
