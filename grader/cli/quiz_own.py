"""grader quiz own: questions about the user's own submission, after it has passed."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import Progress, catalogue, exercise, here, readable, warn_of_its_folder
from .own_questions import own_questions, setup
from .questions_below import write_below
from .quiz_common import ATTEMPTS, kept_attempts
from .quiz_sitting import ANSWERS, JSON, Sitting
from .streams import in_terminal

if TYPE_CHECKING:
    from ..quiz.question import QuizQuestion

MOST = 20


@click.command("own")
@click.argument("slug")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--count", type=click.IntRange(1, MOST), default=3, show_default=True, help="How many questions.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="The seed of the questions.")
@click.option("--below", is_flag=True, help="Write the questions below the code in FILE, to be handed in with it.")
@ANSWERS
@JSON
@ATTEMPTS
def command(
    slug: str,
    file: Path | None,
    count: int,
    seed: int,
    below: bool,
    answers: Path | None,
    as_json: bool,
    attempts: Path | None,
) -> int:
    """Take a quiz about your own code: FILE as a submission of exercise SLUG, once it has passed.

    What it gives at a point, what a changed line would give and where that would show, why its
    where is needed. The right answers come from running your code. Without FILE: SLUG.py here, or
    in the course's exercises/.

    With --below, the questions are written below your code, as comments: answer them there and hand
    the file in, where an assignment asks for it.
    """
    from ..quiz.attempts import QuizWanted

    course = here()
    path = file or course.submission(slug, Path.cwd())
    if path is None:
        raise click.UsageError(f"there is no {slug}.py here; write one with: grader start {slug}")
    readable(path)
    if below:
        return write_below(slug, path, count, course.limits)
    warn_of_its_folder(path)
    with Progress():
        found = catalogue()
        chosen = exercise(found, slug).exercise
    wanted = QuizWanted((slug, str(path)), ("own_code",), count, seed)
    words = ("grader", "quiz", "own", slug, *([str(file)] if file else []), "--count", str(count), "--seed", str(seed))
    sitting = Sitting(wanted, {slug: chosen}, shlex.join(words), as_json, setup(path))

    def draw(wanted: QuizWanted) -> "list[QuizQuestion]":
        return own_questions(wanted, path, found, chosen, course.limits)

    if not answers and (as_json or not in_terminal()):
        return sitting.printed(draw(wanted))
    with kept_attempts(attempts) as store:
        return sitting.graded(draw, answers, store) if answers else sitting.taken(draw, False, store)
