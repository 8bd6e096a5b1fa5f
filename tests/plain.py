"""What a formula gives, in plain mpmath: a second way to a number, beside the judge's balls,
programs and derivatives.

Only the author's function, as SymPy expressions, and the map of samples to tensors are shared with
the judge. Derivatives are differences of neighbouring values in 100 digits, so that no rule of
differentiation takes part. Whatever is no real number (a pole, the root of a negative number) is
None.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import prod
from typing import Any

import sympy
from mpmath import inf, isnan, mp, mpf

from grader.detached import Detached
from grader.exercise import Exercise
from grader.reference.expected import Call
from grader.reference.formula import arguments, evaluate, flat
from grader.specification import Function

DIGITS = 100
# of the size of an input, how far apart values are whose difference makes a derivative
STEP = mpf(10) ** -40
Number = Any  # mpf, which has no types
Numbers = list[Number | None]


@dataclass(frozen=True)
class Range:
    """All numbers from `low` to `high`: apart only at a kink, where every slope between both sides
    is right.
    """

    low: Number
    high: Number

    def far(self, got: float) -> Number:
        """How far a number lies outside."""
        return max(self.low - mpf(got), mpf(got) - self.high, mpf(0))


def values(call: Call, function: Function) -> list[Range | None]:
    """The entries of the result of a call, if `function` is the formula."""
    with mp.workdps(DIGITS):
        entries: Numbers = [mpf(0)] * prod(call.layout.result)
        by = divisor(call)
        for sample in call.layout.samples:
            point = [mpf(call.data[name][entry]) for name, entry in sample.inputs]
            for entry, number in zip(sample.outputs, _outputs(call, function, point), strict=True):
                entries[entry] = _add(entries[entry], number, 1 / by if by else None)
        return [None if x is None else Range(x, x) for x in entries]


def gradient(call: Call, upstream: Sequence[float], wrt: str, function: Function) -> list[Range | None]:
    """The gradient by an input, entry by entry, if `function` is the formula of the value."""
    with mp.workdps(DIGITS):
        sides: list[Numbers] = [[mpf(0)] * prod(call.layout.shapes[wrt]) for _ in range(2)]
        by = divisor(call)
        for sample in call.layout.samples:
            point = [mpf(call.data[name][entry]) for name, entry in sample.inputs]
            middle = _outputs(call, function, point)
            for place, (name, entry) in enumerate(sample.inputs):
                if name != wrt:
                    continue
                slopes = [_slopes(call, function, point, place, middle, sign) for sign in (-1, 1)]
                both = [_weighted(s, upstream, sample.outputs) for s in slopes]
                low, high = both
                ends = [None, None] if low is None or high is None else sorted((low, high))
                for side, end in zip(sides, ends, strict=True):
                    side[entry] = _add(side[entry], end, 1 / by if by else None)
        return _ranges(sides)


def product(call: Call, upstream: Sequence[float], wrt: str, jacobian: Function) -> list[Range | None]:
    """The gradient by an input, entry by entry, if `jacobian` is the formula of the derivative, by
    rows.

    Where its cases meet, what it gives on either side is right.
    """
    with mp.workdps(DIGITS):
        sides: list[Numbers] = [[mpf(0)] * prod(call.layout.shapes[wrt]) for _ in range(2)]
        by = divisor(call)
        for sample in call.layout.samples:
            around = [_moved(call, sample.inputs, wrt, sign) for sign in (0, -1, 1)]
            rows = [_outputs(call, jacobian, point) for point in around]
            columns = [entry for name, entry in sample.inputs if name == wrt]
            for column, entry in enumerate(columns):
                slopes = [_weighted(numbers[column :: len(columns)], upstream, sample.outputs) for numbers in rows]
                known = [s for s in slopes[1:] if s is not None] + slopes[:1]
                ends = (None, None) if slopes[0] is None else (min(known), max(known))
                for side, end in zip(sides, ends, strict=True):
                    side[entry] = _add(side[entry], end, 1 / by if by else None)
        return _ranges(sides)


def path(
    exercise: Exercise, start: float, updates: Sequence[Any], function: Function, states: Sequence[str]
) -> Numbers:
    """A parameter after each step of a recurrence; None from the first step on that has no
    number.
    """
    with mp.workdps(DIGITS):
        parameter, state, count = mpf(start), dict.fromkeys(states, mpf(0)), 0
        after: Numbers = []
        for update in updates:
            if update.given is not None and parameter is not None:
                count += 1
                given = {"t": count, "p": parameter, **state, **update.given}
                point = [mpf(given[i.name]) for i in exercise.inputs]
                change, *new = outputs(exercise, function, update.settings, {}, point)
                known = change is not None and None not in new
                parameter, state = (parameter + change, dict(zip(states, new, strict=True))) if known else (None, state)
            after.append(parameter)
        return after


def share_below(exercise: Exercise, settings: Mapping[str, Any], function: Function, x: float) -> Number | None:
    """A distribution function at a point."""
    with mp.workdps(DIGITS):
        return outputs(exercise, function, settings, {}, [mpf(x)])[0]


def divisor(call: Call) -> Number:
    """What a loss divides a sum by; 0 if nothing counts."""
    plan, exercise = call.layout, call.exercise
    if call.divisor is not None:
        return mpf(call.divisor)
    if plan.reduction == "batchmean":
        return mpf(plan.shapes[exercise.inputs[0].name][0])
    if plan.reduction != "mean":
        return mpf(1)
    weight = exercise.form("mean weight")
    if weight is None:
        return mpf(len(plan.samples))
    points = ([mpf(call.data[name][entry]) for name, entry in s.inputs] for s in plan.samples)
    total: mpf = mpf(0)
    for p in points:
        total += _outputs(call, weight, p)[0]
    return total


def outputs(
    exercise: Exercise,
    function: Function,
    settings: Mapping[str, Any],
    sizes: Mapping[str, int],
    point: Sequence[Any],
    still: Sequence[Any] | None = None,
) -> Numbers:
    """What an author's function gives for the numbers of one sample; what is detached stays as it
    is at `still`.
    """
    chosen = {name: settings.get(name, default) for name, default in exercise.hyperparameters.items()}
    floats = [mpf(x) for x in flat(tuple(chosen.values())) if isinstance(x, float)]
    kinds = tuple((name, _kind(value)) for name, value in chosen.items())
    here, there = [*point, *floats], [*(point if still is None else still), *floats]
    return [f(here, there) for f in _compiled(exercise, function, kinds, tuple(sizes.items()))]


def _outputs(call: Call, function: Function, point: Sequence[Any], still: Sequence[Any] | None = None) -> Numbers:
    return outputs(call.exercise, function, call.settings, call.layout.sizes, point, still)


def _kind(value: Any) -> Any:
    """What of a setting decides the expressions: floats are symbols in them."""
    if isinstance(value, tuple):
        return tuple(_kind(v) for v in value)
    return 0.5 if isinstance(value, float) else value


@cache
def _compiled(
    exercise: Exercise, function: Function, settings: tuple[tuple[str, Any], ...], sizes: tuple[tuple[str, int], ...]
) -> tuple[Callable[[Sequence[Any], Sequence[Any]], Number | None], ...]:
    given = arguments(exercise, dict(settings), dict(sizes))
    symbols = [*(s for several in given.inputs.values() for s in several), *given.hyperparameters]
    return tuple(_in_numbers(symbols, e) for e in evaluate(exercise, function, given))


def _in_numbers(symbols: Sequence[Any], expression: Any) -> Callable[[Sequence[Any], Sequence[Any]], Number | None]:
    """An expression as a function of numbers, and of those at which what is detached in it is
    taken.
    """
    detached = {d: sympy.Dummy() for d in sorted(expression.atoms(Detached), key=sympy.count_ops, reverse=True)}
    constants = [sympy.lambdify(symbols, _plain(d.args[0]), "mpmath") for d in detached]
    whole = sympy.lambdify([*symbols, *detached.values()], _plain(expression.xreplace(detached)), "mpmath")

    def number(here: Sequence[Any], there: Sequence[Any]) -> Number | None:
        fixed = [_number(c, there) for c in constants]
        return None if None in fixed else _number(whole, [*here, *fixed])

    return number


def _plain(expression: Any) -> Any:
    """An expression without what only keeps SymPy from collecting terms, or autograd from
    differentiating.
    """
    return expression.replace(lambda e: isinstance(e, sympy.UnevaluatedExpr), lambda e: e.args[0])


def _number(function: Callable[..., Any], point: Sequence[Any]) -> Number | None:
    try:
        number = mp.mpmathify(function(*point))
    except (ZeroDivisionError, ValueError, OverflowError, TypeError):
        return None
    real = isinstance(number, mpf) and not isnan(number) and abs(number) != inf
    return number if real else None


def _moved(call: Call, inputs: Sequence[tuple[str, int]], wrt: str, sign: int) -> Numbers:
    """The numbers of a sample, those of one input a little farther in one direction."""
    point = [(name, mpf(call.data[name][entry])) for name, entry in inputs]
    return [x + sign * STEP * max(1, abs(x)) if name == wrt else x for name, x in point]


def _ranges(sides: Sequence[Numbers]) -> list[Range | None]:
    return [None if a is None or b is None else Range(a, b) for a, b in zip(*sides, strict=True)]


def _slopes(call: Call, function: Function, point: Sequence[Any], place: int, middle: Numbers, sign: int) -> Numbers:
    """The slope of every output by one entry of a sample, seen from one side."""
    step = sign * STEP * max(1, abs(point[place]))
    beside = _outputs(call, function, [x + step if n == place else x for n, x in enumerate(point)], point)
    return [None if a is None or b is None else (b - a) / step for a, b in zip(middle, beside, strict=True)]


def _weighted(slopes: Numbers, upstream: Sequence[float], entries: Sequence[int]) -> Number | None:
    total: Number | None = mpf(0)
    for slope, entry in zip(slopes, entries, strict=True):
        total = _add(total, slope, mpf(upstream[entry]))
    return total


def _add(total: Number | None, number: Number | None, factor: Number | None) -> Number | None:
    return None if total is None or number is None or factor is None else total + number * factor


def states(exercise: Exercise) -> list[str]:
    """The inputs of a recurrence that it returns anew."""
    if exercise.family.name == "training":
        return ["g"]
    return [i.name for i in exercise.inputs if i.name not in ("g", "t", "p")]
