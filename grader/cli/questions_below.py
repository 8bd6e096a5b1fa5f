"""grader quiz own --assignment: the questions that count for an assignment, written below the code they are about."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import Progress, assignment, catalogue, exercise, here
from .own_questions import own_questions, setup
from .streams import say

if TYPE_CHECKING:
    from ..assignment import Assignment
    from ..quiz.question import QuizQuestion

SETTINGS_SAY = {"count": "--count", "seed": "--seed", "answers": "--answers", "as_json": "--json"}
Given = Mapping[int, tuple[str, str]]


def write_below(slug: str, path: Path, name: str) -> int:
    """Write the questions of an assignment below the code in a file, unless they are there; gives the exit status.

    Raises:
        click.UsageError: if the assignment asks none about it, it is a notebook, or an option does not go with this.
        click.ClickException: if the code does not pass, or the file cannot be written.
    """
    from ..judge.grade import read
    from ..notebook.notebook_file import is_notebook
    from ..quiz.answers_below import with_questions
    from ..quiz.attempts import QuizWanted
    from ..report import file

    wanted, data = _asking(slug, name), read(path)
    if is_notebook(data):
        raise click.UsageError(f"{path} is a notebook; questions are written into Python files: put it into {slug}.py")
    with Progress():
        found = catalogue()
        chosen = exercise(found, slug).exercise
    quiz = QuizWanted((slug,), ("own_code",), wanted.extras.own_code.count, 0)
    questions = own_questions(quiz, path, found, chosen, wanted.limits)
    text = data.decode("utf-8")  # which passes, so it is
    earlier = _earlier(text, slug, questions)
    if earlier is None:
        say(f"{path} has these questions below the code already")
        return 0
    try:
        file.write(with_questions(text, slug, questions, setup(path)).encode("utf-8"), path)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}") from None
    for number, (_, answer) in earlier.items():
        if answer:
            say(f"question {number} that stood there, about other code, was answered: {answer}")
    many = "1 question" if len(questions) == 1 else f"{len(questions)} questions"
    say(f"wrote {many} below the code in {path}: answer there")
    return 0


def _asking(slug: str, name: str) -> "Assignment":
    """The assignment, which asks about code for an exercise."""
    context = click.get_current_context()
    for parameter, option in SETTINGS_SAY.items():
        if context.get_parameter_source(parameter) is click.core.ParameterSource.COMMANDLINE:
            raise click.UsageError(f"{option} does not go with --assignment, whose settings say it")
    wanted = assignment(here(), name)
    if slug not in wanted.points:
        raise click.UsageError(f"{name} has no exercise {slug}, but {', '.join(wanted.points)}")
    if not wanted.extras.own_code.count:
        raise click.UsageError(f"{name} asks nothing about one's own code: its settings have no own_code_questions")
    return wanted


def _earlier(text: str, slug: str, questions: "list[QuizQuestion]") -> Given | None:
    """The answers to other questions that stand below some code; None if these questions stand there."""
    from ..quiz.answers_below import AnswersBelowError, answers_below, code_above

    try:
        below = answers_below(text)
    except AnswersBelowError:
        return {}
    if below is None:
        return {}
    try:
        below.check(slug, code_above(text))
        for number, question in enumerate(questions, 1):
            below.to(number, question)
    except AnswersBelowError:
        return below.given
    return None if len(below.given) == len(questions) else below.given
