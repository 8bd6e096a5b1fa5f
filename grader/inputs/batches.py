"""Inputs that come in batches: vectors, classes and probabilities in every sample, weights that all of them share."""

import math
from collections.abc import Iterator, Mapping
from random import Random

from .. import layout
from ..domains import Classes, Distribution
from ..dtypes import DType
from ..exercise import Exercise
from ..layout import Layout, Shape
from ..records import Input
from . import elements, numbers
from .draft import Data, Draft, Settings

BATCH = 4
FEW, SOME, WHOLE = 3, 8, 12  # samples in a batch that is shown whole, in one that is added up, and without reduction
BIG: Shape = (3, 2)  # a batch with a second dimension


def losses(exercise: Exercise, settings: Settings, dtype: DType, random: Random) -> Iterator[Draft]:
    """Every reduction with every choice of sizes; then a second dimension, no keyword, and no optional input."""
    if not exercise.sizes:
        yield from elements.losses(exercise, settings, dtype, random)
        return
    for number, sizes in enumerate(exercise.sizes):
        for reduction in exercise.reductions:
            for count in (WHOLE,) if reduction == "none" else (FEW, SOME):
                plan = layout.loss(exercise, (count,), reduction, sizes)
                keywords = {**settings, "reduction": reduction} if len(exercise.reductions) > 1 else settings
                yield Draft(plan, entries(exercise, plan, settings, dtype, random, easy=number == 0), keywords)
    yield from _small(exercise, settings, dtype, random)
    usual = "mean" if "mean" in exercise.reductions else exercise.reductions[0]
    defaults = {i.name: i.default for i in exercise.inputs if i.default is not None}
    for batch, default in (((SOME,) if exercise.flat_batch else BIG, {}), ((SOME,), defaults)):
        plan = layout.loss(exercise, batch, usual, exercise.sizes[0])
        data = entries(exercise, plan, settings, dtype, random)
        data |= {name: (x,) * math.prod(plan.shapes[name]) for name, x in default.items()}
        yield Draft(plan, data, settings, tuple(default))


def _small(exercise: Exercise, settings: Settings, dtype: DType, random: Random) -> Iterator[Draft]:
    """A batch of one sample, samples of one class, and a batch of which no sample counts.

    The mean of one sample has the least weights, so that it is divided by less than 1. Of the last batch the sum is
    asked alone: its mean is 0/0, and nan in torch.
    """
    usual, only = exercise.sizes[0], dict.fromkeys(exercise.sizes[0], 1)
    ignored = _ignored(exercise, settings)
    asked = [(1, reduction, usual) for reduction in exercise.reductions]
    if len(only) == 1:
        asked.append((FEW, exercise.reductions[0], only))
    if ignored and "sum" in exercise.reductions:
        asked.append((FEW, "sum", usual))
    for number, (count, reduction, sizes) in enumerate(asked, 1):
        plan = layout.loss(exercise, (count,), reduction, sizes)
        data = entries(exercise, plan, settings, dtype, random)
        if ignored and number == len(asked):
            data |= {name: (x,) * len(data[name]) for name, x in ignored.items()}
        if reduction == "mean" and exercise.form("mean weight"):
            data |= {i.name: (_least(i, dtype),) * len(data[i.name]) for i in exercise.inputs if i.shared}
        named = {"reduction": reduction} if len(exercise.reductions) > 1 else {}
        yield Draft(plan, data, {**settings, **named})


def _least(item: Input, dtype: DType) -> float:
    """The smallest positive one of an input's easy numbers and traps."""
    known = [*numbers.simple(item, dtype), *numbers.traps(item, dtype)]
    return min(x for x in known if x > 0)


def _ignored(exercise: Exercise, settings: Settings) -> dict[str, float]:
    """The class of samples that do not count, for each input that has one."""
    fixed = {**exercise.hyperparameters, **settings}
    known = {i.name: i.domain.ignored for i in exercise.inputs if isinstance(i.domain, Classes)}
    return {name: float(fixed[by]) for name, by in known.items() if fixed.get(by) is not None}


def layers(exercise: Exercise, settings: Settings, dtype: DType, random: Random) -> Iterator[Draft]:
    """A batch for every choice of sizes, the first with easy numbers."""
    for number, sizes in enumerate(exercise.sizes):
        plan = layout.layer(exercise, BATCH, sizes)
        yield Draft(plan, entries(exercise, plan, settings, dtype, random, easy=number == 0), settings)


def entries(
    exercise: Exercise, plan: Layout, settings: Settings, dtype: DType, random: Random, easy: bool = False
) -> Data:
    """Numbers for all inputs: easy ones, or the traps and then samples."""
    fixed = {**exercise.hyperparameters, **settings}
    return {i.name: tuple(_entries(i, plan, fixed, dtype, random, easy)) for i in exercise.inputs_under(settings)}


def _entries(
    item: Input, plan: Layout, settings: Mapping[str, object], dtype: DType, random: Random, easy: bool
) -> list[float]:
    shape = plan.shapes[item.name]
    count = math.prod(shape)
    if isinstance(item.domain, Classes):
        return item.domain.draw(random, plan.sizes[item.domain.of], settings, count)
    if isinstance(item.domain, Distribution):
        rest = shape[:1] + shape[2:] if len(shape) > 1 else ()
        rows = [item.domain.row(random, plan.sizes[item.shape[0]]) for _ in range(math.prod(rest))]
        return _along_second(rows, shape)
    if easy:
        return [random.choice(numbers.simple(item, dtype)) for _ in range(count)]
    traps, drawn = numbers.traps(item, dtype), numbers.samples(item, dtype, random, count)
    if item.shared:  # the first class counts in every batch, and its weight may be no trap such as 0
        return [*drawn[: count - len(traps)], *traps] if count > len(traps) else drawn
    return [*traps, *drawn][:count]


def _along_second(rows: list[list[float]], shape: Shape) -> list[float]:
    """The entries of a tensor that has these rows along dimension 1, or along its only one."""
    if len(shape) == 1:
        return rows[0]
    after = math.prod(shape[2:])
    return [rows[n * after + r][k] for n in range(shape[0]) for k in range(shape[1]) for r in range(after)]
