"""Inputs that tell wrong answers apart: from the right one, and from each other."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from flint import ctx
from sympy import Expr

from ..drawing.draft import Point, Settings
from ..dtypes import DType
from ..exercise import Exercise
from ..reference.differentiate import NoRule, derive
from ..reference.enclose import compiled
from ..reference.formula import Arguments, arguments, evaluate
from ..reference.program import Ball, NoBall, Run

MORE = 3  # neighbours tried of each candidate, between it and the next


def separating(
    exercise: Exercise, settings: Settings, sizes: Mapping[str, int], dtype: DType, candidates: Sequence[Point]
) -> list[Point]:
    """For the right formula and every misconception, by pairs, the point where they differ by most
    tolerances.

    They are looked for among the candidates (numbers of one sample each) and points between them;
    only those that are no candidates are returned. The tolerance is the running error bound of both
    formulas there.
    """
    given = arguments(exercise, settings, sizes)
    tried = [*candidates, *_between(exercise, settings, candidates, dtype)]
    chosen: list[Point] = []
    try:
        for rivals in _rivals(exercise, given):
            chosen += _separating(rivals, given, tried, dtype)
    except (NoBall, NoRule):  # the author is told when the formula itself is used
        return []
    return [p for p in dict.fromkeys(chosen) if p not in set(candidates)]


def _rivals(exercise: Exercise, given: Arguments) -> Iterator[list[tuple[Expr, ...]]]:
    """Formulas of the same thing, the right one first: the value, and the derivative by each
    input.
    """
    right = evaluate(exercise, exercise.function, given)
    wrong = [m for m in exercise.misconceptions if m.of == "value"]
    yield [right, *(evaluate(exercise, m.function, given) for m in wrong)]
    differentiated = exercise.form("surrogate")
    outputs = evaluate(exercise, differentiated, given) if differentiated else right
    for item in exercise.differentiable:
        jacobian = tuple(derive(output, x).after for output in outputs for x in given.inputs[item.name])
        wrong = [m for m in exercise.misconceptions if m.of == "gradient" and m.wrt == item.name]
        yield [jacobian, *(evaluate(exercise, m.function, given) for m in wrong)]


def _separating(
    rivals: Sequence[tuple[Expr, ...]], given: Arguments, points: Sequence[Point], dtype: DType
) -> list[Point]:
    width = min(map(len, rivals))
    symbols = (*(s for t in given.inputs.values() for s in t), *given.hyperparameters)
    program = compiled(tuple(e for rival in rivals for e in rival[:width]), symbols)
    fixed = tuple(given.hyperparameters.values())
    with ctx.workprec(dtype.digits + 32):
        run = Run(dtype)
        balls = [program([Ball(x) for x in (*point, *fixed)], run) for point in points]
    numbers = [[(float(b.mid()), float(b.rad()) + dtype.smallest_normal) for b in row] for row in balls]
    chosen = []
    for i, j in combinations(range(len(rivals)), 2):
        scores = [max(_apart(row[i * width + k], row[j * width + k]) for k in range(width)) for row in numbers]
        chosen.append(points[scores.index(max(scores))])
    return chosen


def _apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    """How many tolerances two numbers are apart; where either has no value they do not count."""
    distance = abs(a[0] - b[0]) / (a[1] + b[1])
    return distance if distance == distance else 0.0


def _between(exercise: Exercise, settings: Settings, candidates: Sequence[Point], dtype: DType) -> Iterator[Point]:
    domains = [i.domain for i in exercise.inputs_under(settings)]
    for a, b in pairwise(candidates):
        for n in range(1, MORE + 1):
            point = tuple(dtype.round(x + (y - x) * n / (MORE + 1)) for x, y in zip(a, b, strict=True))
            per = len(point) // len(domains)
            if all(x in domains[k // per] for k, x in enumerate(point)):
                yield point
