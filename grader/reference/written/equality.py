"""Whether formulas are equal: at many points, with balls that shrink."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import cycle, islice
from random import Random
from typing import Any, Literal

from flint import arb, ctx, fmpq
from sympy import Basic, Expr, Not, Piecewise, Symbol

from ...domains import Domain
from ...exercise import Exercise
from ..enclose import compiled
from ..formula import arguments, evaluate
from ..program import Ball, Run
from .definitions import Definitions

BITS = (64, 512, 4096)
ENOUGH = 2  # precisions at which two values have to look equal
SMALL = 2.0**-32  # the radius of a ball that says something, of 1 or of the number itself
# points with easy numbers, with random ones, and with other settings
SIMPLE, DRAWN, DRAWN_ELSEWHERE = 9, 14, 4
FAR, FAR_OF = 6, 60  # points far from the middle, and of how many they are the farthest
# of 1 or of the number itself: how far apart formulas are that a cut goes over between for good
# measure
NEAR = 1e-4
SCALE = 0.75  # of the hyperparameters, for one more setting
DENSE = 150  # points that are tried for a gap between cases
MOST_GAPS = 3  # points at which one side alone has a value
FREE = (2.0, 0.5, 3.0, -1.0, 1.5, -0.25, 0.125, -2.5)  # of variables that stand for any number

Point = Mapping[Symbol, Ball]


class NoValue(Exception):
    """There is no point at which both formulas have a value."""


@dataclass(frozen=True)
class Difference:
    """Where two formulas have different values, the names' values there, and both values."""

    at: Mapping[Symbol, Ball | None]
    left: Ball
    right: Ball


class ComparedPoints:
    """Points at which formulas are compared."""

    def __init__(self, definitions: Definitions, points: Sequence[Point]) -> None:
        self._definitions = definitions
        self._points = list(points)
        self._values: dict[tuple[int, int], dict[Symbol, Ball | None]] = {}
        self._changes = 0

    def with_same(self, symbols: Sequence[Symbol]) -> "ComparedPoints":
        """The same points, where some variables have the value of the first of them."""
        points = [{**p, **dict.fromkeys(symbols, p[first])} for p in self._points for first in symbols[:1]]
        return ComparedPoints(self._definitions, points)

    def difference(self, left: Expr, right: Expr, case: Basic | None = None) -> Difference | None:
        """The first point at which two formulas differ, of those in a case if there is one; or at
        which one of them has no value if there are many such.

        Kinks are left out, and so are single points without a value, as x^2 / x has one.

        Raises:
            NoValue: if there is no point at which both have a value.
        """
        agreeing, gaps = 0, []
        for k in range(len(self._points)):
            if not self.holds(case, k):
                continue
            found = self._compare(left, right, k)
            if found == "agree":
                agreeing += 1
            elif found and not (found.left.is_finite() and found.right.is_finite()):
                gaps.append(found)
            elif found:
                return found
        if not agreeing:
            raise NoValue
        return gaps[0] if len(gaps) > MOST_GAPS else None

    def holds(self, case: Basic | None, point: int) -> bool:
        """Whether a point is in a case."""
        if case is None:
            return True
        inside = Piecewise((1, case), (0, True), evaluate=False)
        if not isinstance(inside, Piecewise):
            return bool(inside == 1)
        with ctx.workprec(BITS[0]):
            value = self._value(inside, point, BITS[0])
        return value is not None and bool(value > 0.5)

    def off(self, left: Expr, right: Expr, case: Basic | None = None) -> float:
        """How far two formulas are apart where they are farthest, of 1 or of the number itself;
        infinity if one of them has no value at many points.
        """
        worst, gaps, met = 0.0, 0, False
        with ctx.workprec(BITS[1]):
            for k in range(len(self._points)):
                values = [self._value(f, k, BITS[1]) for f in (left, right)] if self.holds(case, k) else [None]
                a, b = values if len(values) == 2 else (None, None)
                if a is None or b is None:
                    continue
                if not (a.is_finite() and b.is_finite()):
                    gaps += a.is_finite() or b.is_finite()
                    continue
                met = True
                worst = max(worst, float((abs(a - b) / (1 + abs(a))).mid()))
        return math.inf if gaps > MOST_GAPS or not met else worst

    def _compare(self, left: Expr, right: Expr, point: int) -> Difference | Literal["agree"] | None:
        """How two formulas differ at a point; None if that cannot be said."""
        agreed = 0
        for bits in BITS:
            with ctx.workprec(bits):
                a, b = self._value(left, point, bits), self._value(right, point, bits)
                if a is None or b is None or not (a.is_finite() or b.is_finite()):
                    continue
                if a.is_finite() and b.is_finite() and a.overlaps(b):
                    agreed += all(float(x.rad()) < SMALL * (1 + abs(float(x.mid()))) for x in (a, b))
                elif (a.is_finite() and b.is_finite()) or bits == BITS[-1]:
                    return Difference(self._values[point, bits], a, b)
            if agreed == ENOUGH:
                return "agree"
        return None

    def equal(self, left: Expr, right: Expr, case: Basic | None = None) -> bool:
        """Whether two formulas have the same value wherever they have one, in a case if there is
        one.
        """
        try:
            return self.difference(left, right, case) is None
        except NoValue:
            return False

    def _value(self, formula: Expr, point: int, bits: int) -> Ball | None:
        """The value at a point; None at a kink."""
        if self._changes != self._definitions.changes:
            self._values.clear()
            self._changes = self._definitions.changes
        known = self._values.setdefault((point, bits), dict(self._points[point]))
        for name in self._definitions.reached(formula):
            if name not in known:
                defined = name in self._definitions
                known[name] = _run(self._definitions[name], known) if defined else arb(FREE[point % len(FREE)])
            if known[name] is None:
                return None
        return _run(formula, known)


