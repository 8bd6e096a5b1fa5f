"""Enclosures of what an exercise should give, entry by entry: the real value as a ball, and how far
a result may be from it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from flint import arb, ctx
from sympy import Expr, Float, Symbol

from ..dtypes import DType
from ..errors import ExerciseError, Where
from .differentiate import derive
from .program import Ball, Program, Run, Tie
from .undefined import undefined

# How many times the error bound a result may be off. It covers library functions that are not
# correctly rounded (torch's vectorised erf in float32 is 5 bounds off) and orders of evaluation
# other than the forms at hand.
SAFETY = 8
DIGITS = 12  # that are shown of numbers that should be equal
GUARD_BITS = 20  # a ball is small enough when its radius is below 2^-20 units in the last place
MOST_BITS = 1 << 13


@dataclass(frozen=True)
class Band:
    """What is right for one entry: anything from `low` to `high` (apart only at a kink), give or
    take `allowed`.
    """

    low: Ball
    high: Ball
    allowed: float
    dtype: DType

    def error(self, got: float) -> float:
        """How far `got` lies outside [low, high]; infinite for nan, and for infinity unless the
        right value overflows.

        Where there is no right value, as at a pole of a wrong formula, it is nan and infinity that
        are right.
        """
        if not self.low.is_finite():
            return math.inf if math.isfinite(got) else 0.0
        if math.isnan(got):
            return math.inf
        if math.isinf(got):
            reaches = self.high + self.allowed if got > 0 else self.allowed - self.low
            return 0.0 if reaches >= self.dtype.largest else math.inf
        below, above = self.low - arb(got), arb(got) - self.high
        return max(float(below.abs_upper()) if below > 0 else 0.0, float(above.abs_upper()) if above > 0 else 0.0)

    def within(self, most: float) -> "Band":
        """The same, with `most` as the largest allowance; also where roundings have no bound
        (infinity or nan).
        """
        return replace(self, allowed=self.allowed if self.allowed <= most else most)

    @property
    def nearest(self) -> float:
        """The end nearer to 0, as a number to show."""
        return float(min(self.low, self.high, key=lambda ball: abs(float(ball.mid()))).mid())

    def nearest_to(self, got: float) -> float:
        """Of what is right the number that is nearest to another one."""
        low, high = float(self.low.mid()), float(self.high.mid())
        return min(max(got, low), high)


@dataclass(frozen=True)
class EqualForm:
    """Outputs of a program that equal its first ones, computed in another way; `where` is where it
    was written.
    """

    outputs: tuple[Expr, ...]
    where: Where | None = None


@dataclass(frozen=True, kw_only=True)
class EqualForms:
    """Equal forms of the same outputs, as functions of `symbols`.

    `by` names for each output the symbol that it is a derivative by, which tells the two sides of a
    kink apart; None for values. Of the symbols the first `known` are the author's own, or all;
    after them come the divisor of a mean and the gradient of the result.
    """

    forms: Sequence[EqualForm]
    symbols: tuple[Symbol, ...]
    by: Sequence[Symbol | None]
    known: int | None = None


class Reference:
    """Equal forms at many points: the first form is the truth, all of them make the error bound.

    `lenient` is for wrong formulas, which may have no value somewhere.
    """

    def __init__(
        self, equal: EqualForms, points: Sequence[Sequence[float | Ball]], dtype: DType, lenient: bool = False
    ) -> None:
        self._forms, self._symbols, self._by = equal.forms, equal.symbols, equal.by
        self._dtype, self._lenient = dtype, lenient
        self._points = [[arb(x) for x in point] for point in points]
        self._width, self._known = len(equal.by), len(equal.symbols) if equal.known is None else equal.known
        self._program = compiled(tuple(o for form in equal.forms for o in form.outputs), self._symbols)
        self._runs: dict[tuple[object, ...], tuple[list[Ball], bool]] = {}
        self._deviations: dict[tuple[int, int], Ball] = {}

    def band(self, terms: Sequence[tuple[int, int]]) -> Band:
        """The sum of outputs at points, given as (point, output) pairs.

        Raises:
            ExerciseError: A614, if the formula has no value there; A615, if a form is not equal to
            the first.
        """
        bits = self._dtype.digits + 64
        while True:
            with ctx.workprec(bits):
                sides = [self._sides(*term, bits) for term in terms]
                low = sum((min(s, key=_middle) for s in sides), arb(0))
                high = sum((max(s, key=_middle) for s in sides), arb(0))
                if small(low, self._dtype) and small(high, self._dtype):
                    return Band(low, high, self._allowed(terms, [s[0] for s in sides], bits), self._dtype)
            if bits > MOST_BITS and self._lenient:
                return Band(arb.nan(), arb.nan(), 0.0, self._dtype)
            if bits > MOST_BITS:
                raise self._undefined("A614", "value", terms, bits)
            bits *= 2

    def _allowed(self, terms: Sequence[tuple[int, int]], values: list[Ball], bits: int) -> float:
        deviation = sum((self._deviation(*term, bits) for term in terms), arb(0))
        summation = sum((abs(v) for v in values), arb(0)) * ((len(terms) - 1) * self._dtype.unit)
        allowed = (SAFETY * (deviation + summation) + self._dtype.smallest_normal).abs_upper()
        # a check that accepts everything must not pass for one
        if not allowed.is_finite() and not self._lenient:
            raise self._undefined("A619", f"error bound in {self._dtype.name}", terms, bits)
        return min(float(allowed), self._dtype.largest)

    def _sides(self, point: int, output: int, bits: int, form: int = 0, rounded: bool = False) -> tuple[Ball, ...]:
        """One ball, or at a kink two: the limits from both sides."""
        k, by = form * self._width + output, self._by[output]
        balls, tied = self._run(point, bits, None, 0, rounded)
        if not tied or by is None:
            return (balls[k],)
        return tuple(self._run(point, bits, by, direction, rounded)[0][k] for direction in (-1, 1))

    def _deviation(self, point: int, output: int, bits: int) -> Ball:
        """How far from the truth the forms may get when computed with rounding; those without a
        bound are left out.
        """
        if (point, output) not in self._deviations:
            exact = self._sides(point, output, bits)
            low, high = min(exact, key=_middle), max(exact, key=_middle)
            distances = []
            for i, form in enumerate(self._forms):
                if i and not self._equal(exact, sides := self._sides(point, output, bits, i)):
                    raise self._unequal(form, point, exact[0], sides[0])
                rounded = self._sides(point, output, bits, i, rounded=True)
                distances += [(r.upper() - high).max(low - r.lower()).abs_upper() for r in rounded]
            finite = [d for d in distances if d.is_finite()]
            self._deviations[point, output] = max(finite, key=_middle) if finite else arb("inf")
        return self._deviations[point, output]

    def _undefined(self, code: str, lacks: str, terms: Sequence[tuple[int, int]], bits: int) -> ExerciseError:
        """What to say of the first term that has no value or no bound: where that is, and which
        piece is to blame.
        """
        rounded = code == "A619"
        point, output = next((t for t in terms if not self._sides(*t, bits, rounded=rounded)[0].is_finite()), terms[0])
        form = self._forms[0]
        dtype = self._dtype if rounded else None
        piece = undefined(form.outputs[output], self._symbols, self._points[point], dtype)
        subject = "formula" if self._by[output] is None else "derivative"
        remedy = "add a stable form, narrow the domain" if rounded else "narrow the domain"
        message = f"the {subject} has no {lacks} at {self._at(point)}: {piece}; {remedy}, or remove the trap"
        return ExerciseError(code, message, form.where)

    def _equal(self, left: tuple[Ball, ...], right: tuple[Ball, ...]) -> bool:
        return all(a.overlaps(b) or not b.is_finite() for a, b in zip(left, right, strict=True))

    def _unequal(self, form: EqualForm, point: int, is_: Ball, got: Ball) -> ExerciseError:
        numbers = f"it is {_number(got, DIGITS)}, but should be {_number(is_, DIGITS)}"
        message = f"this form is not equal to what it stands for: at {self._at(point, upstream=True)} {numbers}"
        if any(output.has(Float) for output in form.outputs):
            message += ". Python rounds 1 / 3: write sym.Rational(1, 3)"
        return ExerciseError("A615", message, form.where)

    def _run(self, point: int, bits: int, by: Symbol | None, direction: int, rounded: bool) -> tuple[list[Ball], bool]:
        key = (point, bits, by, direction, rounded)
        if key not in self._runs:
            at = self._points[point]
            run = Run(self._dtype if rounded else None, side(self._symbols, at, by, direction) if by else None)
            if rounded:  # a hyperparameter that this format cannot hold is rounded on its way in
                at = [x if self._dtype.round(float(x)) == float(x) else run.rounded(x) for x in at]
            self._runs[key] = (self._program(at, run), run.tied)
        return self._runs[key]

    def _at(self, point: int, upstream: bool = False) -> str:
        """A point in an author's names: inputs, hyperparameters and the gradient of the result."""
        pairs = list(zip(map(str, self._symbols), self._points[point], strict=True))
        given = pairs[self._known + 1 :] if upstream else []
        told = pairs[: self._known] + ([("grad_output", given[0][1])] if len(given) == 1 else given)
        return ", ".join(f"{name}={_number(value)}" for name, value in told)


