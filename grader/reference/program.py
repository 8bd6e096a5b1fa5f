"""Expressions compiled to straight-line programs over balls (python-flint's `arb`): midpoint and
radius, always enclosing.

One evaluator serves two ends. Run exactly, it encloses the real value. Run with the roundings of a
floating-point format, it encloses every value that a computation of the formula in that format
could give (a running error analysis: Higham, Accuracy and Stability of Numerical Algorithms, 2nd
ed., section 3.3).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import sympy
from flint import arb, fmpq
from sympy import Basic, Expr, Symbol

from ..dtypes import DType
from .operations.table import BY_FUNCTION

Ball = arb
Tie = Callable[[Expr], int]
Undecided = tuple[Basic, Ball, Ball]  # a comparison, and what both of its sides are


@dataclass
class Run:
    """How a program is run: exactly or with the roundings of `dtype`, and what decides a comparison
    of equal numbers.

    `tie` gives the sign of a difference that is exactly 0, seen from one side of a kink; without it
    the sign is 0. `tied` says afterwards whether there was such a comparison, `undecided` which
    conditions the balls left open. A `sharp` one does not round what the format holds as it is.
    """

    dtype: DType | None = None
    tie: Tie | None = None
    tied: bool = False
    undecided: list[Undecided] = field(default_factory=list)
    sharp: bool = False
    one: Ball = field(init=False)

    def __post_init__(self) -> None:
        self.one = arb(1, self.dtype.unit) if self.dtype else arb(1)

    def rounded(self, ball: Ball, times: int = 1) -> Ball:
        """The ball, widened by so many roundings."""
        if self.dtype and not (self.sharp and _held(ball, self.dtype)):
            for _ in range(times):
                ball = ball * self.one
        return ball

    def compare(self, left: Ball, right: Ball, difference: Expr) -> int | None:
        """The sign of left - right, or None where the balls leave it open."""
        if left > right:
            return 1
        if left < right:
            return -1
        return self.decide(difference) if left.is_exact() and right.is_exact() else None

    def decide(self, difference: Expr) -> int:
        """The sign of a difference that is exactly 0."""
        self.tied = True
        return self.tie(difference) if self.tie else 0


Values = list[Any]  # balls, and truth values (True, False or None) of conditions
Instruction = Callable[[Values, Run], Any]


class NoBall(Exception):
    """A function that cannot be evaluated with balls; the argument is the expression."""


class Program:
    """Expressions of some symbols, compiled once; equal subexpressions are computed once."""

    def __init__(self, outputs: Iterable[Expr], symbols: Sequence[Symbol]) -> None:
        self._instructions: list[Instruction] = []
        self._index: dict[Basic, int] = {}
        self._whole: set[Basic] = {symbol for symbol in symbols if symbol.is_integer}
        self._symbols, self._count = tuple(symbols), len(symbols)
        for i, symbol in enumerate(symbols):
            self._index[symbol] = i
        self._outputs = [self._add(output) for output in outputs]

    def __call__(self, point: Sequence[Ball], run: Run) -> list[Ball]:
        """The outputs at a point, at the precision of flint's context."""
        values: Values = list(point)
        for instruction in self._instructions:
            values.append(instruction(values, run))
        return [values[i] for i in self._outputs]

    def _add(self, expression: Basic) -> int:
        if expression not in self._index:
            instruction = self._compile(expression)
            self._instructions.append(instruction)
            self._index[expression] = self._count + len(self._instructions) - 1
            if self._is_whole(expression):
                self._whole.add(expression)
        return self._index[expression]

    def _is_whole(self, e: Basic) -> bool:
        """Whether it counts: whole numbers are computed without rounding, and no order of the
        operations matters.
        """
        if isinstance(e, sympy.Integer):
            return True
        if isinstance(e, sympy.Piecewise):
            return all(value in self._whole for value, _ in e.args)
        return isinstance(e, _KEEP_WHOLE) and all(a in self._whole for a in e.args)

    def _compile(self, e: Any) -> Instruction:
        if e in (sympy.true, sympy.false):
            known = bool(e)
            return lambda v, run: known
        if isinstance(e, sympy.Rational | sympy.Float):
            return _rational(e)
        # of a wrong formula that divides by 0; a right one is refused
        if e in (sympy.nan, sympy.zoo):
            return lambda v, run: arb.nan()
        if e in _CONSTANTS:
            constant = _CONSTANTS[e]
            return lambda v, run: run.rounded(constant())
        if isinstance(e, sympy.Piecewise):
            pairs = [(self._add(value), self._add(condition)) for value, condition in e.args]
            return lambda v, run: _branch(v, pairs)
        if type(e) in _RELATIONS:
            holds, difference = _RELATIONS[type(e)], e.lhs - e.rhs
            left, right = self._add(e.lhs), self._add(e.rhs)
            if e.lhs in self._whole and e.rhs in self._whole:  # classes that are equal are no kink
                return lambda v, run: holds(_order(v[left], v[right]))
            tied = _Tied(e, self._symbols)

            def compared(v: Values, run: Run) -> bool | None:
                sign = run.compare(v[left], v[right], difference)
                if sign is None and tied(v[: self._count], run.dtype):
                    sign = run.decide(difference)
                return _known(e, holds(sign), v[left], v[right], run)

            return compared
        if type(e) in _CONNECTIVES:
            connective, conditions = _CONNECTIVES[type(e)], [self._add(a) for a in e.args]
            return lambda v, run: connective([v[i] for i in conditions])
        if isinstance(e, sympy.sign):
            u, inner = self._add(e.args[0]), e.args[0]
            return lambda v, run: _sign(run.compare(v[u], arb(0), inner))
        args = [self._add(a) for a in e.args]
        if isinstance(e, sympy.UnevaluatedExpr):  # how authors keep SymPy from collecting terms
            return lambda v, run: v[args[0]]
        whole = all(a in self._whole for a in e.args)
        if isinstance(e, sympy.Add) and whole:
            return lambda v, run: _fold(arb.__add__, [v[i] for i in args])
        if isinstance(e, sympy.Add):
            return lambda v, run: _sum([v[i] for i in args], run)
        if isinstance(e, sympy.Mul):
            roundings = 0 if whole else len(args) - 1 - sum(_is_power_of_two(a) for a in e.args)
            return lambda v, run: _product([v[i] for i in args], max(roundings, 0), run)
        if isinstance(e, sympy.Pow):
            return _power(e.exp, *args)
        if isinstance(e, sympy.Max | sympy.Min):
            pick = arb.max if isinstance(e, sympy.Max) else arb.min
            return lambda v, run: _fold(pick, [v[i] for i in args])
        operation = BY_FUNCTION.get(type(e))
        if operation and operation.ball:
            function, roundings, (u,) = operation.ball, operation.roundings, args
            return lambda v, run: run.rounded(function(v[u]), roundings)
        raise NoBall(e)


