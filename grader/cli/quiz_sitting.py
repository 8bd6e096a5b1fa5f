"""A quiz whose questions are there: printed, graded by a file of answers, or taken in the
terminal.
"""

import secrets
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..exercise import Exercise
from .common import readable, write_page
from .quiz_common import TITLE, echo_json, needed
from .streams import say

if TYPE_CHECKING:
    from ..quiz.attempts import AttemptStore, QuizWanted
    from ..quiz.question import QuizQuestion
    from ..quiz.quiz_attempt import QuizAttempt
    from ..quiz.quiz_results import QuizResults

Questions = Mapping[str, "QuizQuestion"]  # by their ids
Draw = Callable[["QuizWanted"], "list[QuizQuestion]"]
ANSWERS = click.option(
    "--answers",
    metavar="FILE",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Grade the answers in FILE, TOML or JSON; - is standard input.",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON: the questions, or with --answers the results.")


@dataclass(frozen=True)
class Sitting:
    """A quiz that is `wanted`, about these exercises; `call` is the command that asks for it again,
    and `setup` says what lines of code in questions need.
    """

    wanted: "QuizWanted"
    exercises: Mapping[str, Exercise]
    call: str
    as_json: bool
    setup: str = ""

    def printed(self, questions: "list[QuizQuestion]") -> int:
        """Print the questions as a file for answers, or as JSON; gives the exit status."""
        from ..quiz.answer_sheet import answer_sheet, asked_json

        if self.as_json:
            setup = {"setup": self.setup} if self.setup else {}
            shown = {"seed": self.wanted.seed, **setup, "questions": [asked_json(question) for question in questions]}
            echo_json(shown)
        elif questions:
            click.echo(answer_sheet(questions, self.call, self.setup), nl=False)
        return 0

    def written(self, questions: "list[QuizQuestion]", page: Path) -> int:
        """Write the questions as a page to practise with; gives the exit status.

        Raises:
            click.ClickException: if it cannot be written.
        """
        from ..quiz.export.practice_page import FORMAT
        from ..quiz.export.quiz_format import QuestionSet, VariantGroup, exported

        groups = tuple(VariantGroup((question,)) for question in questions)
        done = exported(FORMAT, QuestionSet(", ".join(self.wanted.names) or TITLE, groups))
        write_page(page, done.data.decode())
        say(f"wrote {page}: {done.count} question{'' if done.count == 1 else 's'}")
        return 0

    def graded(self, draw: Draw, file: Path, store: "AttemptStore") -> int:
        """Grade a file of answers: all of it, or nothing if there is one that cannot be read; gives
        the exit status. It is read before the questions are made, which takes longer.

        Raises:
            click.UsageError: if it cannot be read, or has answers to another quiz.
        """
        from ..quiz.answers_file import AnswersError, check_ids, read_answers
        from ..quiz.quiz_results import QuizResults, results_json

        data = _data(file)
        try:
            answers = read_answers(data)
            by_id = {question.id: question for question in draw(self.wanted)}
            check_ids(answers, by_id)
        except AnswersError as error:
            named = "standard input" if str(file) == "-" else file
            raise click.UsageError(f"{named} {error}") from None
        attempts = self._attempts(file, answers, by_id)
        self._keep(attempts, store)
        results = QuizResults([*by_id.values()], {attempt.question.id: attempt for attempt in attempts})
        if self.as_json:
            echo_json(results_json(results))
        else:
            _show(results, answers)
        return 0 if results.all_right else 1

    def _attempts(self, file: Path, answers: Mapping[str, str], questions: Questions) -> "list[QuizAttempt]":
        """Answers with their marks.

        Raises:
            click.UsageError: if any cannot be read, with why for each of these.
        """
        from ..quiz.grading import graded
        from ..quiz.quiz_attempt import QuizAttempt
        from ..quiz.written_answers import UnreadableAnswer

        found, unread = [], []
        for name, answer in answers.items():
            question = questions[name]
            try:
                mark = graded(question, answer, needed(question, self.exercises))
                found.append(QuizAttempt(question, answer.strip(), mark, 0, datetime.now(UTC)))
            except UnreadableAnswer as error:
                unread.append(f"{file}, {name}: {error}")
        if unread:
            raise click.UsageError("\n".join([*unread, "nothing was graded, and nothing is lost"]))
        return found

    def _keep(self, attempts: "list[QuizAttempt]", store: "AttemptStore") -> None:
        """Keep the answers of a file as a quiz of these questions alone, so that nothing of it is
        left open.
        """
        if attempts:
            quiz = store.begin(self.wanted, [attempt.question for attempt in attempts], datetime.now(UTC))
            for at, attempt in zip(store.questions(quiz), attempts, strict=True):
                store.keep(at, attempt)

    def taken(self, draw: Draw, any_seed: bool, store: "AttemptStore") -> int:
        """Take a quiz in the terminal, or go on with one that was asked for in the same words;
        gives the status.
        """
        from prompt_toolkit import PromptSession

        from ..quiz.choose import LARGEST_SEED
        from ..report.console import console
        from .quiz_interview import Interview
        from .quiz_screen import QuizScreen

        screen = QuizScreen(console())
        quiz = store.unfinished(self.wanted, any_seed)
        if quiz is None:
            drawn = replace(self.wanted, seed=secrets.randbelow(LARGEST_SEED)) if any_seed else self.wanted
            questions = draw(drawn)
            if not questions:
                return 0
            quiz = store.begin(drawn, questions, datetime.now(UTC))
        else:
            screen.note("This goes on with the quiz that you began before; --seed begins another.")
        if self.setup:
            screen.note(self.setup)
        session = PromptSession[str](reserve_space_for_menu=0)  # or it scrolls
        results = Interview(screen, session.prompt, store, self.exercises).take(quiz)
        screen.summary(results)
        return 0 if results.all_right else 1


def _show(results: "QuizResults", answers: Mapping[str, str]) -> None:
    from ..report.console import console
    from .quiz_screen import QuizScreen

    screen = QuizScreen(console())
    for number, question in enumerate(results.questions, 1):
        screen.question(f"{number} of {len(results.questions)}: {question.origin.slug}", question)
        if question.id in results.attempts:
            screen.note(f"Your answer: {answers[question.id]}")
            screen.mark(results.attempts[question.id])
        else:
            screen.note("Not answered.")
    screen.summary(results)


def _data(file: Path) -> bytes:
    """What a file of answers holds, read no farther than is needed to see that it is too large."""
    from ..quiz.answers_file import LARGEST

    if str(file) == "-":
        return sys.stdin.buffer.read(LARGEST + 1)
    readable(file)
    with file.open("rb") as stream:
        return stream.read(LARGEST + 1)
