"""Tensors full of numbers: classes, rows of probabilities, and whatever the domains of the inputs
hold.
"""

import math
from dataclasses import replace

from ..domains import Classes, Distribution
from ..layout import Layout, Shape
from ..specification import Input, Specification
from . import numbers
from .draft import Data, NumberSource


def entries(spec: Specification, plan: Layout, source: NumberSource, easy: bool = False) -> Data:
    """Numbers for all inputs: easy ones, or the traps and then samples."""
    fixed = replace(source, settings={**spec.hyperparameters, **source.settings})
    return {i.name: tuple(_entries(i, plan, fixed, easy)) for i in spec.inputs_under(source.settings)}


def _entries(item: Input, plan: Layout, source: NumberSource, easy: bool) -> list[float]:
    shape, dtype, random = plan.shapes[item.name], source.dtype, source.random
    count = math.prod(shape)
    if isinstance(item.domain, Classes):
        return item.domain.draw(random, plan.sizes[item.domain.of], source.settings, count)
    if isinstance(item.domain, Distribution):
        rest = shape[:1] + shape[2:] if len(shape) > 1 else ()
        rows = [item.domain.row(random, plan.sizes[item.shape[0]]) for _ in range(math.prod(rest))]
        return _along_second(rows, shape)
    if easy:
        return [random.choice(numbers.simple(item, dtype)) for _ in range(count)]
    traps, drawn = numbers.traps(item, dtype), numbers.samples(item, dtype, random, count)
    # the first class counts in every batch, and its weight may be no trap such as 0
    if item.shared:
        return [*drawn[: count - len(traps)], *traps] if count > len(traps) else drawn
    return [*traps, *drawn][:count]


def _along_second(rows: list[list[float]], shape: Shape) -> list[float]:
    """The entries of a tensor that has these rows along dimension 1, or along its only one."""
    if len(shape) == 1:
        return rows[0]
    after = math.prod(shape[2:])
    return [rows[n * after + r][k] for n in range(shape[0]) for k in range(shape[1]) for r in range(after)]
