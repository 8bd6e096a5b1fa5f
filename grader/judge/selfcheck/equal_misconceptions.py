"""Refuses a misconception that equals the right formula: it would explain nothing, and might call a
right formula a mistake.
"""

from collections.abc import Callable, Iterator, Mapping

from ...dtypes import FLOAT64
from ...errors import ExerciseError
from ...exercise import Exercise
from ...family import Procedure
from ...inputs import cases
from ...reference.enclose import Band
from ...reference.expected import gradient, values
from ...specification import Misconception, place
from ..diagnosis.matching import LENIENCE
from ..trajectories.paths import paths, walks


def check_misconceptions(exercise: Exercise, seed: int) -> None:
    """Compares every misconception with the right formula on the inputs of the checks, until it
    differs.

    Raises:
        ExerciseError: A618, for one that never does; or if one of the value cannot be
        differentiated.
    """
    pairs = PAIRS[exercise.family.procedure]
    if pairs is None:
        return
    for misconception in exercise.misconceptions:
        if misconception.of == "value":
            case = next(cases(exercise, FLOAT64, seed))
            for item in exercise.differentiable:
                next(gradient(case.call, case.upstream, item.name, FLOAT64, misconception))
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
    for walk in walks(exercise, FLOAT64, seed):
        right, wrong = (paths(exercise, walk, FLOAT64, instead) for instead in (None, misconception))
        for a, b in zip(right, wrong, strict=True):
            yield from zip(a, b, strict=True)


def _differ(right: Band, wrong: Band) -> bool:
    return not wrong.low.is_finite() or right.error(wrong.nearest) > LENIENCE * right.allowed


PAIRS: Mapping[Procedure, Callable[[Exercise, Misconception, int], Iterator[tuple[Band, Band]]] | None] = {
    Procedure.CALL: _results,
    Procedure.STEP: _paths,
    Procedure.LOOP: _paths,
    Procedure.DRAW: None,  # the kill matrix says it, from samples
}
