"""Inputs that are numbers: of elementwise functions, and of losses that take one number of each tensor."""

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from random import Random

from .. import layout
from ..domains import Reals
from ..dtypes import DType
from ..exercise import Exercise
from ..records import Input
from . import numbers
from .border import at_border
from .draft import Draft, Settings
from .kinks import TINY, beside
from .telling import telling

SAMPLES = 64
SMALL, MANY = 3, 20  # points in a case that is shown whole, and in one that is added up; a batch may have one, too
CHANNELS = 3
Point = tuple[float, ...]


def elementwise(exercise: Exercise, settings: Settings, dtype: DType, random: Random) -> Iterator[Draft]:
    """One call with all points; with learnable parameters two, the first small enough to be shown whole."""
    inputs = exercise.inputs_under(settings)
    channels = [i for i in inputs if i.shape]
    if not channels:
        points = all_points(exercise, settings, dtype, random)
        plan = layout.elementwise(exercise, {i.name: (len(points),) for i in exercise.inputs})
        yield Draft(plan, columns(exercise.inputs, points), settings)
        return
    points = _points([i for i in inputs if not i.shape], dtype, random)
    for kept in (points[:SMALL], points):
        shapes = {i.name: (CHANNELS,) if i.shape else (len(kept), CHANNELS) for i in exercise.inputs}
        data = {}
        for k, item in enumerate(i for i in inputs if not i.shape):
            data[item.name] = tuple(p[k] for p in kept for _ in range(CHANNELS))
        for item in channels:
            drawn = (*numbers.traps(item, dtype), *numbers.samples(item, dtype, random, CHANNELS))
            data[item.name] = drawn[:CHANNELS]
        yield Draft(layout.elementwise(exercise, shapes), data, settings)


def losses(exercise: Exercise, settings: Settings, dtype: DType, random: Random) -> Iterator[Draft]:
    """All points without reduction, a few and many of them added up; then two dimensions, once without keyword."""
    points = all_points(exercise, settings, dtype, random)
    points += [p for p in _close(exercise.inputs_under(settings), dtype) if p not in points]
    for reduction in exercise.reductions:
        for kept in (points,) if reduction == "none" else (points[:SMALL], points[:MANY], points[1:2]):
            plan = layout.loss(exercise, (len(kept),), reduction)
            named = {"reduction": reduction} if len(exercise.reductions) > 1 else {}
            yield Draft(plan, columns(exercise.inputs, kept), {**settings, **named})
    usual = "mean" if "mean" in exercise.reductions else exercise.reductions[0]
    over_batch = [{"reduction": r} for r in exercise.reductions if r == "batchmean"]
    for named in ({}, *over_batch):
        data = {i.name: tuple(numbers.samples(i, dtype, random, 12)) for i in exercise.inputs_under(settings)}
        yield Draft(layout.loss(exercise, (4, 3), named.get("reduction", usual)), data, {**settings, **named})


def borders(exercise: Exercise, settings: Settings, dtype: DType, random: Random) -> Iterator[Draft]:
    """One call with the points at the border of open domains where the formula has a value."""
    if exercise.family not in ("elementwise", "loss") or any(i.shape for i in exercise.inputs):
        return
    points = at_border(exercise, settings, dtype)
    if points and exercise.family == "elementwise":
        plan = layout.elementwise(exercise, {i.name: (len(points),) for i in exercise.inputs})
        yield Draft(plan, columns(exercise.inputs, points), settings)
    elif points and "none" in exercise.reductions:
        named = {"reduction": "none"} if len(exercise.reductions) > 1 else {}
        yield Draft(
            layout.loss(exercise, (len(points),), "none"), columns(exercise.inputs, points), {**settings, **named}
        )


def all_points(exercise: Exercise, settings: Settings, dtype: DType, random: Random) -> list[Point]:
    """The points of a function of numbers, with those that tell wrong answers apart."""
    points = _points(exercise.inputs_under(settings), dtype, random)
    points += beside(exercise, settings, dtype, points)
    return [*points, *telling(exercise, settings, {}, dtype, points)]


def _crossed(inputs: Sequence[Input], easy: Sequence[Sequence[float]], dtype: DType) -> Iterator[Point]:
    """Every special number of an input beside every special number of every other one."""
    special = [numbers.special(i, dtype) for i in inputs]
    for i, j in combinations(range(len(inputs)), 2):
        for n, (x, y) in enumerate(product(special[i], special[j])):
            yield tuple(x if k == i else y if k == j else e[n % len(e)] for k, e in enumerate(easy))


def _close(inputs: Sequence[Input], dtype: DType) -> Iterator[Point]:
    """Points at which two inputs that are compared, as a prediction and its target, are nearly equal."""
    easy = [numbers.simple(i, dtype)[0] for i in inputs]
    for i, j in combinations(range(len(inputs)), 2):
        if type(inputs[i].domain) is type(inputs[j].domain) is Reals:
            for x, y in ((-TINY, 0.0), (-0.5, -0.5 - 2.0**-20), (-(2.0**-20), -(2.0**-19))):
                yield tuple(dtype.round(x) if k == i else dtype.round(y) if k == j else e for k, e in enumerate(easy))


def columns(inputs: Sequence[Input], points: Sequence[Point]) -> dict[str, tuple[float, ...]]:
    """Points as one tensor for each input."""
    return {item.name: tuple(p[k] for p in points) for k, item in enumerate(inputs)}


def _points(inputs: Sequence[Input], dtype: DType, random: Random) -> list[Point]:
    """Points for inputs of one shape: easy ones, each trap beside easy numbers, samples."""
    easy = [numbers.simple(i, dtype) for i in inputs]
    points = [tuple(e[(n + 3 * k) % len(e)] for k, e in enumerate(easy)) for n in range(max(map(len, easy)))]
    for k, item in enumerate(inputs):
        traps = numbers.traps(item, dtype)
        points += [tuple(t if j == k else random.choice(e) for j, e in enumerate(easy)) for t in traps]
    points += [p for p in _crossed(inputs, easy, dtype) if p not in points]
    drawn = [numbers.samples(i, dtype, random, SAMPLES) for i in inputs]
    return [*points, *zip(*drawn, strict=True)]