class _Tied:
    """Whether both sides of a relation are the same number in a format, and computed without any
    rounding: then every computation compares equal numbers, such as beta * x with a threshold,
    where bounds of roundings overlap.
    """

    def __init__(self, relation: Any, symbols: Sequence[Symbol]) -> None:
        self._sides, self._symbols = (relation.lhs, relation.rhs), symbols
        self._program: Program | None = None

    def __call__(self, point: Sequence[Ball], dtype: DType | None) -> bool:
        if dtype is None:
            return False
        self._program = self._program or Program(self._sides, self._symbols)
        left, right = self._program(point, Run(dtype, sharp=True))
        return bool(left.is_exact() and right.is_exact() and left == right)


def _held(ball: Ball, dtype: DType) -> bool:
    return bool(ball.is_finite() and ball.is_exact() and ball == arb(dtype.round(float(ball))))


_KEEP_WHOLE = (sympy.Add, sympy.Mul, sympy.Max, sympy.Min, sympy.Abs)
_CONSTANTS = {sympy.pi: arb.pi, sympy.E: arb.const_e, sympy.EulerGamma: arb.const_euler}
_RELATIONS: dict[type[Basic], Callable[[int | None], bool | None]] = {
    sympy.StrictGreaterThan: lambda sign: None if sign is None else sign > 0,
    sympy.GreaterThan: lambda sign: None if sign is None else sign >= 0,
    sympy.StrictLessThan: lambda sign: None if sign is None else sign < 0,
    sympy.LessThan: lambda sign: None if sign is None else sign <= 0,
    sympy.Equality: lambda sign: None if sign is None else sign == 0,
    sympy.Unequality: lambda sign: None if sign is None else sign != 0,
}
_CONNECTIVES: dict[type[Basic], Callable[[list[bool | None]], bool | None]] = {
    sympy.And: lambda known: False if False in known else None if None in known else True,
    sympy.Or: lambda known: True if True in known else None if None in known else False,
    sympy.Not: lambda known: None if known[0] is None else not known[0],
    sympy.ITE: lambda known: known[1] if known[0] or known[1] == known[2] else None if known[0] is None else known[2],
}


