"""Authors' functions run on numpy arrays instead of symbols: many points at once, in float64,
without any bound.

Good enough to throw out thousands of wrong candidates in a moment, never to decide anything. What
overflows or has no value is inf or nan.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy
from numpy.typing import NDArray

from ..exercise import Exercise
from .operations.operation import Operation
from .operations.table import OPERATIONS

Array = NDArray[numpy.float64]


class NumericSym:
    """What `sym` gives to formulas, on numbers."""

    pi, E, S = math.pi, math.e, staticmethod(numpy.float64)
    sqrt = staticmethod(numpy.sqrt)
    Ne, Gt, Ge, Lt, Le = map(
        staticmethod, (numpy.not_equal, numpy.greater, numpy.greater_equal, numpy.less, numpy.less_equal)
    )
    Eq = staticmethod(numpy.equal)

    @staticmethod
    def Rational(p: Any, q: Any = 1) -> Any:  # noqa: N802 - SymPy's name
        return numpy.float64(p) / q

    Integer = Float = staticmethod(numpy.float64)

    @staticmethod
    def UnevaluatedExpr(x: Any) -> Any:  # noqa: N802
        return x

    detach = UnevaluatedExpr

    @staticmethod
    def Max(*values: Any, evaluate: bool = True) -> Any:  # noqa: N802
        return _fold(numpy.maximum, values)

    @staticmethod
    def Min(*values: Any, evaluate: bool = True) -> Any:  # noqa: N802
        return _fold(numpy.minimum, values)

    @staticmethod
    def And(*conditions: Any) -> Any:  # noqa: N802
        return _fold(numpy.logical_and, conditions) if conditions else True

    @staticmethod
    def Or(*conditions: Any) -> Any:  # noqa: N802
        return _fold(numpy.logical_or, conditions) if conditions else False

    @staticmethod
    def Not(condition: Any) -> Any:  # noqa: N802
        return numpy.logical_not(condition)

    @staticmethod
    def Piecewise(*branches: tuple[Any, Any]) -> Any:  # noqa: N802
        result: Any = math.nan
        for value, condition in reversed(branches):
            result = numpy.where(condition, value, result)
        return result

    @classmethod
    def take(cls, values: Sequence[Any], index: Any) -> Any:
        return cls.Piecewise(*((v, numpy.equal(index, i)) for i, v in enumerate(values)), (0.0, True))


def on_arrays(operation: Operation) -> Callable[[Any], Any]:
    """The values of a function at all numbers of an array; infinite where they overflow, nan where
    there are none.
    """
    if isinstance(operation.array, str):
        return getattr(numpy, operation.array)  # type: ignore[no-any-return]
    elementwise = numpy.frompyfunc(operation.array, 1, 1)
    return lambda values: numpy.asarray(elementwise(values), float)


for _operation in OPERATIONS:
    setattr(NumericSym, _operation.name, staticmethod(on_arrays(_operation)))


def _fold(operation: Callable[[Any, Any], Any], values: Sequence[Any]) -> Any:
    result = values[0]
    for value in values[1:]:
        result = operation(result, value)
    return result


def nest(entries: Sequence[Array], shape: Sequence[int]) -> Any:
    """Arrays of the entries of one input, nested as its family has them."""
    if not shape:
        return entries[0]
    step = len(entries) // shape[0]
    return [nest(entries[i * step : (i + 1) * step], shape[1:]) for i in range(shape[0])]


def hyperparameters(exercise: Exercise, settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a call, floating-point ones as numpy's, which divide by 0 without an
    exception.
    """
    return {name: _number(settings.get(name, default)) for name, default in exercise.hyperparameters.items()}


def _number(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_number, value))
    return numpy.float64(value) if isinstance(value, float) else value
