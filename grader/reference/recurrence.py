"""The exact path of a parameter under an optimizer: its recurrence, carried over many steps as balls."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flint import arb, ctx
from sympy import Symbol

from ..dtypes import DType
from ..errors import ExerciseError
from ..exercise import Exercise, Misconception, place
from .enclose import MOST_BITS, SAFETY, Band, compiled, small
from .formula import arguments, evaluate
from .program import Ball, NoBall, Program, Run

GIVEN = ("g", "t", "p")  # what a recurrence is given in each step; its other inputs are the state


@dataclass(frozen=True)
class Update:
    """What happens to a parameter in one step: its gradient (None if it has none) and the hyperparameters that hold."""

    gradient: float | None
    settings: Mapping[str, Any]


def path(
    exercise: Exercise, start: float, updates: Sequence[Update], dtype: DType, instead: Misconception | None = None
) -> list[Band]:
    """The parameter after each step, from `start`; with `instead`, under the recurrence of that misconception.

    Raises:
        ExerciseError: A614, if the recurrence has no value; A613, if it returns another number of states than it takes.
    """
    bits = dtype.digits + 64
    while True:
        with ctx.workprec(bits):
            exact = _walk(exercise, start, updates, None, instead)
            if all(small(ball, dtype) for ball in exact) or (instead and bits > MOST_BITS):
                rounded = _walk(exercise, start, updates, dtype, instead)
                bands = [_band(a, b, dtype) for a, b in zip(exact, rounded, strict=True)]
                if instead or all(math.isfinite(band.allowed) for band in bands):
                    return bands
                message = (
                    f"the recurrence of {exercise.slug} has no error bound in {dtype.name}: a divisor may round to 0"
                )
                raise ExerciseError("A619", message, exercise.where)
        if bits > MOST_BITS:
            raise ExerciseError(
                "A614",
                f"the recurrence of {exercise.slug} has no value: is it 0/0 for a gradient of 0?",
                exercise.where,
            )
        bits *= 2


def _band(exact: Ball, rounded: Ball, dtype: DType) -> Band:
    if not small(exact, dtype):
        return Band(arb.nan(), arb.nan(), 0.0, dtype)
    return Band(
        exact, exact, float((SAFETY * (exact - rounded).abs_upper() + dtype.smallest_normal).abs_upper()), dtype
    )


def _walk(
    exercise: Exercise, start: float, updates: Sequence[Update], dtype: DType | None, instead: Misconception | None
) -> list[Ball]:
    names = [i.name for i in exercise.inputs]
    states = [n for n in names if n not in GIVEN]
    parameter, state, count = arb(start), {n: arb(0) for n in states}, 0
    after = []
    for update in updates:
        if update.gradient is not None:
            count += 1
            program, hyperparameters = _step(exercise, tuple(update.settings.items()), instead)
            run = Run(dtype)
            given = {"g": arb(update.gradient), "t": arb(count), "p": parameter, **state}
            constants = [
                arb(x) if dtype is None or dtype.round(x) == x else run.rounded(arb(x)) for x in hyperparameters
            ]
            change, *new = program([*(given[n] for n in names), *constants], run)
            parameter, state = run.rounded(parameter + change), dict(zip(states, new, strict=True))
        after.append(parameter)
    return after


@lru_cache(maxsize=256)
def _step(
    exercise: Exercise, settings: tuple[tuple[str, Any], ...], instead: Misconception | None
) -> tuple[Program, tuple[float, ...]]:
    """The program of one step, and the values of the hyperparameters that it takes last."""
    given = arguments(exercise, dict(settings), {})
    function = instead.function if instead else exercise.function
    outputs = evaluate(exercise, function, given)
    states = [n for n in given.inputs if n not in GIVEN]
    if len(outputs) != 1 + len(states):
        message = f"{function.__name__} must return the update and {len(states)} new states, not {len(outputs)} numbers"
        raise ExerciseError("A613", message, place(function))
    symbols: tuple[Symbol, ...] = (*(s for t in given.inputs.values() for s in t), *given.hyperparameters)
    try:
        return compiled(outputs, symbols), tuple(given.hyperparameters.values())
    except NoBall as error:
        raise ExerciseError(
            "A616", f"{type(error.args[0]).__name__} cannot be evaluated exactly yet", place(function)
        ) from None
