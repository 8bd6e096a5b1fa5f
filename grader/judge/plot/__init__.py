"""What `grader plot` draws: the exact curves of an exercise, and what a submission gives along them."""

from ...exercise import Exercise
from ...inputs.slices import NoSlice
from ...report.chart import Chart
from ..sandbox.session import Session
from . import functions, optimizers


def chart(exercise: Exercise, session: Session | None = None, submission: str = "") -> Chart:
    """What there is to draw of an exercise, beside it what the submission gives that is loaded in a session.

    Raises:
        ExerciseError: if the formula is wrong.
        NoSlice: if there is nothing to draw.
        SubmissionError: if the submission gives no values.
    """
    if session and exercise.family == "sampler":
        raise NoSlice(f"{exercise.slug} draws random numbers: without a file, their distribution and density are drawn")
    draw = optimizers.chart if exercise.family == "optimizer" else functions.chart
    return draw(exercise, session, submission)
