"""The exact distribution of what a sampler should draw, and how far a sample is from it.

The statistic is Kolmogorov's: the largest distance between the sample's share below x and the
distribution function F(x). Times the root of the sample's size it is larger than c in about 2
exp(-2 c^2) of all samples (Kolmogorov 1933).
"""

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from flint import arb, ctx

from ..domains import Reals
from ..errors import ExerciseError
from ..exercise import Exercise
from ..specification import Misconception, place
from .enclose import compiled
from .formula import arguments, evaluate
from .program import NoBall, Program, Run

BITS = 128
STRIDE, ENDS = 10, 100  # of the points of a sample that the distribution function is worked out at
FINEST = 2.0**-24  # the spacing of uniform numbers in float32
# Legendre's polynomials on [-1, 1], of variance 1 for numbers that are spread evenly there.
LEGENDRE: tuple[Callable[[float], float], ...] = (
    lambda x: math.sqrt(3) * x,
    lambda x: math.sqrt(5) * (3 * x**2 - 1) / 2,
    lambda x: math.sqrt(7) * (5 * x**3 - 3 * x) / 2,
    lambda x: 3 * (35 * x**4 - 30 * x**2 + 3) / 8,
)
# of the domain, and of the part of it where the function rises most
COARSE_GRID, HALVINGS = 256, 40
OUTSIDE, JUMP, ROUNDING = 0.1, 0.01, 1e-12  # shares that are too much
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


def check(exercise: Exercise) -> None:
    """Refuse what is no distribution function of numbers that can be judged.

    Raises:
        ExerciseError: A614, if it is no number between 0 and 1 somewhere; A626, if it falls, jumps,
            or leaves out more than OUTSIDE of the numbers at an end of the domain.
    """
    for settings in ({}, *exercise.variants):
        grid = _grid(exercise, COARSE_GRID)
        shares = distribution(exercise, settings, grid)
        if complaint := _complaint(exercise, settings, grid, shares):
            raise ExerciseError("A626", f"{exercise.slug} {complaint}", exercise.where)


def _complaint(exercise: Exercise, settings: Mapping[str, Any], grid: Sequence[float], shares: Sequence[float]) -> str:
    below, above = shares[0], 1 - shares[-1]
    for (x, a), (_, b) in pairwise(zip(grid, shares, strict=True)):
        if b < a - ROUNDING:
            return f"falls behind x = {x:.6g}, from {a:.6g} to {b:.6g}: a distribution function rises"
    if below > OUTSIDE or above > OUTSIDE:
        where = f"{grid[0]:g} and {grid[-1]:g}"
        return f"is {shares[0]:.6g} and {shares[-1]:.6g} at {where}: nearly all of the numbers must lie in the domain"
    widest, low = max((b - a, k) for k, (a, b) in enumerate(pairwise(shares)))
    left, right = grid[low], grid[low + 1]
    for _ in range(HALVINGS):
        middle = (left + right) / 2
        first, half, last = distribution(exercise, settings, [left, middle, right])
        left, right = (left, middle) if half - first > last - half else (middle, right)
        widest = max(half - first, last - half)
    if widest > JUMP:
        return f"jumps by {widest:.6g} at x = {right:.6g}: numbers that are drawn again and again cannot be judged"
    return ""


def placed(
    exercise: Exercise, settings: Mapping[str, Any], sample: Sequence[float], instead: Misconception | None = None
) -> list[float]:
    """The distribution function at the points of a sample, in its order.

    It is worked out at one of STRIDE points and at the ENDS outermost ones, and runs straight
    between these: it only rises, so that it is off by the share of STRIDE points at most.

    Raises:
        ExerciseError: A614, if it is no number between 0 and 1 somewhere.
    """
    points = sorted(set(sample))
    inner = max(len(points) - ENDS, 0)
    chosen = [x for k, x in enumerate(points) if k % STRIDE == 0 or k < ENDS or k >= inner]
    known = distribution(exercise, settings, chosen, instead)
    shares, k = {}, 0
    for x in points:
        while chosen[k] < x:
            k += 1
        low, high = max(k - 1, 0), k
        width = chosen[high] - chosen[low]
        part = (x - chosen[low]) / width if width else 1.0
        shares[x] = known[low] + part * (known[high] - known[low])
    return [shares[x] for x in sample]


def distance(shares: Sequence[float]) -> float:
    """Kolmogorov's statistic of a sample, from the distribution function at its points, times the
    root of its size.
    """
    n = len(shares)
    largest = max(max((k + 1) / n - s, s - k / n) for k, s in enumerate(sorted(shares)))
    return largest * math.sqrt(n)


def trend(shares: Sequence[float]) -> float:
    """How far a sample leans to one side, is too wide, or the like: Neyman's smooth test (1937)
    with four polynomials.

    The largest of their means over the sample, in standard deviations; each is about normal.
    """
    n = len(shares)
    return max(abs(math.fsum(legendre(2 * s - 1) for s in shares)) / math.sqrt(n) for legendre in LEGENDRE)


@dataclass(frozen=True)
class Crowd:
    """How many numbers of a sample lie before a place in their order, and how many are expected to.

    `place` is the number's there. If it is `closed`, those that are equal to it count too.
    `surprise` is the exponent c in exp(-c), the bound of the probability that as many or as few do
    (Chernoff 1952).
    """

    place: int
    closed: bool
    count: int
    expected: float
    surprise: float


def crowd(shares: Sequence[float]) -> Crowd:
    """The part of a sample that surprises most; the statistic of Berk and Jones (1979), which sees
    the tails as well.

    `shares` are the distribution function at the sample's points. Of samples of n numbers from that
    distribution, fewer than 2 n exp(-c) surprise by more than c.
    """
    n, order = len(shares), sorted(range(len(shares)), key=shares.__getitem__)
    found = (
        (_surprise(count / n, shares[place], n), place, closed, count)
        for k, place in enumerate(order)
        for closed, count in ((False, k), (True, k + 1))
    )
    surprise, place, closed, count = max(found)
    return Crowd(place, closed, count, n * shares[place], surprise)


def _surprise(share: float, expected: float, n: int) -> float:
    """n times the divergence of what came from what was expected; the ends are as near as float32
    has numbers.
    """
    p = min(max(expected, FINEST), 1 - FINEST)
    parts = (a * math.log(a / b) for a, b in ((share, p), (1 - share, 1 - p)) if a)
    return n * sum(parts)


def inverse(
    exercise: Exercise, settings: Mapping[str, Any], shares: Sequence[float], instead: Misconception | None = None
) -> Iterator[float]:
    """Numbers below which these shares lie, to the spacing of a grid over the domain: draws, if the
    shares are.
    """
    grid = _grid(exercise, GRID)
    table = distribution(exercise, settings, grid, instead)
    for share in shares:
        k = min(max(bisect_left(table, share), 1), GRID)
        step = table[k] - table[k - 1]
        yield grid[k - 1] + (grid[k] - grid[k - 1]) * ((share - table[k - 1]) / step if step else 0.5)


def _grid(exercise: Exercise, steps: int) -> list[float]:
    """The ends of equal parts of the domain."""
    domain = exercise.inputs[0].domain
    assert isinstance(domain, Reals)
    return [domain.low + (domain.high - domain.low) * k / steps for k in range(steps + 1)]


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
