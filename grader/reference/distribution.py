"""The exact distribution of what a sampler should draw, and how far a sample is from it.

The statistic is Kolmogorov's: the largest distance between the sample's share below x and the distribution function
F(x). Times the root of the sample's size it is larger than c in about 2 exp(-2 c^2) of all samples (Kolmogorov 1933).
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from flint import arb, ctx

from ..domains import Reals
from ..errors import ExerciseError
from ..exercise import Exercise, Misconception, place
from .enclose import compiled
from .formula import arguments, evaluate
from .program import NoBall, Program, Run

BITS = 128
GRID = 2048  # points that an inverse is interpolated between


def distribution(
    exercise: Exercise, settings: Mapping[str, Any], points: Sequence[float], instead: Misconception | None = None
) -> list[float]:
    """The distribution function at these points; with `instead`, that of a misconception.

    Raises:
        ExerciseError: A614, if it is no number between 0 and 1 somewhere.
    """
    function = instead.function if instead else exercise.function
    program, constants = _program(exercise, tuple(settings.items()), instead)
    results = []
    with ctx.workprec(BITS):
        for x in points:
            share = float(program([arb(x), *map(arb, constants)], Run())[0])
            if not 0 <= share <= 1:
                message = f"{function.__name__} is {share} at {x}: a distribution function lies between 0 and 1"
                raise ExerciseError("A614", message, place(function))
            results.append(share)
    return results


def distance(shares: Sequence[float]) -> float:
    """Kolmogorov's statistic of a sample, from the distribution function at its points, times the root of its size."""
    n = len(shares)
    largest = max(max((k + 1) / n - s, s - k / n) for k, s in enumerate(sorted(shares)))
    return largest * math.sqrt(n)


def correlation(sample: Sequence[float]) -> float:
    """How neighbours in a sample hang together: the correlation of their ranks times the root of the sample's size.

    Of numbers drawn one by one it is about normal with mean 0 and variance 1, whatever their distribution (Wald and
    Wolfowitz 1943); equal numbers share a rank.
    """
    n, ranks = len(sample), _ranks(sample)
    variance = math.fsum(r * r for r in ranks) / n
    neighbours = math.fsum(a * b for a, b in pairwise(ranks))
    return (neighbours + variance) / (variance * math.sqrt(n - 1)) if variance else 0.0


def _ranks(sample: Sequence[float]) -> list[float]:
    """The place of each number in order, counted from the middle."""
    ordered = sorted(sample)
    middle = len(sample) - 1
    mean = {x: (bisect_left(ordered, x) + bisect_right(ordered, x) - 1 - middle) / 2 for x in dict.fromkeys(ordered)}
    return [mean[x] for x in sample]


def inverse(
    exercise: Exercise, settings: Mapping[str, Any], shares: Sequence[float], instead: Misconception | None = None
) -> Iterator[float]:
    """Numbers below which these shares lie, to the spacing of a grid over the domain: draws, if the shares are."""
    domain = exercise.inputs[0].domain
    assert isinstance(domain, Reals)
    grid = [domain.low + (domain.high - domain.low) * k / GRID for k in range(GRID + 1)]
    table = distribution(exercise, settings, grid, instead)
    for share in shares:
        k = min(max(bisect_left(table, share), 1), GRID)
        step = table[k] - table[k - 1]
        yield grid[k - 1] + (grid[k] - grid[k - 1]) * ((share - table[k - 1]) / step if step else 0.5)


@lru_cache(maxsize=64)
def _program(
    exercise: Exercise, settings: tuple[tuple[str, Any], ...], instead: Misconception | None
) -> tuple[Program, tuple[float, ...]]:
    given = arguments(exercise, dict(settings), {})
    outputs = evaluate(exercise, instead.function if instead else exercise.function, given)
    symbols = (*(s for t in given.inputs.values() for s in t), *given.hyperparameters)
    try:
        return compiled(outputs, symbols), tuple(given.hyperparameters.values())
    except NoBall as error:
        name = type(error.args[0]).__name__
        raise ExerciseError("A616", f"{name} cannot be evaluated exactly yet", exercise.where) from None
