"""The value that each operation of a recorded call needs for a right result. Operations are undone
one by one, from the result back to the inputs.
"""

import ast
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy
from numpy.typing import NDArray

from ...reference.numeric import Array
from .array_functions import sigmoid
from .expressions import OPERATIONS
from .tape import Overlay, Tape, TapeOperation

# of a number, and of the largest beside it: to find what is required costs digits
NEAR, FAINT = 1e-5, 1e-8
EPS = 2.0**-52
MOST = 0.9  # of the entries, that have to be near
PRODUCTS = (OPERATIONS[ast.MatMult], numpy.matmul)
Given = Callable[[Array], Array]  # what an operation gives if an argument is this
Undone = Callable[[Array], Array]  # what the argument has to be for it to give this

# Functions of one argument with what undoes them, beside sums, products and powers.
INVERSES: Mapping[Any, Undone] = MappingProxyType(
    {
        numpy.exp: numpy.log,
        numpy.log: numpy.exp,
        numpy.expm1: numpy.log1p,
        numpy.log1p: numpy.expm1,
        numpy.tanh: numpy.arctanh,
        numpy.arctan: numpy.tan,
        sigmoid: lambda y: numpy.log(y / (1 - y)),
    }
)


@dataclass(frozen=True)
class Need:
    """What operations should have given, by number: nan where any number would do, infinite where
    none would. And the values of those that a change has changed already.
    """

    numbers: Mapping[int, Array]
    changed: Overlay


def required(tape: Tape, output: int, wanted: Array, changed: Overlay, ends: Collection[int] = ()) -> Need:
    """What is needed for the result of `output` to be `wanted`, (*shape); nothing of operations
    that are used several times, or that cannot be undone. The operations that a change was made at
    are `ends`.
    """
    undoing = _Undoing(tape, changed)
    with numpy.errstate(all="ignore"):
        return Need(dict(undoing.back(output, wanted, ends)), changed)


def possible(wanted: Array) -> bool:
    """Whether any numbers would do, and not all."""
    return not numpy.isinf(wanted).any() and not numpy.isnan(wanted).all()


def near(numbers: Array, wanted: Array) -> bool:
    """Whether most numbers are those that are required, wherever it matters."""
    numbers, wanted = numpy.broadcast_arrays(numbers, wanted)
    return bool(matching(numbers[None], wanted)[0])


def matching(rows: Array, wanted: Array) -> NDArray[numpy.bool_]:
    """Which rows, (rows, *shape), are near to what is required, (*shape)."""
    if not possible(wanted):
        return numpy.zeros(len(rows), bool)
    known = ~numpy.isnan(wanted)
    numbers, wanted = rows[:, known], wanted[known]
    allowed = NEAR * abs(wanted) + FAINT * abs(wanted).max()
    return numpy.asarray((abs(numbers - wanted) <= allowed).mean(axis=1) >= MOST)


class _Undoing:
    def __init__(self, tape: Tape, changed: Overlay) -> None:
        self._tape = tape
        self._changed = changed

    def back(self, output: int, wanted: Array, ends: Collection[int]) -> Iterator[tuple[int, Array]]:
        """From a result back to the inputs."""
        uses, left = self._tape.uses(output), [(output, wanted, EPS * abs(wanted))]
        while left:
            number, numbers, errors = left.pop()
            yield number, numbers
            operation = self._tape.operation(number)
            for slot in operation.slots if number not in ends else ():
                undone = self._undone(operation, slot, numbers, errors) if uses[slot[1]] == 1 else None
                if undone is not None:
                    left.append((slot[1], *undone))

    def _undone(
        self, operation: TapeOperation, slot: tuple[Any, int], result: Array, errors: Array
    ) -> tuple[Array, Array] | None:
        """What an argument should have been for an operation to give this, and how far off that may
        be; None if it cannot be said. Of entries that have lost their digits nothing is said.
        """
        value = self._value(slot[1])
        if not isinstance(value, numpy.ndarray | numpy.generic) or value.dtype.kind != "f":
            return None
        if numpy.isinf(result).any():
            return numpy.full(value.shape, numpy.inf), numpy.zeros(value.shape)
        try:
            inverse = self._inverse(operation, slot, numpy.asarray(value), result.shape)
            if inverse is None:
                return None
            errors = errors + EPS * abs(result)
            found, other = inverse(result), inverse(result + errors)
        except Exception:  # not every operation takes other numbers
            return None
        off = abs(other - found)
        known = numpy.isfinite(found)
        lost = known & ~(off <= NEAR * abs(found) + FAINT * numpy.max(abs(found[known]), initial=0.0))
        found = numpy.where(lost, numpy.nan, found)
        return None if numpy.all(numpy.isnan(found)) else (found, numpy.where(known & ~lost, off, 0.0))

    def _inverse(
        self, operation: TapeOperation, slot: tuple[Any, int], value: Array, shape: tuple[int, ...]
    ) -> Undone | None:
        if operation.function in PRODUCTS:
            arguments, _ = operation.given(self._tape.values, self._changed)
            return _of_product(arguments[1 - slot[0]], slot[0])

        def given(numbers: Array) -> Array:
            return numpy.asarray(operation.redone(self._tape.values, {**self._changed, slot[1]: numbers}), float)

        return _solved(operation, given, value, shape)

    def _value(self, number: int) -> Any:
        return self._changed[number] if number in self._changed else self._tape.values[number]


