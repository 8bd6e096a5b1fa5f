"""What the commands of `grader quiz` have in common: which questions are asked for, and where
attempts are kept.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..about import DISTRIBUTION
from ..exercise import Exercise
from ..plugins import Catalogue
from .completion import slugs_and_topics

if TYPE_CHECKING:
    from ..quiz.attempts import AttemptStore
    from ..quiz.question import QuizQuestion
    from ..quiz.question_kind import QuestionKind

MOST_QUESTIONS = 200
WRITTEN = ".toml"  # the ending of files of questions
TITLE = "Mathematics of deep learning"
NAMES = click.argument("names", metavar="[SLUG|TOPIC|FILE.toml]...", nargs=-1, shell_complete=slugs_and_topics)
COUNT = click.option(
    "--count", type=click.IntRange(1, MOST_QUESTIONS), default=10, show_default=True, help="How many questions."
)
KINDS = click.option("--kinds", metavar="KIND,...", default="", help="Only questions of these kinds.")
ATTEMPTS = click.option(
    "--attempts",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Keep the answers in this file. Default: a file in your data folder.",
)


@dataclass(frozen=True)
class QuizSubject:
    """The exercises and the kinds that questions may be of, by their names."""

    exercises: Mapping[str, Exercise]
    kinds: Mapping[str, "QuestionKind"]


def subject(found: Catalogue, names: Sequence[str], kinds: Sequence[str]) -> QuizSubject:
    """What somebody wants to be asked about.

    Raises:
        click.UsageError: if there is no such exercise, topic or kind.
    """
    from ..quiz.choose import NoSuchName, exercises_named, kinds_named
    from ..quiz.question_kinds import question_kinds

    try:
        chosen = exercises_named(found, names)
        return QuizSubject({e.slug: e for e in chosen}, kinds_named(question_kinds(found.question_kinds), kinds))
    except NoSuchName as error:
        raise click.UsageError(str(error)) from None


def question_files(names: Sequence[str]) -> tuple[list[Path], list[str]]:
    """The files of questions among some names, and the other names.

    Raises:
        click.UsageError: if there are both.
    """
    files = [Path(name) for name in names if name.endswith(WRITTEN)]
    others = [name for name in names if not name.endswith(WRITTEN)]
    if files and others:
        raise click.UsageError(f"a file of questions is a quiz by itself: give {files[0]} alone")
    return files, others


def written_questions(files: Sequence[Path], about: QuizSubject) -> "list[QuizQuestion]":
    """All questions of files, in their order.

    Raises:
        click.UsageError: if a file cannot be read, or a question in it is none.
    """
    from ..quiz.fixed import QuestionFileError, read_questions

    try:
        return [question for file in files for question in read_questions(file, about.exercises)]
    except QuestionFileError as error:
        raise click.UsageError(str(error)) from None


def listed_kinds(text: str) -> tuple[str, ...]:
    """The names in "numeric,choice"."""
    return tuple(name for part in text.split(",") if (name := part.strip()))


@contextmanager
def kept_attempts(path: Path | None) -> Iterator["AttemptStore"]:
    """The attempts at a path, or those of the user.

    Raises:
        click.ClickException: whenever they cannot be read or written.
    """
    from platformdirs import user_data_path

    from ..quiz.attempts import AttemptStore
    from ..quiz.attempts_file import AttemptsError

    try:
        with AttemptStore(path or user_data_path(DISTRIBUTION) / "quiz.sqlite") as store:
            yield store
    except AttemptsError as error:
        raise click.ClickException(str(error)) from None


def needed(question: "QuizQuestion", exercises: Mapping[str, Exercise]) -> Exercise | None:
    """The exercise that a question is graded by: that of a formula that is asked for; None if it is
    not there.
    """
    from ..quiz.asked_records import AskedFormula

    return exercises.get(question.asked.slug) if isinstance(question.asked, AskedFormula) else None


def echo_json(shown: object) -> None:
    """Print JSON."""
    click.echo(json.dumps(shown, indent=2, ensure_ascii=False, allow_nan=False))