class Points(ComparedPoints):
    """Where formulas are compared: in the domain of an exercise, with several settings of its
    hyperparameters.
    """

    def __init__(self, exercise: Exercise, definitions: Definitions, seed: int = 0) -> None:
        self._defaults = next(_settings(exercise))
        self._dense: list[Point] = []
        self._exercise, self._drawn = exercise, list(_points(exercise, Random(seed)))
        super().__init__(definitions, self._told_apart(self._drawn))

    def outside(self, case: Basic) -> Mapping[str, float] | None:
        """Numbers that are in no case of some, of many that are tried: no single points, but a gap
        between them.
        """
        tried = self._many()
        for k, point in enumerate(self._dense):
            if tried.holds(Not(case), k):
                return {str(s): float(v.mid()) for s, v in point.items() if v is not None and s not in self._defaults}
        return None

    def close_look(self, left: Expr, right: Expr, case: Basic | None) -> Difference | None:
        """The first of many points at which two formulas differ: there may be few in one of several
        cases.
        """
        try:
            return self._many().difference(left, right, case)
        except NoValue:
            return None

    def _many(self) -> ComparedPoints:
        if not self._dense:
            domains = [i.domain for i in self._exercise.inputs]
            symbols = [s for group in arguments(self._exercise, {}, {}).inputs.values() for s in group]
            random = Random(DENSE)
            drawn = [*_far(domains, random), *([d.sample(random) for d in domains] for _ in range(DENSE))]
            settings = next(_settings(self._exercise))
            points: list[Point] = [{**dict(zip(symbols, map(arb, n), strict=True)), **settings} for n in drawn]
            self._dense = self._told_apart(points)
        return ComparedPoints(self._definitions, self._dense)

    def fix(self, setting: Symbol) -> None:
        """Let a hyperparameter have its default from here on."""
        self._drawn = [{**p, setting: self._defaults[setting]} for p in self._drawn]
        self._points = self._told_apart(self._drawn)
        self._values.clear()

    def settle(self, exact: Expr, stated: Expr, case: Basic | None = None) -> list[Symbol]:
        """The hyperparameters that a statement of the exercise's function leaves out, if it is
        right for their defaults: at these all formulas are compared from here on. None if it is not
        right for these either.
        """
        reached = {*stated.free_symbols, *self._definitions.reached(stated)}
        left_out = [s for s in self._defaults if s not in reached]
        if not left_out:
            return []
        before = self._points
        self._points = self._told_apart([{**p, **{s: self._defaults[s] for s in left_out}} for p in self._drawn])
        self._values.clear()
        if self.equal(exact, stated, case):
            return left_out
        self._points = before
        self._values.clear()
        return []

    def _told_apart(self, points: list[Point]) -> list[Point]:
        """The points but those where the exercise has gone over to another formula for good
        measure.
        """
        return [p for p in points if not _goes_over(self._exercise, p)] or points


