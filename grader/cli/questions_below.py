"""grader quiz own --below: questions that count for an assignment, written below the code they are
about.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..limit_settings import Limits
from .common import Progress, catalogue, exercise
from .own_questions import own_questions, setup
from .streams import say

if TYPE_CHECKING:
    from ..quiz.question import QuizQuestion

ELSEWHERE = {"seed": "--seed", "answers": "--answers", "as_json": "--json", "attempts": "--attempts"}
Given = Mapping[int, tuple[str, str]]


def write_below(slug: str, path: Path, count: int, limits: Limits) -> int:
    """Write so many questions below the code in a file, unless they are there; gives the exit
    status.

    Raises:
        click.UsageError: if the file is a notebook, or an option does not go with this.
        click.ClickException: if the code does not pass, or the file cannot be written.
    """
    from ..judge.grade import read
    from ..notebook.notebook_file import is_notebook
    from ..quiz.answers_below import with_questions
    from ..quiz.attempts import QuizWanted
    from ..report import file

    _alone()
    data = read(path)
    if is_notebook(data):
        raise click.UsageError(f"{path} is a notebook; questions are written into Python files: put it into {slug}.py")
    with Progress():
        found = catalogue()
        chosen = exercise(found, slug).exercise
    questions = own_questions(QuizWanted((slug,), ("own_code",), count, 0), path, found, chosen, limits)
    text = data.decode("utf-8")  # which passes, so it is
    earlier = _earlier(text, slug, questions)
    if earlier is None:
        say("\n".join([f"{path} has these questions below the code already", *_state(text, questions)]))
        return 0
    try:
        file.write(with_questions(text, slug, questions, setup(path)).encode("utf-8"), path)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}") from None
    for number, (_, answer) in earlier.items():
        if answer:
            say(f"question {number} that stood there was answered: {answer}")
    many = "1 question" if len(questions) == 1 else f"{len(questions)} questions"
    say(f"wrote {many} below the code in {path}: answer there")
    return 0


def _alone() -> None:
    """Raise a usage error if something else is wanted as well."""
    context = click.get_current_context()
    for parameter, option in ELSEWHERE.items():
        if context.get_parameter_source(parameter) is click.core.ParameterSource.COMMANDLINE:
            raise click.UsageError(f"{option} does not go with --below, which writes questions into the file itself")


def _state(text: str, questions: "list[QuizQuestion]") -> Iterator[str]:
    """Which questions are not answered, or not so that it can be read."""
    from ..quiz.answers_below import AnswersBelowError, answers_below
    from ..quiz.grading import graded
    from ..quiz.written_answers import UnreadableAnswer

    below = answers_below(text)
    for number, question in enumerate(questions, 1):
        try:
            answer = below.to(number, question) if below else ""
            if answer:
                graded(question, answer)
            else:
                yield f"question {number} is not answered yet"
        except (AnswersBelowError, UnreadableAnswer) as error:
            yield f"question {number}: {error}"


def _earlier(text: str, slug: str, questions: "list[QuizQuestion]") -> Given | None:
    """The answers to other questions that stand below some code; None if these questions stand
    there.
    """
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
