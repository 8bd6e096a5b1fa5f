"""What `grader plot` draws: the exact curves of an exercise, and what a submission gives along
them.
"""

from collections.abc import Callable, Mapping

from ...exercise import Exercise
from ...family import Procedure
from ...inputs.slices import NoSlice
from ...report.chart import Chart
from ..sandbox.session import Session
from . import function_chart, optimizer_chart


def chart(exercise: Exercise, session: Session | None = None, submission: str = "") -> Chart:
    """What there is to draw of an exercise, beside it what the submission gives that is loaded in a
    session.

    Raises:
        ExerciseError: if the formula is wrong.
        NoSlice: if there is nothing to draw.
        SubmissionError: if the submission gives no values.
    """
    return CHARTS[exercise.family.procedure](exercise, session, submission)


def _of_draws(exercise: Exercise, session: Session | None, submission: str) -> Chart:
    if session:
        raise NoSlice(f"{exercise.slug} draws random numbers: without a file, their distribution and density are drawn")
    return function_chart.chart(exercise, session, submission)


CHARTS: Mapping[Procedure, Callable[[Exercise, Session | None, str], Chart]] = {
    Procedure.CALL: function_chart.chart,
    Procedure.STEP: optimizer_chart.chart,
    Procedure.LOOP: function_chart.chart,
    Procedure.DRAW: _of_draws,
}
