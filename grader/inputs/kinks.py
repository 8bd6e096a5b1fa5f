"""Inputs at kinks and thresholds, and beside them on both sides: there a formula changes, and a
wrong one too late or too early.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import combinations, pairwise

import sympy
from flint import ctx
from sympy import Basic, Expr, default_sort_key
from sympy.core.operations import LatticeOp

from ..drawing.draft import Point, Settings
from ..drawing.points import TINY
from ..dtypes import DType
from ..exercise import Exercise
from ..reference.enclose import compiled
from ..reference.formula import arguments, evaluate
from ..reference.program import Ball, NoBall, Program, Run

STEPS = 60  # of halving on the way to a kink
OFFSETS = (-0.25, -(2.0**-6), -TINY, 0.0, TINY, 2.0**-6, 0.25)  # of a kink's size, or of 1 near 0


def beside(exercise: Exercise, settings: Settings, dtype: DType, points: Sequence[Point]) -> list[Point]:
    """Points at and near every kink and threshold that is met when one input moves and the others
    keep still.

    Kinks are looked for between the points, along one line for each input, which goes through one
    of the points.
    """
    given = arguments(exercise, settings, {})
    switches = tuple(dict.fromkeys(s for e in evaluate(exercise, exercise.function, given) for s in _switches(e)))
    symbols = (*(s for t in given.inputs.values() for s in t), *given.hyperparameters)
    fixed = tuple(given.hyperparameters.values())
    found: dict[Point, None] = {}
    try:
        program = compiled(switches, symbols)
    except NoBall:  # the author is told when the formula itself is used
        return []
    with ctx.workprec(dtype.digits + 32):
        for k, item in enumerate(exercise.inputs_under(settings)):
            line = points[k]
            switched = partial(_switched, program, (*line, *fixed), k)
            for x in _kinks(switched, len(switches), sorted({p[k] for p in points})):
                for offset in OFFSETS:
                    y = dtype.round(x + offset * max(abs(x), 1.0))
                    if y in item.domain:
                        found[(*line[:k], y, *line[k + 1 :])] = None
    return [p for p in found if p not in points]


def _switches(expression: Expr) -> Iterator[Expr]:
    """What changes its sign where an expression changes its form."""
    for e in _nodes(expression):
        if isinstance(e, sympy.core.relational.Relational):
            yield e.lhs - e.rhs
        elif isinstance(e, sympy.Max | sympy.Min):
            yield from (a - b for a, b in combinations(_ordered(e), 2))
        elif isinstance(e, sympy.Abs | sympy.sign):
            yield e.args[0]


def _nodes(expression: Basic) -> Iterator[Basic]:
    """The expression and all that is in it, in the same order in every process."""
    yield expression
    for argument in _ordered(expression):
        yield from _nodes(argument)


def _ordered(expression: Basic) -> Sequence[Basic]:
    """What an expression is of; SymPy keeps the arguments of Or, And, Max and Min in a set."""
    return sorted(expression.args, key=default_sort_key) if isinstance(expression, LatticeOp) else expression.args


def _switched(program: Program, point: Point, k: int, x: float) -> list[float]:
    """What all switches are at a point whose number k is moved to x."""
    return [float(b.mid()) for b in program([Ball(y) for y in (*point[:k], x, *point[k + 1 :])], Run())]


def _kinks(at: Callable[[float], list[float]], count: int, places: Sequence[float]) -> Iterator[float]:
    """Where along a line one of so many switches changes its sign, between these places."""

    def switch(n: int, x: float) -> float:
        return at(x)[n]

    rows = [(x, at(x)) for x in places] if count else []
    for n in range(count):
        for (low, left), (high, right) in pairwise(rows):
            if left[n] * right[n] < 0:
                yield _between(partial(switch, n), low, high, left[n])
            elif (left[n] == 0) != (right[n] == 0):
                yield low if left[n] == 0 else high


def _between(switch: Callable[[float], float], low: float, high: float, left: float) -> float:
    """Where a switch changes its sign between two places, by halving."""
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if switch(middle) * left > 0 else (low, middle)
    return (low + high) / 2
