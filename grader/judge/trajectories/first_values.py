"""States of an optimizer that do not begin at 0."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy

from ...exercise import Exercise
from ...reference.edits import on_numbers
from ...reference.formula import flat, keywords
from ...reference.numeric import hyperparameters
from ...reference.recurrence import Update
from .scenarios import Scenario

# by state, for the first step of an entry
First = Callable[[Exercise, Update, float], Mapping[str, float]]


def beginning(names: Sequence[str], first: First) -> Callable[[Exercise, Scenario, int, int], list[Update]]:
    """The updates of an entry of a parameter, with states that are something else before the first
    step.
    """

    def updates(exercise: Exercise, scenario: Scenario, parameter: int, entry: int) -> list[Update]:
        found = scenario.updates(exercise, parameter, entry)
        start = scenario.starts[parameter][entry]
        for step, update in enumerate(found):
            if update.given is not None:
                values = first(exercise, update, start)
                found[step] = replace(update, given={**update.given, **{n: values[n] for n in names}})
                break
        return found

    return updates


def ones(exercise: Exercise, update: Update, start: float) -> dict[str, float]:
    """1 for each state."""
    return dict.fromkeys(exercise.family.states(exercise), 1.0)


def first_values(exercise: Exercise, update: Update, start: float) -> dict[str, float]:
    """For each state x that becomes a x + b in a step, b / (1 - a): what stays as it is in the
    first step.
    """
    states = exercise.family.states(exercise)
    zero, one = (_after(exercise, update, start, x) for x in (0.0, 1.0))
    return {n: float(b / (1 - (c - b)) if c - b != 1 else b) for n, b, c in zip(states, zero, one, strict=True)}


def _after(exercise: Exercise, update: Update, start: float, state: float) -> list[Any]:
    """All states after the first step, if each of them is a number before it."""
    given = {"t": 1.0, "p": start, **dict.fromkeys(exercise.family.states(exercise), state), **(update.given or {})}
    taken = keywords(exercise.function)
    settings = {k: _long(v) for k, v in hyperparameters(exercise, update.settings).items() if k in taken}
    numbers = [numpy.longdouble(given[i.name]) for i in exercise.inputs]
    _, *new = flat(on_numbers(exercise.function)(*numbers, **settings))
    return new


def _long(value: Any) -> Any:
    """A number with more digits: differences of two steps lose some."""
    if isinstance(value, tuple):
        return tuple(map(_long, value))
    return numpy.longdouble(value) if isinstance(value, float) else value
