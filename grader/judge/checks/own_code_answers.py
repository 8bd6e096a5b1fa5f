"""Checks whether the author of the code understands it: it makes the questions from the code again,
and compares the answers below it.
"""

from collections.abc import Sequence
from textwrap import shorten

from ...assignment import OwnCodeAsked
from ...dtypes import FLOAT32
from ...exercise import Exercise
from ...quiz.answers_below import AnswersBelow, AnswersBelowError, answers_below, code_above
from ...quiz.grading import RIGHT, WRONG, graded
from ...quiz.own_code_questions import own_code_questions
from ...quiz.parts import plain_text
from ...quiz.question import QuizQuestion
from ...quiz.written_answers import UnreadableAnswer
from ...report.model import CheckResult, Score, Status
from ..answers.attempt import Attempt
from ..answers.own_code_runs import OwnCodeRuns, TooSlow
from .base import count

# seconds for all runs: three times the limit for students, whose machines may be faster
PATIENT = 90.0
MOST_SHOWN = 100  # characters of a question or an answer
NOTHING = "no questions can be made from this code: write the function itself in this file, with its arithmetic"


class OwnCodeAnswers:
    """The answers below a submission that has passed all checks before. All questions are worth the
    same.
    """

    name = "questions"
    dtype = FLOAT32

    def __init__(self, exercise: Exercise, asked: OwnCodeAsked, points: float) -> None:
        self.points, self._exercise, self._asked = points, exercise, asked

    def run(self, attempt: Attempt, before: Sequence[CheckResult]) -> CheckResult:
        if any(c.status == "failed" for c in before):
            return self._result("skipped", "only code that passes is asked about", 0)
        text, slug = attempt.session.source, self._exercise.slug
        try:
            code = code_above(text)
            found = answers_below(text)
            if found is None:
                raise AnswersBelowError("there are no questions below the code")
            found.check(slug, code)
        except AnswersBelowError as error:
            again = f"grader quiz own {slug} --below --count {self._asked.count}"
            return self._result("failed", f"{error}. In a Python file, this writes them: {again}", 0)
        runner = OwnCodeRuns(self._exercise, attempt.session.another, PATIENT)
        try:
            questions = own_code_questions(self._exercise, code, runner, 0)[: self._asked.count]
        except TooSlow as error:
            return self._result("failed", str(error), 0)
        if not questions:
            return self._result("failed", NOTHING, 0)
        wrong = [told for n, question in enumerate(questions, 1) if (told := _wrong(found, n, question))]
        right = len(questions) - len(wrong)
        words = f"{right} of {count(len(questions), 'answer')} right"
        status: Status = "failed" if wrong else "passed"
        return self._result(status, "; ".join([words, *wrong]), right / len(questions))

    def _result(self, status: Status, summary: str, share: float) -> CheckResult:
        score = Score(self.points * share, self.points)
        return CheckResult(name=self.name, dtype=self.dtype.name, status=status, summary=summary, score=score)


def _wrong(found: AnswersBelow, number: int, question: QuizQuestion) -> str:
    """Returns what is wrong with the answer to a question; "" if it is right."""
    name = f"question {number} ({shorten(plain_text(question.prompt), MOST_SHOWN)})"
    try:
        answer = found.to(number, question)
        mark = graded(question, answer) if answer else None
    except (AnswersBelowError, UnreadableAnswer) as error:
        return f"{name}: {error}"
    if mark is None:
        return f"{name}: not answered"
    if mark.right:
        return ""
    more = "" if mark.feedback in (RIGHT, WRONG) else f": {plain_text(mark.feedback)}"
    return f"{name}: {shorten(answer, MOST_SHOWN)!r} is not right{more}"
