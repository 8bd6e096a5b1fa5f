"""Expressions at many points at once, in float64 and without any bound: enough for a first look at
many candidates.

What overflows is infinite, what has no value is nan. Expressions that share parts share the work.
"""

import math
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import numpy
import sympy
from sympy import Basic, Expr, S, Symbol

from ..detached import Detached
from .numeric import Array, on_arrays
from .operations.table import OPERATIONS

CLOSE = 1e-9  # how far apart numbers are that may be equal


class NoVector(Exception):
    """A function or a symbol that is not known here; the argument is the expression."""


class Vectors:
    """Some points, with a number for each symbol, and what expressions are there."""

    def __init__(self, symbols: Sequence[Symbol], points: Sequence[Sequence[float]] | Array) -> None:
        columns = numpy.array(points, float).reshape(len(points), len(symbols)).T
        self._count = len(points)
        self._known: dict[Basic, Any] = dict(zip(symbols, columns, strict=True))

    def values(self, expression: Expr) -> Array:
        """The values of an expression, point by point.

        Raises:
            NoVector: if there is something in it that is not known here.
        """
        with numpy.errstate(all="ignore"):
            return numpy.broadcast_to(numpy.asarray(self._value(expression), float), self._count)

    def same(self, left: Expr, right: Expr) -> bool:
        """Whether two expressions are the same numbers at all points, except for rounding
        errors.
        """
        values = self.values(left), self.values(right)
        return bool(numpy.allclose(*values, rtol=CLOSE, atol=CLOSE, equal_nan=True))

    def _value(self, e: Basic) -> Any:
        known = self._known.get(e)
        if known is None:
            known = self._known[e] = self._computed(e)
        return known

    def _computed(self, e: Any) -> Any:
        if e in (S.true, S.false):
            return bool(e)
        if e.is_Atom and e.is_number:
            return _number(e)
        if isinstance(e, sympy.Piecewise):
            result: Any = math.nan
            for value, condition in reversed(e.args):
                result = numpy.where(self._value(condition), self._value(value), result)
            return result
        if type(e) not in _OPERATIONS:
            raise NoVector(e)
        return _OPERATIONS[type(e)](*map(self._value, e.args))


def _number(e: Expr) -> Any:
    """A constant; numpy's, which divides by 0 without an exception."""
    try:
        return numpy.float64(e)
    except TypeError:  # complex infinity, and roots of negative numbers
        return numpy.float64(math.nan)


def _all(operation: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    return lambda *values: reduce(operation, values)


_OPERATIONS: dict[type[Basic], Callable[..., Any]] = {
    **{o.function: on_arrays(o) for o in OPERATIONS},
    sympy.Add: _all(numpy.add),
    sympy.Mul: _all(numpy.multiply),
    sympy.Pow: numpy.power,
    sympy.Max: _all(numpy.maximum),
    sympy.Min: _all(numpy.minimum),
    sympy.UnevaluatedExpr: lambda value: value,
    Detached: lambda value: value,
    sympy.StrictGreaterThan: numpy.greater,
    sympy.GreaterThan: numpy.greater_equal,
    sympy.StrictLessThan: numpy.less,
    sympy.LessThan: numpy.less_equal,
    sympy.Equality: numpy.equal,
    sympy.Unequality: numpy.not_equal,
    sympy.And: _all(numpy.logical_and),
    sympy.Or: _all(numpy.logical_or),
    sympy.Not: numpy.logical_not,
    sympy.ITE: numpy.where,
}
