"""Inputs at the border of open domains, such as a probability of 0: where values go wrong that are
right elsewhere.
"""

from collections.abc import Iterator, Sequence

from flint import ctx

from ..drawing import numbers
from ..drawing.draft import Point, Settings
from ..dtypes import DType
from ..exercise import Exercise
from ..reference.enclose import compiled
from ..reference.formula import arguments, evaluate
from ..reference.program import Ball, NoBall, Run
from ..specification import Input


def at_border(exercise: Exercise, settings: Settings, dtype: DType) -> list[Point]:
    """Every number at a border beside special numbers of the other inputs, where the formula has a
    value.
    """
    given = arguments(exercise, settings, {})
    symbols = (*(s for t in given.inputs.values() for s in t), *given.hyperparameters)
    fixed = tuple(given.hyperparameters.values())
    points = list(dict.fromkeys(_points(exercise.inputs_under(settings), dtype)))
    if not points:
        return []
    try:
        program = compiled(evaluate(exercise, exercise.function, given), symbols)
    except NoBall:  # the author is told when the formula itself is used
        return []
    with ctx.workprec(dtype.digits + 32):
        return [p for p in points if program([Ball(x) for x in (*p, *fixed)], Run())[0].is_finite()]


def _points(inputs: Sequence[Input], dtype: DType) -> Iterator[Point]:
    special = [numbers.special(i, dtype) or numbers.simple(i, dtype) for i in inputs]
    for k, item in enumerate(inputs):
        for x in numbers.border(item, dtype):
            for n in range(max(len(s) for j, s in enumerate(special) if j != k) if len(special) > 1 else 1):
                yield tuple(x if j == k else s[n % len(s)] for j, s in enumerate(special))
