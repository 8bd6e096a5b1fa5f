"""Whether results are those of another exercise."""

from collections.abc import Sequence

import numpy

from ..exercise import Exercise
from ..reference.edits import on_numbers
from ..reference.formula import keywords
from ..reference.numeric import Array, hyperparameters
from .evidence import Answer, finite_entries

STEP = 1e-5  # of the input: how far apart points are whose difference makes a derivative
CLOSE = 1e-5  # of a number: how far off results may be
KINK = 1e-3  # how far the slopes on both sides of a point may differ
LEAST = 8  # numbers that it takes


def others_that_give(exercise: Exercise, answers: Sequence[Answer], others: Sequence[Exercise]) -> list[str]:
    """The slugs of other functions of one number whose values, or derivatives, are what was got; in float64."""
    if not _of_one_number(exercise):
        return []
    name = exercise.inputs[0].name
    entries = [(a.case.call.data[name][n], got, allowed) for a, n, got, allowed in finite_entries(answers)]
    inputs, got, allowed = (numpy.array(column, float) for column in zip(*entries, strict=True))
    wrt = answers[0].wrt
    return [e.slug for e in others if e.slug != exercise.slug and _gives(e, bool(wrt), inputs, got, allowed)]


def _of_one_number(exercise: Exercise) -> bool:
    return exercise.family == "elementwise" and len(exercise.inputs) == 1 and not exercise.form("surrogate")


def _gives(other: Exercise, derivative: bool, inputs: Array, got: Array, allowed: Array) -> bool:
    if not _of_one_number(other):
        return False
    function = on_numbers(other.function)
    settings = {k: v for k, v in hyperparameters(other, {}).items() if k in keywords(other.function)}
    step = STEP * numpy.maximum(1, numpy.abs(inputs))
    try:
        with numpy.errstate(all="ignore"):
            left, middle, right = (numpy.asarray(function(inputs + d, **settings), float) for d in (-step, 0, step))
            gives = (right - left) / (2 * step) if derivative else middle
            smooth = numpy.abs((right - middle) - (middle - left)) <= KINK * step
    except Exception:  # a formula that needs symbols
        return False
    known = numpy.isfinite(gives) & (smooth if derivative else True)
    if numpy.shape(gives) != inputs.shape or known.sum() < LEAST or numpy.ptp(gives[known]) < CLOSE:
        return False
    with numpy.errstate(all="ignore"):  # numbers that were got may be of any size
        off = numpy.abs(gives - got)[known]
        return bool(numpy.all(off <= CLOSE * (numpy.abs(gives[known]) + STEP) + allowed[known]))
