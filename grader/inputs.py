"""The inputs of a check: the author's traps, numbers that a person can follow, and samples from a printed seed."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Any

from .dtypes import DType
from .errors import ExerciseError
from .exercise import Exercise, Input
from .reference import layout
from .reference.expected import Call
from .reference.layout import Layout, Shape

SAMPLES = 64
SIMPLE = 13  # results, the first ones, that get an easy upstream gradient
SMALL, MANY = 3, 20  # points in a case that is shown whole, and in one that is added up
CHANNELS = 3
ROW_LENGTHS = (1, 2, 3, 5)
ROWS = 12
LAYER_SIZES = ({"in": 3, "out": 2}, {"in": 2, "out": 3})
BATCH = 4
# The upstream gradients of easy results: never 1, beside which a forgotten factor cannot be seen.
EASY = (0.5, 2.0, -1.5, 3.0, -0.25, 1.25, -2.0)


@dataclass(frozen=True)
class Case:
    """One call to make: its inputs, the upstream gradient for its result, and keywords for the student's function."""

    call: Call
    upstream: tuple[float, ...]
    keywords: Mapping[str, Any]
    dtype: DType


def cases(exercise: Exercise, dtype: DType, seed: int) -> Iterator[Case]:
    """All calls that values and gradients are checked with; the same for the same seed."""
    for settings in ({}, *exercise.variants):
        random = Random(f"{seed}/{exercise.slug}/{dtype.name}/{sorted(settings.items())!r}")
        yield from _FAMILIES[exercise.family](exercise, settings, dtype, random)


def _elementwise(exercise: Exercise, settings: Mapping[str, Any], dtype: DType, random: Random) -> Iterator[Case]:
    channels = [i for i in exercise.inputs if i.shape]
    points = _points([i for i in exercise.inputs if not i.shape], dtype, random)
    if not channels:
        plan = layout.elementwise(exercise, {i.name: (len(points),) for i in exercise.inputs})
        data = {item.name: tuple(p[k] for p in points) for k, item in enumerate(exercise.inputs)}
        yield _case(exercise, settings, plan, data, settings, dtype, random)
        return
    for kept in (points[:SMALL], points):  # the first is small enough to be shown whole
        shapes = {i.name: (CHANNELS,) if i.shape else (len(kept), CHANNELS) for i in exercise.inputs}
        data = {}
        for k, item in enumerate(i for i in exercise.inputs if not i.shape):
            data[item.name] = tuple(p[k] for p in kept for _ in range(CHANNELS))
        for item in channels:
            traps = _rounded(item.traps, item, dtype)
            data[item.name] = tuple((*traps, *_samples(item, dtype, random, CHANNELS))[:CHANNELS])
        yield _case(exercise, settings, layout.elementwise(exercise, shapes), data, settings, dtype, random)