def _run(formula: Expr, known: Mapping[Symbol, Any]) -> Ball | None:
    symbols = tuple(sorted(formula.free_symbols, key=str))
    run = Run()
    (value,) = compiled((formula,), symbols)([known[s] for s in symbols], run)
    return None if run.tied else value


def _goes_over(exercise: Exercise, point: Point) -> bool:
    """Whether the exercise has gone over there to a formula that gives nearly the same as another
    of its formulas.

    Softplus is x itself above a threshold, which a derivation of log(1 + e^x) need not say.
    """
    (whole,) = evaluate(exercise, exercise.function, arguments(exercise, {}, {}))
    if not isinstance(whole, Piecewise):
        return False
    with ctx.workprec(BITS[1]):
        value, *others = (_run(f, point) for f in (whole, *(branch for branch, _ in whole.args)))
        if value is None:
            return False
        off = [abs(o - value) for o in others if o is not None and o.is_finite() and not o.overlaps(value)]
        return any(far < NEAR * (1 + abs(value)) for far in off)


def _points(exercise: Exercise, random: Random) -> Iterator[Point]:
    plain, *others = _settings(exercise)
    domains = [i.domain for i in exercise.inputs]
    easy = [islice(cycle(d.simple or [d.sample(random)]), k, None, k + 1) for k, d in enumerate(domains)]
    symbols = [s for group in arguments(exercise, {}, {}).inputs.values() for s in group]

    def point(numbers: Any, setting: Point) -> Point:
        return {**dict(zip(symbols, map(arb, numbers), strict=True)), **setting}

    yield from (point(numbers, plain) for numbers in islice(zip(*easy, strict=True), SIMPLE))
    yield from (point(numbers, plain) for numbers in _far(domains, random))
    for setting, count in ((plain, DRAWN), *((other, DRAWN_ELSEWHERE) for other in others)):
        yield from (point([d.sample(random) for d in domains], setting) for _ in range(count))


def _far(domains: Sequence[Domain], random: Random) -> list[list[float]]:
    """Random numbers of which the first are far from the others: kinks divide the line, and no side
    may be empty.
    """
    drawn = sorted([d.sample(random) for d in domains] for _ in range(FAR_OF))
    return [*drawn[: FAR // 2], *drawn[-FAR // 2 :]]


def decimal(number: float) -> Ball:
    """A number as it is written in decimals, and not as floats hold it."""
    exact = Fraction(repr(float(number)))
    return arb(fmpq(exact.numerator, exact.denominator))


def _settings(exercise: Exercise) -> Iterator[Point]:
    """The hyperparameters at their defaults, as the exercise's variants have them, and all of them
    a bit smaller.
    """
    plain = arguments(exercise, {}, {}).hyperparameters
    yield {s: decimal(v) for s, v in plain.items()}
    for variant in exercise.variants:
        if set(variant) <= {s.name for s in plain}:
            yield {s: decimal(variant.get(s.name, v)) for s, v in plain.items()}
    if any(plain.values()):
        yield {s: decimal(v * SCALE) for s, v in plain.items()}