def _solved(operation: TapeOperation, given: Given, value: Array, shape: tuple[int, ...]) -> Undone | None:
    now = given(value)
    if now.shape != shape:
        return None
    if operation.function in INVERSES:
        function = INVERSES[operation.function]
        return lambda result: _inside(function(result), result)
    if _spreads(value.shape, shape):
        if operation.function in (numpy.maximum, numpy.minimum):
            return lambda result: _chosen(operation.function, given, now, result)
        zero, one = given(numpy.zeros_like(value)), given(numpy.ones_like(value))
        slope = numpy.where(one == zero, numpy.nan, one - zero)
        other = 3 * value + 1
        if near(numpy.where(one == zero, zero, zero + slope * other), given(other)):
            return lambda result: _for_all((result - zero) / slope, value.shape)
        power = numpy.log2(given(2 * value) / now)
        if near(given(3 * value), now * 3**power):
            away = numpy.where(value, value, numpy.nan)  # of 0 every power is 0
            return lambda result: _for_all(_inside(away * _root(result / now, power), result / away), value.shape)
    return _moved(given, value)


def _spreads(shape: tuple[int, ...], to: tuple[int, ...]) -> bool:
    """Whether an array is as large as a result, or gets as large by broadcasting."""
    return len(shape) <= len(to) and all(a in (1, b) for a, b in zip(shape[::-1], to[::-1], strict=False))


def _inside(found: Array, result: Array) -> Array:
    """Infinite where no number has such a result, as no exponential is negative; nan where many
    have, as all large ones that give 0.
    """
    faint = abs(result) <= FAINT * numpy.max(abs(result), initial=0.0, where=numpy.isfinite(result))
    outside = numpy.isnan(found) & ~numpy.isnan(result) & ~faint
    return numpy.where(outside, numpy.inf, numpy.where(numpy.isinf(found), numpy.nan, found))


def _chosen(function: Any, given: Given, now: Array, result: Array) -> Array:
    """What one of two numbers should have been for the larger one, or the smaller one, to be
    this.
    """
    other = given(numpy.full(now.shape, -numpy.inf if function is numpy.maximum else numpy.inf))
    same = abs(other - result) <= NEAR * abs(result)
    beyond = other > result if function is numpy.maximum else other < result
    return numpy.where(same, numpy.nan, numpy.where(beyond, numpy.inf, result))


def _root(ratio: Array, power: Array) -> Array:
    """Which factor of an argument gives this factor of its power; of 1 / x a negative one, too."""
    whole = numpy.where(abs(power) == 1, numpy.sign(ratio), 1.0)
    return numpy.asarray(whole * (whole * ratio) ** (1 / power))


def _moved(given: Given, value: Array) -> Undone | None:
    """What an argument should have been whose entries are only put elsewhere, as in a transpose."""
    places = given(numpy.arange(1.0, value.size + 1).reshape(value.shape))
    others = given(numpy.zeros_like(value))
    index = numpy.where(places - others > 0, places - others, 0).astype(int)
    if index.max(initial=0) > value.size:
        return None
    if not near(numpy.where(index, value.ravel()[index - 1], others), given(value)):
        return None

    def undone(result: Array) -> Array:
        found = numpy.full(value.size, numpy.nan)
        found[index[index > 0] - 1] = result[index > 0]
        again = numpy.where(index, found[index - 1], result)
        return found.reshape(value.shape) if near(again, result) else numpy.full(value.shape, numpy.inf)

    return undone


def _of_product(other: Array, place: int) -> Undone | None:
    """What one of two matrices should have been for their product to be this."""
    if other.ndim != 2:
        return None
    inverse, whole = numpy.linalg.pinv(other), numpy.linalg.matrix_rank(other) == other.shape[place]

    def undone(result: Array) -> Array:
        found = result @ inverse if place == 0 else inverse @ result
        if not near(found @ other if place == 0 else other @ found, result):
            return numpy.full(found.shape, numpy.nan if numpy.isnan(result).any() else numpy.inf)
        return found if whole else numpy.full(found.shape, numpy.nan)  # there are several

    return undone


def _for_all(numbers: Array, shape: tuple[int, ...]) -> Array:
    """One number for all entries that share it; nan if they would have to be several: there should
    have been more.
    """
    if numbers.shape == shape:
        return numbers
    lead = numbers.ndim - len(shape)
    axes = tuple(a for a in range(numbers.ndim) if a < lead or shape[a - lead] != numbers.shape[a])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # where any number would do for all
        shared = numpy.nanmedian(numbers, axes, keepdims=True)
    fits = near(numpy.where(numpy.isnan(numbers), numpy.nan, shared), numbers)
    return numpy.where(fits, shared, numpy.nan).reshape(shape)
