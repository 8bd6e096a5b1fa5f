"""Expressions at many points at once, in float64 and without any bound: enough for a first look at many candidates.

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
from .numeric import Array

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
        """Whether two expressions are the same numbers at all points, but for rounding errors."""
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


def _each(function: Callable[[float], float]) -> Callable[[Any], Any]:
    elementwise = numpy.frompyfunc(function, 1, 1)
    return lambda values: numpy.asarray(elementwise(values), float)


_OPERATIONS: dict[type[Basic], Callable[..., Any]] = {
    sympy.Add: _all(numpy.add),
    sympy.Mul: _all(numpy.multiply),
    sympy.Pow: numpy.power,
    sympy.Max: _all(numpy.maximum),
    sympy.Min: _all(numpy.minimum),
    sympy.Abs: numpy.abs,
    sympy.sign: numpy.sign,
    sympy.exp: numpy.exp,
    sympy.log: numpy.log,
    sympy.sin: numpy.sin,
    sympy.cos: numpy.cos,
    sympy.sinh: numpy.sinh,
    sympy.cosh: numpy.cosh,
    sympy.tanh: numpy.tanh,
    sympy.atan: numpy.arctan,
    sympy.erf: _each(math.erf),
    sympy.erfc: _each(math.erfc),
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