def _rowwise(exercise: Exercise, settings: Mapping[str, Any], dtype: DType, random: Random) -> Iterator[Case]:
    for length in ROW_LENGTHS:
        data = {}
        for item in exercise.inputs:
            simple = _simple(item, dtype)
            traps = _rounded(item.traps, item, dtype)
            rows = [[simple[(r + k) % len(simple)] for k in range(length)] for r in range(3)]
            rows.append([simple[-1]] * length)
            for trap in traps:
                row = _samples(item, dtype, random, length)
                row[random.randrange(length)] = trap
                rows.append(row)
            rows += [_samples(item, dtype, random, length) for _ in range(ROWS)]
            data[item.name] = tuple(x for row in rows for x in row)
        whole = (len(data[exercise.inputs[0].name]) // length, length)
        plan = layout.rowwise(exercise, whole, -1)
        yield _case(exercise, settings, plan, data, {**settings, "dim": -1}, dtype, random)
    others: tuple[tuple[Shape, int], ...] = (((4, 3), 0), ((2, 3, 2), 1), ((3,), 0))
    for shape, dim in others:
        data = {i.name: tuple(_samples(i, dtype, random, math.prod(shape))) for i in exercise.inputs}
        plan = layout.rowwise(exercise, shape, dim)
        yield _case(exercise, settings, plan, data, {**settings, "dim": dim}, dtype, random)


def _loss(exercise: Exercise, settings: Mapping[str, Any], dtype: DType, random: Random) -> Iterator[Case]:
    points = _points(exercise.inputs, dtype, random)
    for reduction, kept in (
        ("none", points),
        ("mean", points[:SMALL]),
        ("sum", points[:SMALL]),
        ("mean", points[:MANY]),
        ("sum", points[:MANY]),
    ):
        plan = layout.loss(exercise, (len(kept),), reduction)
        data = {item.name: tuple(p[k] for p in kept) for k, item in enumerate(exercise.inputs)}
        yield _case(exercise, settings, plan, data, {**settings, "reduction": reduction}, dtype, random)
    plan = layout.loss(exercise, (4, 3), "mean")
    data = {i.name: tuple(_samples(i, dtype, random, 12)) for i in exercise.inputs}
    yield _case(exercise, settings, plan, data, settings, dtype, random)  # without a reduction it is the mean


def _layer(exercise: Exercise, settings: Mapping[str, Any], dtype: DType, random: Random) -> Iterator[Case]:
    for number, sizes in enumerate(LAYER_SIZES):
        plan = layout.layer(exercise, BATCH, sizes)
        data = {}
        for item in exercise.inputs:
            count = math.prod(plan.shapes[item.name])
            easy = _simple(item, dtype)
            traps = _rounded(item.traps, item, dtype)
            drawn = [random.choice(easy) for _ in range(count)] if number == 0 else _samples(item, dtype, random, count)
            data[item.name] = tuple((*traps, *drawn)[:count]) if number else tuple(drawn)
        yield _case(exercise, settings, plan, data, settings, dtype, random)


_FAMILIES = {"elementwise": _elementwise, "rowwise": _rowwise, "loss": _loss, "layer": _layer}


def _case(
    exercise: Exercise,
    settings: Mapping[str, Any],
    plan: Layout,
    data: Mapping[str, tuple[float, ...]],
    keywords: Mapping[str, Any],
    dtype: DType,
    random: Random,
) -> Case:
    count = math.prod(plan.result)
    upstream = tuple(EASY[n % len(EASY)] if n < SIMPLE else dtype.round(random.gauss(0, 1)) for n in range(count))
    return Case(Call(exercise, plan, data, settings), upstream, keywords, dtype)


def _points(inputs: Sequence[Input], dtype: DType, random: Random) -> list[tuple[float, ...]]:
    """Points for inputs of one shape: easy ones, each trap beside easy numbers, samples."""
    easy = [_simple(i, dtype) for i in inputs]
    points = [
        tuple(numbers[(n + 3 * k) % len(numbers)] for k, numbers in enumerate(easy)) for n in range(max(map(len, easy)))
    ]
    for k, item in enumerate(inputs):
        traps = _rounded(item.traps, item, dtype)
        points += [tuple(t if j == k else random.choice(numbers) for j, numbers in enumerate(easy)) for t in traps]
    drawn = [_samples(i, dtype, random, SAMPLES) for i in inputs]
    return [*points, *zip(*drawn, strict=True)]


def _simple(item: Input, dtype: DType) -> list[float]:
    """Easy numbers of the domain, or if it has none any number of it."""
    return _rounded(item.domain.simple, item, dtype) or _samples(item, dtype, Random(0), 1)


def _samples(item: Input, dtype: DType, random: Random, count: int) -> list[float]:
    draws = (item.domain.sample(random) for _ in range(100 * count))
    numbers = list(islice((r for x in draws for r in _rounded([x], item, dtype)), count))
    if len(numbers) < count:
        raise ExerciseError("A617", f"the domain of {item.name} has hardly a number in {dtype.name}: {item.domain}")
    return numbers


def _rounded(numbers: Sequence[float], item: Input, dtype: DType) -> list[float]:
    """The numbers in this format; those that it cannot hold, or that leave the domain, are dropped."""
    return [r for x in numbers if math.isfinite(r := dtype.round(x)) and r in item.domain]
