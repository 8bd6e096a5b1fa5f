"""Inputs that are vectors along a dimension."""

import math
from collections.abc import Iterator, Mapping
from random import Random

from .. import layout
from ..dtypes import DType
from ..exercise import Exercise
from ..layout import Shape
from ..records import Input
from . import numbers
from .draft import Draft, Settings
from .telling import telling

ROWS = 12
LENGTHS = {"row": (1, 2, 3, 5), "half": (2, 4, 6), "": (1, 2, 3, 5)}
OTHERS: Mapping[str, tuple[tuple[Shape, int], ...]] = {
    "row": (((4, 3), 0), ((2, 3, 2), 1), ((3,), 0)),
    "half": (((4, 3), 0), ((2, 6, 2), 1), ((4,), 0)),
    "": (((4, 3), 0), ((2, 3, 2), 1), ((3,), 0)),
}


def rowwise(exercise: Exercise, settings: Settings, dtype: DType, random: Random) -> Iterator[Draft]:
    """Rows of several lengths along the last dimension, with easy numbers and traps; then other dimensions."""
    output, inputs = "".join(exercise.output), exercise.inputs_under(settings)
    for length in LENGTHS[output]:
        lists = [_rows(item, length, dtype, random) for item in inputs]
        count = max(map(len, lists))
        samples = [tuple(x for rows in lists for x in rows[n % len(rows)]) for n in range(count)]
        if length == max(LENGTHS[output][:3]):
            samples += telling(exercise, settings, {"row": length}, dtype, samples)
        data = {
            item.name: tuple(x for s in samples for x in s[k * length : (k + 1) * length])
            for k, item in enumerate(inputs)
        }
        yield Draft(layout.rowwise(exercise, (len(samples), length), -1), data, {**settings, "dim": -1})
    for shape, dim in OTHERS[output]:
        data = {i.name: tuple(numbers.samples(i, dtype, random, math.prod(shape))) for i in inputs}
        yield Draft(layout.rowwise(exercise, shape, dim), data, {**settings, "dim": dim})


def _rows(item: Input, length: int, dtype: DType, random: Random) -> list[list[float]]:
    simple = numbers.simple(item, dtype)
    rows = [[simple[(r + k) % len(simple)] for k in range(length)] for r in range(3)]
    rows.append([simple[-1]] * length)
    for trap in numbers.traps(item, dtype):
        row = numbers.samples(item, dtype, random, length)
        row[random.randrange(length)] = trap
        rows.append(row)
    return rows + [numbers.samples(item, dtype, random, length) for _ in range(ROWS)]