def side(symbols: tuple[Symbol, ...], point: Sequence[Ball], by: Symbol, direction: int) -> Tie:
    """What decides a comparison of equal numbers when `by` moves a little in `direction`: the first
    derivative that is not 0.
    """

    def tie(difference: Expr) -> int:
        for order in range(1, 4):
            difference = derive(difference, by).after
            ball: Ball = compiled((difference,), symbols)(point, Run(tie=tie))[0]
            if not ball.contains(0):
                moved = direction if order % 2 else 1
                return moved if ball > 0 else -moved
        return 0

    return tie


@lru_cache(maxsize=512)
def compiled(outputs: tuple[Expr, ...], symbols: tuple[Symbol, ...]) -> Program:
    """The program of these outputs, compiled once."""
    return Program(outputs, symbols)


def small(ball: Ball, dtype: DType) -> bool:
    if not ball.is_finite():
        return False
    smallest = arb(2) ** (dtype.min_exponent - dtype.digits + 1)
    return bool(ball.rel_accuracy_bits() >= dtype.digits + GUARD_BITS or ball.rad() <= smallest * 2.0**-GUARD_BITS)


def _middle(ball: Ball) -> Ball:
    return ball.mid()


def _number(ball: Ball, digits: int = 6) -> str:
    return f"{float(ball.mid()):.{digits}g}"
