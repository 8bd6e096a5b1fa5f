"""A step of an optimizer, or of training, as equations, each in terms of those before it."""

from collections.abc import Iterator, Mapping
from typing import Any

import sympy
from sympy import Expr, Symbol

from ...exercise import Exercise
from ...specification import Function
from ..formula import arguments, evaluate
from .notation import notation
from .sections import Equation, Line, Section
from .tidy import named
from .written_nodes import Sum, Word

UPDATE = "update"


def steps(exercise: Exercise) -> Iterator[Section]:
    """The step with the default settings, and for each of the exercise's variants that has another
    one.
    """
    seen = [plain := step(exercise, exercise.function, {})]
    yield Section("one step", plain, tuple(_letters(exercise)))
    for variant in exercise.variants:
        if (lines := step(exercise, exercise.function, variant)) not in seen:
            seen.append(lines)
            heading = ", ".join(f"{name}={value!r}" for name, value in variant.items())
            yield Section(f"one step with {heading}", lines)


def _letters(exercise: Exercise) -> Iterator[str]:
    yield f"g is {exercise.family.gradient_words}, p the parameter; a prime marks what is new after the step"
    if "t" in {i.name for i in exercise.inputs}:
        yield "t counts the steps, from 1"
    if kept := exercise.family.states(exercise):
        yield f"at first 0: {', '.join(kept)}"
    if exercise.hyperparameters:
        yield "; ".join(f"{name} = {value!r}" for name, value in exercise.hyperparameters.items())


def step(exercise: Exercise, function: Function, settings: Mapping[str, Any]) -> tuple[Line, ...]:
    """The equations of one step, of the exercise's own function or of a wrong one."""
    lines = [_equation(name.name, value) for name, value in step_values(exercise, function, settings)]
    moved = Sum(((False, Word("p")), (False, Word(UPDATE))))
    return (*lines, Line(Equation(Word("p'"), (moved,))))


def step_values(exercise: Exercise, function: Function, settings: Mapping[str, Any]) -> list[tuple[Symbol, Expr]]:
    """What one step works out: each state with a prime and the update, in terms of those before
    it.
    """
    given = arguments(exercise, settings, {})
    update, *new = evaluate(exercise, function, given)
    quantities = [(s, Symbol(f"{n}'", real=True)) for s, n in zip(new, exercise.family.states(exercise), strict=True)]
    quantities = sorted([*quantities, (update, Symbol(UPDATE, real=True))], key=_size)
    return [(name, named(value, quantities[:k])) for k, (value, name) in enumerate(quantities)]


def _size(quantity: tuple[Expr, Symbol]) -> int:
    """What contains another quantity has more operations."""
    return int(sympy.count_ops(quantity[0]))


def _equation(name: str, value: Expr) -> Line:
    return Line(Equation(Word(name), (notation(value),)))
