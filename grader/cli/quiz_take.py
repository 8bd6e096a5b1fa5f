"""grader quiz: take a quiz, in a terminal one question after the other, or else by a file of
answers.
"""

import shlex
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import Progress, catalogue, html_option
from .quiz import Unnamed
from .quiz_common import (
    ATTEMPTS,
    COUNT,
    KINDS,
    NAMES,
    QuizSubject,
    kept_attempts,
    listed_kinds,
    question_files,
    subject,
    written_questions,
)
from .quiz_sitting import ANSWERS, JSON, Sitting
from .streams import in_terminal, say

if TYPE_CHECKING:
    from ..quiz.attempts import AttemptStore, QuizWanted
    from ..quiz.question import QuizQuestion


@click.command("take", cls=Unnamed)
@NAMES
@COUNT
@click.option(
    "--seed", type=click.IntRange(0), help="The seed of the questions. Default: 0; in a terminal a new one each time."
)
@KINDS
@click.option("--review", is_flag=True, help="Ask what you got wrong before and is due.")
@ANSWERS
@JSON
@html_option("Write the questions as a page to practise with, a .html, and ask nothing here.")
@ATTEMPTS
def command(
    names: tuple[str, ...],
    count: int,
    seed: int | None,
    kinds: str,
    review: bool,
    answers: Path | None,
    as_json: bool,
    page: Path | None,
    attempts: Path | None,
) -> int:
    """Take a quiz about the exercises of a SLUG or TOPIC, about all exercises, or with the
    questions in FILE.toml.

    In a terminal, grader asks one question after the other, and goes on where you stopped. Without
    a terminal, it prints the questions as a file for your answers; --answers grades that file. With
    --html, it writes the questions as a page for practice.
    """
    from ..quiz.attempts import QuizWanted

    wanted = QuizWanted(names, listed_kinds(kinds), count, seed or 0, review)
    with Progress():
        files, others = question_files(wanted.names)
        if files and wanted.review:
            raise click.UsageError(f"a file of questions is a quiz by itself: give {files[0]} alone")
        about = subject(catalogue(), others, wanted.kinds)
    sitting = Sitting(wanted, about.exercises, _call(wanted), as_json)
    if page and answers:
        raise click.UsageError("--html writes the questions of a new quiz: leave out --answers")

    def shown(questions: "list[QuizQuestion]") -> int:
        return sitting.written(questions, page) if page else sitting.printed(questions)

    printed = not answers and (page is not None or as_json or not in_terminal())
    if printed and not review:  # which needs no attempts
        return shown(written_questions(files, about) if files else _drawn(wanted, about))
    with kept_attempts(attempts) as store:

        def draw(wanted: QuizWanted) -> "list[QuizQuestion]":
            if wanted.review:
                return _due(wanted, about, store)
            return written_questions(files, about) if files else _drawn(wanted, about)

        if answers:
            return sitting.graded(draw, answers, store)
        return shown(draw(wanted)) if printed else sitting.taken(draw, seed is None, store)


def _drawn(wanted: "QuizWanted", about: QuizSubject) -> "list[QuizQuestion]":
    """Questions from a seed.

    Raises:
        click.UsageError: if there are none.
    """
    from ..quiz.choose import choose

    with Progress() as progress:
        progress.stage = "making the questions"
        found = choose([*about.exercises.values()], about.kinds, wanted.count, wanted.seed)
    if not found:
        raise click.UsageError("there is no question of these kinds about these exercises")
    if len(found) < wanted.count:
        say(f"there are {len(found)} such questions, not {wanted.count}", err=True)
    return found


def _due(wanted: "QuizWanted", about: QuizSubject, store: "AttemptStore") -> "list[QuizQuestion]":
    """What was got wrong and is due; if nothing is, it is said when something will be."""
    from ..quiz.due_cards import review_cards, review_questions
    from ..quiz.fixed import KIND

    now, narrowed = datetime.now(UTC), wanted.names or wanted.kinds
    cards = [
        card
        for card in review_cards(attempt for _, attempt in store.attempts())
        if (card.slug in about.exercises and card.kind in about.kinds) or (card.kind == KIND and not narrowed)
    ]
    with Progress() as progress:
        progress.stage = "making the questions"
        due = review_questions((c for c in cards if c.due <= now), about.exercises, about.kinds, wanted.seed)
        found = list(islice(due, wanted.count))
    if not found:
        later = next((card for card in cards if card.due > now), None)
        after = f"; {later.slug} ({later.kind}) is {later.due.astimezone():on %Y-%m-%d at %H:%M}" if later else ""
        say(f"nothing is due for review now{after}", err=True)
    return found


def _call(wanted: "QuizWanted") -> str:
    """The command that asks for the same quiz again."""
    kinds = ("--kinds", ",".join(wanted.kinds)) if wanted.kinds else ()
    review = ("--review",) if wanted.review else ()
    numbers = ("--count", str(wanted.count), "--seed", str(wanted.seed))
    return shlex.join(("grader", "quiz", *wanted.names, *kinds, *numbers, *review))