def _rational(number: Any) -> Instruction:
    exact = sympy.Rational(number)  # a float is taken as the binary fraction that it is
    numerator, denominator = int(exact.p), int(exact.q)
    quotient = fmpq(numerator, denominator)
    dyadic, bits = denominator.bit_count() == 1, abs(numerator).bit_length()

    def instruction(values: Values, run: Run) -> Ball:
        fits = run.dtype is None or (dyadic and bits <= run.dtype.digits)
        return arb(quotient) if fits else run.rounded(arb(quotient))

    return instruction


def _is_power_of_two(factor: Basic) -> bool:
    if not isinstance(factor, sympy.Rational):
        return False
    return all(abs(int(n)).bit_count() == 1 for n in (factor.p, factor.q))


def _power(exponent: Expr, base: int, exponent_index: int) -> Instruction:
    if exponent.is_Integer:
        n = int(exponent)
        return lambda v, run: run.rounded(_integer_power(v[base], n), max(1, abs(n) - (n > 0)))
    if exponent == sympy.Rational(1, 2):
        return lambda v, run: run.rounded(v[base].sqrt())
    if exponent == -sympy.Rational(1, 2):
        return lambda v, run: run.rounded(v[base].rsqrt(), 2)
    return lambda v, run: run.rounded(v[base] ** v[exponent_index], 3)


def _integer_power(ball: Ball, n: int) -> Ball:
    """By multiplication: flint's own power is nan for a ball around 0."""
    result = _fold(arb.__mul__, [ball] * abs(n)) if n else arb(1)
    return 1 / result if n < 0 else result


def _sum(terms: list[Ball], run: Run) -> Ball:
    result = _fold(arb.__add__, terms)
    if len(terms) == 2 or run.dtype is None:
        return run.rounded(result)
    sizes = _fold(arb.__add__, [abs(t) for t in terms])
    # whatever the order of the sum
    return result + arb(0, (sizes * (len(terms) - 1) * run.dtype.unit).abs_upper())


def _product(factors: list[Ball], roundings: int, run: Run) -> Ball:
    return run.rounded(_fold(arb.__mul__, factors), roundings)


def _fold(operation: Callable[[Ball, Ball], Ball], balls: list[Ball]) -> Ball:
    result = balls[0]
    for ball in balls[1:]:
        result = operation(result, ball)
    return result


def _order(left: Ball, right: Ball) -> int:
    return int(left > right) - int(left < right)


def _known(relation: Basic, holds: bool | None, left: Ball, right: Ball, run: Run) -> bool | None:
    """Whether a relation holds; that it is open is noted."""
    if holds is None:
        run.undecided.append((relation, left, right))
    return holds


def _sign(sign: int | None) -> Ball:
    return arb(0, 1) if sign is None else arb(sign)


def _branch(values: Values, pairs: list[tuple[int, int]]) -> Ball:
    """The value of the branch that holds; the union of those that may, where the conditions are
    open.
    """
    possible: list[Ball] = []
    for value, condition in pairs:
        if values[condition] is not False:
            possible.append(values[value])
        if values[condition] is True:
            break
    return _fold(arb.union, possible) if possible else arb.nan()
