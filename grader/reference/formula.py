"""From an author's function to SymPy expressions, for one sample: one element, one row, one step."""

from __future__ import annotations

import traceback
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from inspect import CO_VARKEYWORDS
from typing import Any

import sympy
from sympy import Expr, Symbol

from ..errors import ExerciseError, Where
from ..exercise import Exercise, Function, Input, place

Sizes = Mapping[str, int]


@dataclass(frozen=True)
class Formula:
    """The outputs of an exercise for one sample, as expressions of the symbols of its inputs and hyperparameters.

    `inputs` has the symbols of each input in row-major order; `hyperparameters` only those that are floating-point
    numbers, since all others (flags, counts, texts) are given to the author's function as they are.
    """

    inputs: Mapping[str, tuple[Symbol, ...]]
    hyperparameters: Mapping[Symbol, float]
    outputs: tuple[Expr, ...]

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        """The symbols of all inputs, in order."""
        return tuple(symbol for symbols in self.inputs.values() for symbol in symbols)


@dataclass(frozen=True)
class Arguments:
    """What an author's function is called with, and the symbols in it."""

    positional: tuple[Any, ...]
    keywords: Mapping[str, Any]
    inputs: Mapping[str, tuple[Symbol, ...]]
    hyperparameters: Mapping[Symbol, float]


def arguments(exercise: Exercise, settings: Mapping[str, Any], sizes: Sizes, whole: Collection[str] = ()) -> Arguments:
    """Symbols for every input of an exercise, nested as its family wants them.

    `sizes` gives the length of each named dimension (`"row"` for rowwise functions); `settings` replace
    hyperparameters. The inputs in `whole` are whole numbers, as counts are.
    """
    positional, inputs = [], {}
    for item in exercise.inputs:
        shape = sample_shape(exercise, item, sizes)
        assumptions = {"integer": True} if item.name in whole else item.domain.assumptions
        positional.append(nested := _symbols(item.name, shape, assumptions))
        inputs[item.name] = tuple(flat(nested))
    hyperparameters: dict[Symbol, float] = {}
    named = {}
    for name, default in exercise.hyperparameters.items():
        named[name] = _hyperparameter(name, settings.get(name, default), hyperparameters)
    return Arguments(tuple(positional), named, inputs, hyperparameters)


def build(exercise: Exercise, settings: Mapping[str, Any], sizes: Sizes) -> Formula:
    """The formula of an exercise for one sample.

    Raises:
        ExerciseError: A613, if the author's function fails or returns something that is no formula of its parameters.
    """
    given = arguments(exercise, settings, sizes)
    return Formula(given.inputs, given.hyperparameters, evaluate(exercise, exercise.function, given))


def evaluate(exercise: Exercise, function: Function, given: Arguments) -> tuple[Expr, ...]:
    """Call one of the author's functions with symbols and check what it returns; nested results are flattened.

    Raises:
        ExerciseError: A613, at the author's line.
    """
    try:
        result = function(*given.positional, **{k: v for k, v in given.keywords.items() if _takes(function, k)})
    except Exception as error:
        lines = [
            f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == function.__code__.co_filename
        ]
        where = Where(function.__code__.co_filename, lines[-1] if lines else function.__code__.co_firstlineno)
        raise ExerciseError("A613", f"{function.__name__} failed: {type(error).__name__}: {error}", where) from error
    outputs = tuple(flat(result))
    known = {*(s for symbols in given.inputs.values() for s in symbols), *given.hyperparameters}
    for output in outputs:
        expression = sympy.sympify(output, strict=True) if isinstance(output, int | float | sympy.Basic) else None
        if not isinstance(expression, Expr):
            raise ExerciseError(
                "A613", f"{function.__name__} returned {output!r}, which is no formula", place(function)
            )
        if foreign := expression.free_symbols - known:
            names = ", ".join(sorted(map(str, foreign)))
            raise ExerciseError(
                "A613", f"{function.__name__} uses {names}, which is none of its parameters", place(function)
            )
    return tuple(sympy.sympify(output) for output in outputs)


def flat(nested: Any) -> Iterator[Any]:
    """The leaves of nested lists and tuples, in order."""
    if isinstance(nested, list | tuple):
        for item in nested:
            yield from flat(item)
    else:
        yield nested


def sample_shape(exercise: Exercise, item: Input, sizes: Sizes) -> tuple[int, ...]:
    """The shape in which one sample's entries of an input reach the author's function."""
    if exercise.family == "rowwise":
        return (sizes["row"],)
    if exercise.family == "elementwise":  # a learnable parameter has one number for each element's channel
        return ()
    return tuple(sizes[name] for name in item.shape)


def _symbols(name: str, shape: Sequence[int], assumptions: Mapping[str, bool]) -> Any:
    if not shape:
        return Symbol(name, **assumptions)
    return [_symbols(f"{name}_{i}", shape[1:], assumptions) for i in range(shape[0])]


def _hyperparameter(name: str, value: Any, symbols: dict[Symbol, float]) -> Any:
    if isinstance(value, tuple):
        return tuple(_hyperparameter(f"{name}_{i}", v, symbols) for i, v in enumerate(value))
    if not isinstance(value, float):
        return value
    symbol = Symbol(name, real=True)
    symbols[symbol] = value
    return symbol


def keywords(function: Function) -> tuple[str, ...]:
    """The hyperparameters that one of the author's functions takes."""
    code = function.__code__
    return code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]


def _takes(function: Function, name: str) -> bool:
    return name in keywords(function) or bool(function.__code__.co_flags & CO_VARKEYWORDS)
