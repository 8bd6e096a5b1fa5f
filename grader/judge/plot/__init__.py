"""What `grader plot` draws: the exact curves of an exercise, and what a submission gives along
them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ...errors import SubmissionError
from ...exercise import Exercise
from ...family import Procedure
from ...inputs.slices import NoSlice
from ...report.chart import Chart
from ..sandbox.session import Session
from . import function_chart, optimizer_chart

MOST = 12  # settings that are drawn
RATES = (0.1, 0.3, 3.0, 10.0)  # learning rates to compare with the default, as multiples of it
DEFAULTS: Mapping[str, Any] = {}


def chart(exercise: Exercise, session: Session | None = None, submission: str = "") -> Chart:
    """Return the chart of an exercise with its default settings, and with the results of the
    submission that is loaded in a session.

    Raises:
        ExerciseError: if the formula is wrong.
        NoSlice: if there is nothing to draw.
        SubmissionError: if the submission gives no values.
    """
    return CHARTS[exercise.family.procedure](exercise, session, submission, DEFAULTS)


def charts(exercise: Exercise, session: Session | None = None, submission: str = "") -> Iterator[tuple[str, Chart]]:
    """Return a chart for each of the settings to choose from, with the settings in words. If the
    submission fails under settings that are not the defaults, a remark says so.

    Raises:
        ExerciseError: if the formula is wrong.
        NoSlice: if there is nothing to draw.
        SubmissionError: if the submission gives no values with the defaults.
    """
    draw = CHARTS[exercise.family.procedure]
    for settings in _choices(exercise):
        words = ", ".join(f"{name} = {value}" for name, value in {**exercise.hyperparameters, **settings}.items())
        try:
            drawn = draw(exercise, session, submission, settings)
        except SubmissionError as error:
            if not settings or (session and not session.alive):
                raise
            drawn = draw(exercise, None, "", settings)
            remark = f"{submission} is not drawn here: {error.code} {error.message}"
            drawn = replace(drawn, remarks=(*drawn.remarks, remark))
        yield words or "no settings", drawn


def _choices(exercise: Exercise) -> list[Mapping[str, Any]]:
    """The settings that `grader check` uses, the defaults first, and of an optimizer other learning
    rates.
    """
    found: list[Mapping[str, Any]] = list(exercise.all_settings)
    if exercise.family.procedure is Procedure.STEP and (rate := exercise.hyperparameters.get("lr")):
        found[1:1] = [{"lr": rate * multiple} for multiple in RATES]
    return found[:MOST]


def _of_draws(exercise: Exercise, session: Session | None, submission: str, settings: Mapping[str, Any]) -> Chart:
    if session:
        raise NoSlice(f"{exercise.slug} draws random numbers: without a file, their distribution and density are drawn")
    return function_chart.chart(exercise, session, submission, settings)


CHARTS: Mapping[Procedure, Callable[[Exercise, Session | None, str, Mapping[str, Any]], Chart]] = {
    Procedure.CALL: function_chart.chart,
    Procedure.STEP: optimizer_chart.chart,
    Procedure.LOOP: function_chart.chart,
    Procedure.DRAW: _of_draws,
}
