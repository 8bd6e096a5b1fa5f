"""The exact path of a parameter under an optimizer or in a training loop: its recurrence, carried
over many steps as balls.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sympy
from flint import arb, ctx
from sympy import Symbol

from ..dtypes import DType
from ..errors import ExerciseError
from ..exercise import Exercise
from ..specification import Misconception, place
from .enclose import MOST_BITS, SAFETY, Band, compiled, small
from .formula import arguments, evaluate, flat
from .program import Ball, NoBall, Program, Run, Undecided


@dataclass(frozen=True)
class Update:
    """What happens to a parameter in one step: the numbers that the step is given, and the
    hyperparameters that hold.

    An optimizer is given the gradient `g`, a training loop its data. With None, such as no
    gradient, nothing happens. A number given for a state takes its place.
    """

    given: Mapping[str, float] | None
    settings: Mapping[str, Any]


def path(
    exercise: Exercise, start: float, updates: Sequence[Update], dtype: DType, instead: Misconception | None = None
) -> list[Band]:
    """The parameter after each step, from `start`; with `instead`, under the recurrence of that
    misconception.

    Raises:
        ExerciseError: A614, if the recurrence has no value; A613, if it returns another number of
            states than it takes; A630, if it is open whether a condition on the step holds.
    """
    bits = dtype.digits + 64
    while True:
        with ctx.workprec(bits):
            exact, undecided = _walk(exercise, start, updates, None, instead)
            if all(small(ball, dtype) for ball in exact) or (instead and bits > MOST_BITS):
                rounded, undecided = _walk(exercise, start, updates, dtype, instead)
                if undecided and not instead:
                    raise _undecidable(exercise, undecided, dtype)
                known = len(updates) if undecided is None else undecided.step - 1
                bands = [_band(a, b, dtype) for a, b in zip(exact[:known], rounded, strict=False)]
                bands += [Band(arb.nan(), arb.nan(), 0.0, dtype)] * (len(updates) - known)
                if instead or all(math.isfinite(band.allowed) for band in bands):
                    return bands
                message = (
                    f"the recurrence of {exercise.slug} has no error bound in {dtype.name}: a divisor may round to 0"
                )
                raise ExerciseError("A619", message, exercise.where)
        if bits > MOST_BITS and undecided:
            raise _undecidable(exercise, undecided, dtype)
        if bits > MOST_BITS:
            raise ExerciseError(
                "A614",
                f"the recurrence of {exercise.slug} has no value: is it 0/0 for a gradient of 0, or the root of -1?",
                exercise.where,
            )
        bits *= 2


def _band(exact: Ball, rounded: Ball, dtype: DType) -> Band:
    if not small(exact, dtype):
        return Band(arb.nan(), arb.nan(), 0.0, dtype)
    return Band(
        exact, exact, float((SAFETY * (exact - rounded).abs_upper() + dtype.smallest_normal).abs_upper()), dtype
    )


@dataclass(frozen=True)
class _Open:
    """A condition that the walk needs to know, its two sides, and the first step at which they
    leave it open.
    """

    relation: Any
    sides: tuple[Ball, Ball]
    step: int


def _undecidable(exercise: Exercise, found: _Open, dtype: DType) -> ExerciseError:
    relation = found.relation
    rounded = [str(e) for e, ball in zip(relation.args, found.sides, strict=True) if not ball.is_exact()]
    message = (
        f"whether {relation.lhs} {relation.rel_op} {relation.rhs} holds cannot be decided at step {found.step}: "
        f"in {dtype.name} {' and '.join(rounded)} {'is' if len(rounded) == 1 else 'are'} rounded. "
        "Count in whole numbers"
    )
    return ExerciseError("A630", message, exercise.where)


def _first_open(undecided: Sequence[Undecided], data: set[str], step: int) -> _Open | None:
    """The first condition that no rounding may leave open: an equality, or one on the step alone
    and on no `data`.

    Where numbers that depend on the data are near a threshold both branches are right.
    """
    for relation, left, right in undecided:
        equality = isinstance(relation, sympy.Equality | sympy.Unequality)
        if equality or not data & {s.name for s in relation.free_symbols}:
            return _Open(relation, (left, right), step)
    return None


def _walk(
    exercise: Exercise, start: float, updates: Sequence[Update], dtype: DType | None, instead: Misconception | None
) -> tuple[list[Ball], _Open | None]:
    """The parameter after each step, and the first condition that must not be open but is."""
    names = [i.name for i in exercise.inputs]
    kept = exercise.family.states(exercise)
    data: set[str] = set()
    parameter, state, count, run = arb(start), {n: arb(0) for n in kept}, 0, Run(dtype)
    settings: Mapping[str, Any] | None = None
    undecided: _Open | None = None
    after = []
    for step, update in enumerate(updates, 1):
        if update.given is not None:
            count += 1
            if update.settings != settings:
                settings = update.settings
                chosen = {name: settings[name] for name in exercise.hyperparameters}
                kinds = tuple((name, _kind(value)) for name, value in chosen.items())
                program, counts = _step(exercise, kinds, instead)
                data = set(names) - counts
                constants = _constants(chosen, run)
            given = {"t": arb(count), "p": parameter, **state, **{n: arb(x) for n, x in update.given.items()}}
            change, *new = program([*(given[n] for n in names), *constants], run)
            undecided = undecided or _first_open(run.undecided, data, step)
            run.undecided.clear()
            parameter, state = run.rounded(parameter + change), dict(zip(kept, new, strict=True))
        after.append(parameter)
    return after, undecided


def _constants(settings: Mapping[str, Any], run: Run) -> list[Ball]:
    """The settings that are floating-point numbers, rounded where the dtype does not hold them."""
    numbers = [x for x in flat(tuple(settings.values())) if isinstance(x, float)]
    return [arb(x) if run.dtype is None or run.dtype.round(x) == x else run.rounded(arb(x)) for x in numbers]


def _kind(value: Any) -> Any:
    """The part of a hyperparameter that decides which program a step has: all but the size of a
    float, which is a symbol.
    """
    if isinstance(value, tuple):
        return tuple(_kind(v) for v in value)
    # nan is equal to no flag and to no count
    return math.nan if isinstance(value, float) else value


@lru_cache(maxsize=256)
def _step(
    exercise: Exercise, settings: tuple[tuple[str, Any], ...], instead: Misconception | None
) -> tuple[Program, set[str]]:
    """The program of one step, and which of its inputs count; the hyperparameters that are floats
    are its last symbols.

    A state counts if it stays a whole number, which is supposed of all states first.
    """
    function = instead.function if instead else exercise.function
    kept = exercise.family.states(exercise)
    counts = {i.name for i in exercise.inputs if i.name in kept or i.name == "t"}
    while True:
        given = arguments(exercise, dict(settings), {}, counts)
        outputs = evaluate(exercise, function, given)
        if len(outputs) != 1 + len(kept):
            new = "".join(f" and the new {name}" for name in kept)
            count = f"{1 + len(kept)} {'numbers' if kept else 'number'}, and returned {len(outputs)}"
            message = f"{function.__name__} must return the update{new}, {count}"
            raise ExerciseError("A613", message, place(function))
        left = {n for n, new in zip(kept, outputs[1:], strict=True) if n in counts and not new.is_integer}
        if not left:
            break
        counts -= left
    symbols: tuple[Symbol, ...] = (*(s for t in given.inputs.values() for s in t), *given.hyperparameters)
    try:
        return compiled(outputs, symbols), counts
    except NoBall as error:
        raise ExerciseError(
            "A616", f"{type(error.args[0]).__name__} cannot be evaluated exactly yet", place(function)
        ) from None
