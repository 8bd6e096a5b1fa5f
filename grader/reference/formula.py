"""From an author's function to SymPy expressions, for one sample: one element, one row, one
step.
"""

from __future__ import annotations

import traceback
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from inspect import CO_VARKEYWORDS
from typing import Any

import sympy
from sympy import Expr, Symbol

from ..errors import ExerciseError, Where
from ..exercise import Exercise
from ..limit import WRITING, limited
from ..specification import Function, place
from .failed import cause

Sizes = Mapping[str, int]


@dataclass(frozen=True)
class Formula:
    """The outputs of an exercise for one sample, as expressions of the symbols of its inputs and
    hyperparameters.

    `inputs` has the symbols of each input in row-major order; `hyperparameters` only those that are
    floating-point numbers, since all others (flags, counts, texts) are given to the author's
    function as they are.
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
    sizes: Sizes


def arguments(exercise: Exercise, settings: Mapping[str, Any], sizes: Sizes, whole: Collection[str] = ()) -> Arguments:
    """Symbols for every input of an exercise, nested as its family wants them.

    `sizes` gives the length of each named dimension (`"row"` for rowwise functions); `settings`
    replace hyperparameters. The inputs in `whole` are whole numbers, as counts are.
    """
    positional, inputs = [], {}
    for item in exercise.inputs_under(settings):
        shape = exercise.family.sample_shape(item, sizes)
        assumptions = {"integer": True} if item.name in whole else item.domain.assumptions
        positional.append(nested := _symbols(item.name, shape, assumptions))
        inputs[item.name] = tuple(flat(nested))
    hyperparameters: dict[Symbol, float] = {}
    named = {}
    for name, default in exercise.hyperparameters.items():
        named[name] = _hyperparameter(name, settings.get(name, default), hyperparameters)
    return Arguments(tuple(positional), named, inputs, hyperparameters, sizes)


def build(exercise: Exercise, settings: Mapping[str, Any], sizes: Sizes) -> Formula:
    """The formula of an exercise for one sample.

    Raises:
        ExerciseError: A613, if the author's function fails or returns something that is no formula
        of its parameters.
    """
    given = arguments(exercise, settings, sizes)
    return Formula(given.inputs, given.hyperparameters, evaluate(exercise, exercise.function, given))


def evaluate(exercise: Exercise, function: Function, given: Arguments) -> tuple[Expr, ...]:
    """Call one of the author's functions with symbols and check what it returns; nested results are
    flattened.

    Raises:
        ExerciseError: A613, at the author's line; A623 or A624, if it does not end or goes too
        deep.
    """
    named = {k: v for k, v in given.keywords.items() if _takes(function, k)}
    with limited(WRITING, f"{function.__name__}, which writes the formula,", place(function)):
        try:
            result = function(*given.positional, **named)
        except RecursionError:
            raise
        except Exception as error:
            file = function.__code__.co_filename
            lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == file]
            where = Where(file, lines[-1]) if lines else place(function)
            raise ExerciseError("A613", f"{function.__name__} failed: {cause(error)}", where) from error
    outputs = tuple(flat(result))
    known = {*(s for symbols in given.inputs.values() for s in symbols), *given.hyperparameters}
    wrong = not any(function is f for f in (exercise.function, *(form.function for form in exercise.forms)))
    complaints = [_shape(exercise, function, given, result), *(_no_formula(o, known, wrong) for o in outputs)]
    for complaint in filter(None, complaints):
        raise ExerciseError("A613", f"{function.__name__} {complaint}", place(function))
    return tuple(sympy.sympify(output) for output in outputs)


def as_written(exercise: Exercise, function: Function, given: Arguments) -> tuple[Expr, ...]:
    """What `evaluate` gives, without what SymPy does by itself: z - (z - 1) stays that, and is not
    1.

    A function that needs SymPy to evaluate, say to decide a comparison of numbers, is as it is.
    """
    with sympy.evaluate(False):
        try:
            return evaluate(exercise, function, given)
        except ExerciseError:
            pass
    return evaluate(exercise, function, given)


def check_steady(exercise: Exercise) -> None:
    """Refuse a formula that is another one when it is asked for again.

    Raises:
        ExerciseError: A613.
    """
    given = arguments(exercise, {}, exercise.sizes[0] if exercise.sizes else {"row": 2})
    if evaluate(exercise, exercise.function, given) != evaluate(exercise, exercise.function, given):
        message = f"{exercise.slug} returns another formula when it is called again: use its parameters alone"
        raise ExerciseError("A613", message, exercise.where)


def _shape(exercise: Exercise, function: Function, given: Arguments, result: object) -> str:
    """What is wrong with how many numbers a function returns as a value; nothing if it is right or
    no value.
    """
    forms = (f.function for f in exercise.forms if f.of != "gradient")
    wrong = (m.function for m in exercise.misconceptions if m.of == "value")
    if result is None or not any(function is f for f in (exercise.function, *forms, *wrong)):
        return ""
    entries = list(result) if isinstance(result, list | tuple) else None
    if exercise.family.recurrent:
        return ""
    wanted = exercise.family.outputs(exercise, given.sizes)
    if wanted is None:
        if entries is None:
            return ""
        advice = "a function with several results is an exercise for each of them"
        return f"returned {len(entries)} numbers in a {type(result).__name__}, and must return one: {advice}"
    length, of = wanted
    if entries is not None and len(entries) == length and not any(isinstance(e, list | tuple) for e in entries):
        return ""
    got = "one number alone" if entries is None else f"{len(entries)}, or lists in a list"
    return f"must return a list of {length} numbers for {of}, and returned {got}"


def _no_formula(output: object, known: Collection[Symbol], wrong: bool) -> str:
    """What is wrong with a result as a formula of the `known` symbols; nothing if it is one.

    A formula that is meant to be `wrong` may divide by 0, as by C - 1 where there is one class.
    """
    if output is None:
        return "returned None: is a return missing?"
    if isinstance(output, bool) or (isinstance(output, sympy.logic.boolalg.Boolean) and not isinstance(output, Expr)):
        return f"returned {output}, which is true or false and no number: write sym.Piecewise((1, {output}), (0, True))"
    expression = sympy.sympify(output, strict=True) if isinstance(output, int | float | sympy.Basic) else None
    if not isinstance(expression, Expr):
        return f"returned {output!r}, which is no formula: build it from the parameters with sym"
    if expression.has(sympy.I):
        return f"returned {expression}, which is no real number: it has the imaginary unit"
    if expression.has(sympy.nan, sympy.zoo) and not wrong:
        return "divides by 0, or takes infinity from infinity, whatever its inputs are"
    if foreign := sorted(map(str, expression.free_symbols - set(known))):
        again = any(str(symbol) in foreign for symbol in known)
        advice = "use the parameter itself, not a new symbol of its name" if again else "it is none of its parameters"
        return f"uses the symbol {', '.join(foreign)}: {advice}"
    return ""


def flat(nested: Any) -> Iterator[Any]:
    """The leaves of nested lists and tuples, in order."""
    if isinstance(nested, list | tuple):
        for item in nested:
            yield from flat(item)
    else:
        yield nested


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


def accepted(function: Function, settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that one of the author's functions takes."""
    return {name: value for name, value in settings.items() if _takes(function, name)}


def _takes(function: Function, name: str) -> bool:
    return name in keywords(function) or bool(function.__code__.co_flags & CO_VARKEYWORDS)
