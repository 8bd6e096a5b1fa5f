"""Recognises results that belong to another exercise."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy

from ...exercise import Exercise
from ...reference.edits import on_numbers
from ...reference.formula import keywords
from ...reference.numeric import Array, hyperparameters
from ..answers.evidence import Answer, finite_entries

STEP = 1e-5  # distance of the inputs in a difference quotient
CLOSE = 1e-5  # of a number: the error that results may have
KINK = 1e-3  # the difference that slopes on both sides of a point may have
LEAST = 8  # numbers that are needed


@dataclass(frozen=True)
class SideBySide:
    """Results in columns: their inputs, the submission's numbers, the error allowed, and 1 for each
    wrong one.
    """

    inputs: Array
    got: Array
    allowed: Array
    wrong: Array


def others_that_give(exercise: Exercise, answers: Sequence[Answer], others: Sequence[Exercise]) -> list[str]:
    """Returns the slugs of other functions of one number whose values, or derivatives, equal the
    submission's results, in float64.
    """
    if not _of_one_number(exercise):
        return []
    name = exercise.inputs[0].name
    wrong = {id(a): set(a.wrong) for a in answers}
    entries = [
        (a.case.call.data[name][n], got, allowed, n in wrong[id(a)]) for a, n, got, allowed in finite_entries(answers)
    ]
    seen = SideBySide(*(numpy.array(column, float) for column in zip(*entries, strict=True)))
    return [e.slug for e in others if e.slug != exercise.slug and _gives(e, bool(answers[0].wrt), seen)]


def _of_one_number(exercise: Exercise) -> bool:
    plain = exercise.family.per_entry and not exercise.behaviour and not exercise.form("surrogate")
    return plain and len(exercise.inputs) == 1


def _gives(other: Exercise, derivative: bool, seen: SideBySide) -> bool:
    if not _of_one_number(other):
        return False
    function = on_numbers(other.function)
    settings = {k: v for k, v in hyperparameters(other, {}).items() if k in keywords(other.function)}
    step = STEP * numpy.maximum(1, numpy.abs(seen.inputs))
    try:
        with numpy.errstate(all="ignore"):
            points = (seen.inputs + d for d in (-step, 0, step))
            left, middle, right = (numpy.asarray(function(x, **settings), float) for x in points)
            gives = (right - left) / (2 * step) if derivative else middle
            bend = numpy.abs((right - middle) - (middle - left)) / (2 * step) if derivative else 0 * middle
    except Exception:  # a formula that needs symbols
        return False
    known = numpy.isfinite(gives) & numpy.isfinite(bend)
    if numpy.shape(gives) != seen.inputs.shape or known.sum() < LEAST or numpy.ptp(gives[known]) < CLOSE:
        return False
    if seen.wrong[~known].any():
        return False
    with numpy.errstate(all="ignore"):  # the submission's numbers may have any size
        off = numpy.abs(gives - seen.got)[known]
        # there any slope between those of both sides fits
        kink = numpy.where(bend > KINK, bend, 0)[known]
        return bool(numpy.all(off <= CLOSE * (numpy.abs(gives[known]) + STEP) + seen.allowed[known] + kink))
