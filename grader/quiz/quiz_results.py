"""What came of a quiz: each answer with its mark, and what went wrong, by mistake; JSON form
`grader.quiz/1`.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .parts import plain_text
from .question import QuizMark, QuizQuestion
from .quiz_attempt import QuizAttempt
from .written_answers import right_answer

FORM = "grader.quiz/1"
UNANSWERED = QuizMark(False, 0.0)


@dataclass(frozen=True)
class QuizResults:
    """The questions of a quiz, and the attempts at those that were answered, by their ids."""

    questions: Sequence[QuizQuestion]
    attempts: Mapping[str, QuizAttempt]

    @property
    def right(self) -> int:
        return sum(attempt.mark.right for attempt in self.attempts.values())

    @property
    def points(self) -> float:
        return round(sum(attempt.mark.points for attempt in self.attempts.values()), 2)

    @property
    def all_right(self) -> bool:
        return self.right == len(self.questions)

    def mistakes(self) -> dict[str, list[QuizAttempt]]:
        """The wrong answers by the mistake that they show, the commonest first."""
        found = defaultdict[str, list[QuizAttempt]](list)
        for attempt in self.attempts.values():
            if attempt.mark.mistake:
                found[attempt.mark.mistake].append(attempt)
        return dict(sorted(found.items(), key=lambda pair: -len(pair[1])))


def mistake_words(mistake: str) -> str:
    """What a mistake is called: "inner dropped" for chain.inner_dropped."""
    return mistake.rpartition(".")[2].replace("_", " ")


def results_json(results: QuizResults) -> dict[str, Any]:
    """All results, with right answers and explanations."""
    return {
        "schema": FORM,
        "right": results.right,
        "points": results.points,
        "of": len(results.questions),
        "questions": [_one(question, results.attempts.get(question.id)) for question in results.questions],
    }


def _one(question: QuizQuestion, attempt: QuizAttempt | None) -> dict[str, Any]:
    told: dict[str, Any] = {"id": question.id, "kind": question.origin.kind, "slug": question.origin.slug}
    told["answer"] = attempt.answer if attempt else None
    mark = attempt.mark if attempt else UNANSWERED
    told |= {"right": mark.right, "points": mark.points, "mistake": mark.mistake}
    told |= {"feedback": plain_text(mark.feedback), "understood": mark.understood.plain if mark.understood else None}
    return told | {"right_answer": right_answer(question.asked), "explanation": plain_text(question.explanation)}
