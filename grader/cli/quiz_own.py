"""grader quiz own: questions about a submission of one's own, which has to have passed."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..exercise import Exercise
from ..limit_settings import Limits
from ..plugins import Catalogue
from .common import Progress, catalogue, exercise, here, readable, warn_of_its_folder
from .quiz_common import ATTEMPTS, kept_attempts
from .quiz_sitting import ANSWERS, JSON, Sitting, in_terminal
from .streams import say

if TYPE_CHECKING:
    from ..judge.sandbox.workers import Workers
    from ..quiz.attempts import QuizWanted
    from ..quiz.question import QuizQuestion

MOST = 20


@click.command("own")
@click.argument("slug")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--count", type=click.IntRange(1, MOST), default=3, show_default=True, help="How many questions.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="What is drawn from.")
@ANSWERS
@JSON
@ATTEMPTS
def command(
    slug: str, file: Path | None, count: int, seed: int, answers: Path | None, as_json: bool, attempts: Path | None
) -> int:
    """Take a quiz about your own code: FILE as a submission of exercise SLUG, once it has passed.

    What it gives at a point, what a changed line would give and where that would show, why its where is needed. The
    right answers come from running your code. Without FILE: SLUG.py here, or in the course's exercises/.
    """
    from ..quiz.attempts import QuizWanted

    course = here()
    path = file or course.submission(slug, Path.cwd())
    if path is None:
        raise click.UsageError(f"there is no {slug}.py here; write one with: grader start {slug}")
    readable(path)
    warn_of_its_folder(path)
    with Progress():
        found = catalogue()
        chosen = exercise(found, slug).exercise
    wanted = QuizWanted((slug, str(path)), ("own_code",), count, seed)
    words = ("grader", "quiz", "own", slug, *([str(file)] if file else []), "--count", str(count), "--seed", str(seed))
    sitting = Sitting(wanted, {slug: chosen}, shlex.join(words), as_json, _setup(path))

    def draw(wanted: QuizWanted) -> "list[QuizQuestion]":
        return _drawn(wanted, path, found, chosen, course.limits)

    if not answers and (as_json or not in_terminal()):
        return sitting.printed(draw(wanted))
    with kept_attempts(attempts) as store:
        return sitting.graded(draw, answers, store) if answers else sitting.taken(draw, False, store)


def _setup(path: Path) -> str:
    """What has to be there before lines of code are run."""
    own = f"from {path.stem} import *" if path.suffix == ".py" and path.stem.isidentifier() else "all of your own code"
    return f"Lines of code run after: import torch; {own}"


def _drawn(
    wanted: "QuizWanted", path: Path, found: Catalogue, chosen: Exercise, limits: Limits
) -> "list[QuizQuestion]":
    """The questions about a file.

    Raises:
        click.ClickException: if it does not pass, or if there are none about it.
    """
    from ..judge.own_code_runs import OwnCodeRuns
    from ..judge.sandbox.workers import Workers
    from ..quiz.easy_calls import has_own_calls
    from ..quiz.own_code_questions import own_code_questions

    if not has_own_calls(chosen):
        message = f"there are no questions about such code: {chosen.slug} draws numbers, or is about memory alone"
        raise click.ClickException(message)
    with Progress() as progress, Workers() as workers:
        progress.stage = "running the submission"
        code = _passing(path, found, chosen, workers, limits)
        progress.stage = "making the questions"
        questions = own_code_questions(chosen, code, OwnCodeRuns(chosen, workers, limits), wanted.seed)
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
