"""Refuse a misconception that equals the truth: it would name nothing, and might name what is right."""

from collections.abc import Iterator

from ..dtypes import FLOAT64
from ..errors import ExerciseError
from ..exercise import Exercise, Misconception, place
from ..inputs import cases
from ..reference.enclose import Band
from ..reference.expected import gradient, values
from ..reference.recurrence import path
from .diagnose import LENIENCE
from .scenarios import scenarios


def check_misconceptions(exercise: Exercise, seed: int) -> None:
    """Compare every misconception with the truth on the inputs of the checks, until it differs.

    Raises:
        ExerciseError: A618, for one that never does.
    """
    for misconception in exercise.misconceptions:
        pairs = _paths if exercise.family == "optimizer" else _results
        if not any(_differ(right, wrong) for right, wrong in pairs(exercise, misconception, seed)):
            message = f"{misconception.id} gives the same results as {exercise.slug} itself, on all inputs of the check"
            raise ExerciseError("A618", message, place(misconception.function))


def _results(exercise: Exercise, misconception: Misconception, seed: int) -> Iterator[tuple[Band, Band]]:
    for case in cases(exercise, FLOAT64, seed):
        if misconception.of == "value":
            yield from zip(values(case.call, FLOAT64), values(case.call, FLOAT64, misconception), strict=True)
        else:
            right, wrong = (
                gradient(case.call, case.upstream, misconception.wrt, FLOAT64, instead)
                for instead in (None, misconception)
            )
            yield from zip(right, wrong, strict=True)


def _paths(exercise: Exercise, misconception: Misconception, seed: int) -> Iterator[tuple[Band, Band]]:
    for scenario in scenarios(exercise, FLOAT64, seed):
        for parameter, start in enumerate(scenario.starts):
            for entry, x in enumerate(start):
                updates = scenario.updates(exercise, parameter, entry)
                right, wrong = (path(exercise, x, updates, FLOAT64, instead) for instead in (None, misconception))
                yield from zip(right, wrong, strict=True)


def _differ(right: Band, wrong: Band) -> bool:
    return not wrong.low.is_finite() or right.error(wrong.nearest) > LENIENCE * right.allowed
