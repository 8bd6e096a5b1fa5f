"""What becomes of answers when a plugin or a file of questions was corrected: the question is made
again from its seed, or read again, and its answer is graded again.

An answer counts for the question that was shown. If another one comes of the seed now, the mark
stays as it is.
"""

from dataclasses import dataclass, replace

from ..exercise import Exercise
from ..reference.fingerprint import fingerprint
from .asked_lines import labelled
from .asked_records import AskedChoice, AskedMatch, AskedOrder
from .grading import graded
from .parts import plain_text
from .question import QuizQuestion
from .question_kind import QuestionKind
from .quiz_attempt import QuizAttempt
from .written_answers import UnreadableAnswer, chosen, letter, matched, ordered


@dataclass(frozen=True)
class Regrading:
    """An attempt, and what it is after the correction; None if its question is another one now, so
    that it stays.
    """

    before: QuizAttempt
    after: QuizAttempt | None

    @property
    def changes(self) -> bool:
        """Whether the mark changes."""
        old, new = self.before.mark, self.after.mark if self.after else self.before.mark
        return (old.right, old.points, old.mistake) != (new.right, new.points, new.mistake)


def regraded(attempt: QuizAttempt, exercise: Exercise, kind: QuestionKind) -> Regrading | None:
    """What becomes of an attempt; None if its exercise has not changed.

    Raises:
        ExerciseError: if the formula of the exercise fails.
    """
    origin = attempt.question.origin
    if fingerprint(exercise) == origin.fingerprint:
        return None
    question = kind.generate(exercise, origin.seed)
    return _regraded(attempt, question, exercise)


def regraded_as_written(attempt: QuizAttempt, question: QuizQuestion, needed: Exercise | None) -> Regrading | None:
    """What becomes of an attempt at a fixed question, which is `question` in its file now; None if
    it has not changed.

    `needed` is the exercise of a formula that is asked for.
    """
    return None if question == attempt.question else _regraded(attempt, question, needed)


def _regraded(attempt: QuizAttempt, question: QuizQuestion | None, exercise: Exercise | None) -> Regrading:
    answer = carried(attempt.question, question, attempt.answer) if question else None
    if question is None or answer is None:
        return Regrading(attempt, None)
    try:
        mark = graded(question, answer, exercise) if answer else attempt.mark
    except UnreadableAnswer:
        return Regrading(attempt, None)
    return Regrading(attempt, replace(attempt, question=question, answer=answer, mark=mark))


def carried(old: QuizQuestion, new: QuizQuestion, answer: str) -> str | None:
    """An answer in the letters of a question that was made anew; None if the two do not ask the
    same.
    """
    if plain_text(old.prompt) != plain_text(new.prompt) or type(old.asked) is not type(new.asked):
        return None
    if not answer or not isinstance(old.asked, AskedChoice | AskedOrder | AskedMatch):
        return answer
    before, after = ({label: plain_text(parts) for label, parts in labelled(asked)} for asked in (old.asked, new.asked))
    letters = {text: label for label, text in after.items()}
    if {*before.values()} != {*letters}:
        return None
    return _in_letters(old.asked, answer, {label: letters[text] for label, text in before.items()})


def _in_letters(old: AskedChoice | AskedOrder | AskedMatch, answer: str, now: dict[str, str]) -> str | None:
    """An answer to a question whose items have other letters and numbers `now`; None if it is
    none.
    """
    try:
        match old:
            case AskedChoice():
                return " ".join(now[letter(place)] for place in chosen(answer, old))
            case AskedOrder():
                return " ".join(now[letter(place)] for place in ordered(answer, old))
            case AskedMatch():
                pairs = enumerate(matched(answer, old), 1)
                return " ".join(f"{now[str(number)]}{now[letter(place)]}" for number, place in pairs)
    except UnreadableAnswer:
        return None
