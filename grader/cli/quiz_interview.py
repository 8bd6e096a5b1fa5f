"""A quiz with a person in front of it: one question at a time, each answer kept before the next is
asked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from ..exercise import Exercise
from ..quiz.asked_lines import how_to_answer
from ..quiz.asked_records import AskedFormula
from ..quiz.attempts import AttemptStore, QuizPlace
from ..quiz.attempts_file import AttemptsError
from ..quiz.grading import graded, understood
from ..quiz.parts import Words
from ..quiz.question import QuizMark, QuizQuestion
from ..quiz.quiz_attempt import QuizAttempt
from ..quiz.quiz_results import QuizResults
from ..quiz.written_answers import UnreadableAnswer
from .quiz_common import needed
from .quiz_screen import QuizScreen

HINT, UNKNOWN = "?", "!"
NOT_KNOWN = QuizMark(False, 0.0, (Words("You did not know this one."),))
Kept = TypeVar("Kept")
# shows a text and gives what was typed; EOFError at the end of the input
Ask = Callable[[str], str]


@dataclass(frozen=True)
class Interview:
    """Takes a person through a quiz."""

    screen: QuizScreen
    ask: Ask
    store: AttemptStore
    exercises: Mapping[str, Exercise]

    def take(self, quiz: int) -> QuizResults:
        """Ask all that has no answer yet; gives what came of it, also if somebody stops before the
        end.

        Raises:
            KeyboardInterrupt: after Ctrl-C; all answers are kept.
        """
        questions = self._askable(quiz)
        try:
            for number, (at, question) in enumerate(questions.items(), 1):
                if at in self.store.answered(quiz):  # also in another window
                    continue
                self.screen.question(f"{number} of {len(questions)}: {question.origin.slug}", question)
                attempt = self._answered(at, question)
                self._keep(at, attempt)
                self.screen.mark(attempt)
        except EOFError:
            self.screen.note(f"\n{self._kept(quiz)}")
        except KeyboardInterrupt:
            self.screen.note(f"\n{self._kept(quiz)}")
            raise
        answered = {attempt.question.id: attempt for attempt in self.store.answered(quiz).values()}
        return QuizResults(list(questions.values()), answered)

    def _askable(self, quiz: int) -> dict[QuizPlace, QuizQuestion]:
        """The questions of a quiz without formulas of exercises that are gone: these cannot be
        graded.
        """
        found = self.store.questions(quiz)
        asked = {at: q.asked for at, q in found.items()}
        gone = [at for at, a in asked.items() if isinstance(a, AskedFormula) and a.slug not in self.exercises]
        for at in gone:
            self.screen.note(f"Left out: the exercise {found.pop(at).origin.slug} is not there any more.")
        return found

    def _answered(self, at: QuizPlace, question: QuizQuestion) -> QuizAttempt:
        """What a person answers in the end, graded."""
        exercise = needed(question, self.exercises)
        self.screen.note(f"Answer with {how_to_answer(question.asked)}; {self._asides(question)}")
        hints, text = self._hints_before(at, question), ""
        while True:
            text = text or self.ask("> ").strip()
            if text == UNKNOWN:
                return QuizAttempt(question, "", NOT_KNOWN, hints, datetime.now(UTC))
            if text == HINT:
                hints, text = self._hint(at, question, hints), ""
            elif text:
                try:
                    if changed := self._changed(question, text):
                        text = changed
                        continue
                    return QuizAttempt(question, text, graded(question, text, exercise), hints, datetime.now(UTC))
                except UnreadableAnswer as error:
                    self.screen.note(f"Not read, which costs nothing: {error}.")
                    text = ""

    def _changed(self, question: QuizQuestion, text: str) -> str:
        """What somebody types instead of a formula when it is seen how it was understood; nothing
        if it is handed in.

        Raises:
            UnreadableAnswer: if it cannot be read.
        """
        shown = understood(question, text, needed(question, self.exercises))
        if shown is None:
            return ""
        self.screen.understood(shown)
        return self.ask("Enter hands it in, or type it anew > ").strip()

    def _asides(self, question: QuizQuestion) -> str:
        unknown = f"{UNKNOWN} if you do not know"
        return f"{HINT} for a hint, {unknown}" if question.hints else unknown

    def _hints_before(self, at: QuizPlace, question: QuizQuestion) -> int:
        """Show again what hints were looked at before the quiz was stopped; gives how many."""
        seen = self.store.hints(at)
        for number, hint in enumerate(question.hints[:seen], 1):
            self.screen.hint(number, len(question.hints), hint)
        return seen

    def _hint(self, at: QuizPlace, question: QuizQuestion, seen: int) -> int:
        """Show one more hint, if there is one; gives how many have been seen. That is kept before
        it is shown.
        """
        of, number = len(question.hints), seen + 1
        if number > of:
            self.screen.note(f"There is no {'other hint' if of else 'hint for this one'}.")
            return seen
        self._until_kept(lambda: self.store.keep_hints(at, number), "hint")
        self.screen.hint(number, of, question.hints[number - 1])
        return number

    def _keep(self, at: QuizPlace, attempt: QuizAttempt) -> None:
        """Keep an answer, unless there is one."""
        if not self._until_kept(lambda: self.store.keep(at, attempt), "answer"):
            self.screen.note("This question was answered in another window meanwhile; that answer stays.")

    def _until_kept(self, keep: Callable[[], Kept], what: str) -> Kept:
        """Keep something, however often it takes; gives what comes of it."""
        while True:
            try:
                return keep()
            except AttemptsError as error:
                self.screen.note(str(error))
                self.ask(f"Enter tries to keep the {what} again > ")

    def _kept(self, quiz: int) -> str:
        answered, of = len(self.store.answered(quiz)), len(self.store.questions(quiz))
        return f"{answered} of {of} answered, and kept. The same command goes on with the rest."
