"""Questions about the user's own file, after it has passed."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..exercise import Exercise
from ..limit_settings import Limits
from ..plugins import Catalogue
from .common import Progress
from .streams import say

if TYPE_CHECKING:
    from ..judge.sandbox.workers import Workers
    from ..quiz.attempts import QuizWanted
    from ..quiz.question import QuizQuestion


SECONDS = 30.0  # for all runs of a file


def setup(path: Path) -> str:
    """What has to be there before lines of code are run."""
    own = f"from {path.stem} import *" if path.suffix == ".py" and path.stem.isidentifier() else "all of your own code"
    return f"Lines of code run after: import torch; {own}"


def own_questions(
    wanted: "QuizWanted", path: Path, found: Catalogue, chosen: Exercise, limits: Limits
) -> "list[QuizQuestion]":
    """The questions about a file.

    Raises:
        click.ClickException: if it does not pass, or if there are none about it.
    """
    from ..judge.answers.own_code_runs import OwnCodeRuns, TooSlow
    from ..judge.sandbox.workers import Workers
    from ..quiz.answers_below import AnswersBelowError, code_above
    from ..quiz.easy_calls import has_own_calls
    from ..quiz.own_code_questions import own_code_questions

    if not has_own_calls(chosen):
        message = f"there are no questions about such code: {chosen.slug} draws numbers, or is about memory alone"
        raise click.ClickException(message)
    with Progress() as progress, Workers() as workers:
        progress.stage = "running the submission"
        try:
            code = code_above(_passing(path, found, chosen, workers, limits))
            progress.stage = "making the questions"
            runner = OwnCodeRuns(chosen, partial(workers.session, limits), SECONDS)
            questions = own_code_questions(chosen, code, runner, wanted.seed)
        except (AnswersBelowError, TooSlow) as error:
            raise click.ClickException(f"{path}: {error}") from None
    if not questions:
        raise click.ClickException(f"there is nothing in {path} to ask about: no line of it can be changed")
    if len(questions) < wanted.count:
        say(f"there are {len(questions)} such questions, not {wanted.count}", err=True)
    return questions[: wanted.count]


def _passing(path: Path, found: Catalogue, chosen: Exercise, workers: "Workers", limits: Limits) -> str:
    """The code of a submission that passes.

    Raises:
        click.ClickException: if it does not.
    """
    from ..judge import grade
    from ..judge.answers.attempt import Attempt
    from ..judge.plan import Plan

    data = grade.read(path)
    planned = Plan(exercise=chosen, seed=0, others=found.exercises).work_out()
    with workers.session(limits) as session:
        report = grade.grade_data(planned, str(path), data, Attempt(session))
        if not report.passed:
            raise click.ClickException(f"{path} does not pass yet: see grader check {chosen.slug} {path}")
        return session.source
