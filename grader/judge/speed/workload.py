"""The calls that are timed: shapes of a size, and fresh numbers for every call."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Any

import numpy
from numpy.typing import NDArray

from ...dtypes import FLOAT32
from ...exercise import Exercise, Input
from ...inputs import numbers
from ...reference.layout import Shape

POOL = 4096  # numbers of an input's domain, of which the entries are made
ROW = 256  # entries
CHANNELS = 64
ENTRIES = 1 << 18  # of all calls of a lap together, if one alone has fewer
Numbers = NDArray[numpy.float32]


@dataclass(frozen=True)
class Workload:
    """Some calls of one size, made in one lap: the shapes of the inputs and of the result, and the keywords."""

    exercise: Exercise
    size: int  # entries of the first input
    calls: int
    shapes: Sequence[Shape]
    result: Shape
    keywords: Mapping[str, Any]

    def draw(self, random: numpy.random.Generator) -> list[list[Numbers]]:
        """Fresh inputs for every call, and its upstream gradient after them; all in float32."""
        return [
            [
                *(_drawn(i, s, random) for i, s in zip(self.exercise.inputs, self.shapes, strict=True)),
                random.standard_normal(self.result, numpy.float32),
            ]
            for _ in range(self.calls)
        ]


def workload(exercise: Exercise, size: int, row: int = ROW, calls: int = 0) -> Workload | None:
    """The calls of an exercise at a size, so many or enough for a lap; None if its family is not timed."""
    if not _timed(exercise):
        return None
    keywords: dict[str, Any] = {}
    calls = calls or max(1, ENTRIES // size)
    if exercise.family == "rowwise":
        shape: Shape = (size // row, row)
        lengths = {"row": (row,), "half": (row // 2,), "": ()}["".join(exercise.output)]
        return Workload(exercise, size, calls, [shape] * len(exercise.inputs), (*shape[:1], *lengths), {"dim": -1})
    wide = any(i.shape for i in exercise.inputs)
    whole: Shape = (size // CHANNELS, CHANNELS) if wide else (size,)
    shapes = [(CHANNELS,) if i.shape else whole for i in exercise.inputs]
    result = whole
    if exercise.family == "loss":
        keywords, result = ({"reduction": "mean"} if len(exercise.reductions) > 1 else {}), ()
    return Workload(exercise, size, calls, shapes, result, keywords)


def _timed(exercise: Exercise) -> bool:
    """Elementwise functions, functions of rows, and losses of numbers, if they are differentiated as they stand and are
    not about memory.
    """
    if exercise.behaviour or exercise.sizes or exercise.form("surrogate"):
        return False
    return exercise.family in ("elementwise", "rowwise") or (
        exercise.family == "loss" and "mean" in exercise.reductions
    )


def _drawn(item: Input, shape: Shape, random: numpy.random.Generator) -> Numbers:
    """Numbers of the domain, moved a little towards 0 so that hardly two are equal."""
    count = math.prod(shape)
    near = 1 - 1e-3 * random.random(count, numpy.float32)
    drawn: Numbers = (_pool(item)[random.integers(0, POOL, count)] * near).reshape(shape)
    return drawn


@lru_cache(maxsize=64)
def _pool(item: Input) -> Numbers:
    return numpy.array(numbers.samples(item, FLOAT32, Random(item.name), POOL), numpy.float32)
