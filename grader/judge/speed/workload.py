"""The timed calls: shapes for a size, and fresh numbers for every call."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Any, Literal

import numpy
from numpy.typing import NDArray

from ...domains import Classes, Distribution
from ...drawing import numbers
from ...drawing.draft import TIMED_WIDTH
from ...dtypes import FLOAT32
from ...exercise import Exercise
from ...layout import Shape
from ...specification import Input

POOL = 4096  # numbers of an input's domain, from which the entries are taken
ROW = 256  # entries
ENTRIES = 1 << 18  # in all calls of a lap together, if so many calls have fewer
CALLS = 3  # of a lap, at least
START = 0.01  # the size of its parameters: so small that a step is visible
Numbers = NDArray[numpy.float32] | NDArray[numpy.int64]
How = Literal["forward", "by hand", "autograd", "steps", "copy"]


@dataclass(frozen=True)
class Argument:
    """A tensor that a call gets."""

    item: Input
    shape: Shape

    @property
    def classes(self) -> int:
        """Returns how many classes its indices have; 0 if it contains numbers."""
        return TIMED_WIDTH if isinstance(self.item.domain, Classes) else 0

    @property
    def rows(self) -> bool:
        """Whether the entries of a row belong together."""
        return isinstance(self.item.domain, Distribution)

    @property
    def pool(self) -> Numbers:
        """Returns numbers from which it may be made, in whole rows."""
        return _pool(self.item, self.rows)

    def draw(self, random: numpy.random.Generator) -> Numbers:
        """Returns fresh numbers of the domain, moved a little towards 0 so that hardly two are
        equal.
        """
        if self.classes:
            return random.integers(0, self.classes, self.shape)
        if self.rows:
            rows = self.pool.reshape(-1, self.shape[1])
            return rows[random.integers(0, len(rows), self.shape[0])]
        count = math.prod(self.shape)
        near = 1 - 1e-3 * random.random(count, numpy.float32)
        return (self.pool[random.integers(0, POOL, count)] * near).reshape(self.shape)


@dataclass(frozen=True)
class Workload:
    """Some calls of one size, made in one lap. For an optimizer these are the steps of one
    optimizer on the `arguments`.
    """

    exercise: Exercise
    size: int  # entries of the first input, or of all parameters
    calls: int
    arguments: Sequence[Argument]
    result: Shape
    keywords: Mapping[str, Any]

    @property
    def steps(self) -> bool:
        return self.exercise.family.steps

    @property
    def rooms(self) -> list[tuple[Shape, str]]:
        """Returns the shapes and dtypes of all that a lap gets: the arguments of each call and its
        upstream gradient; for an optimizer the parameters, then their gradients in each step.
        """
        given = [(a.shape, "int64" if a.classes else "float32") for a in self.arguments]
        if self.steps:
            return given * (1 + self.calls)
        return [*given, (self.result, "float32")] * self.calls

    def draw(self, random: numpy.random.Generator) -> list[Numbers]:
        """Returns fresh numbers for all rooms."""
        if self.steps:
            normal = random.standard_normal
            start = [START * normal(a.shape, numpy.float32) for a in self.arguments]
            return [*start, *(normal(a.shape, numpy.float32) for _ in range(self.calls) for a in self.arguments)]
        return [
            drawn
            for _ in range(self.calls)
            for drawn in (
                *(a.draw(random) for a in self.arguments),
                random.standard_normal(self.result, numpy.float32),
            )
        ]

    def results(self, how: How) -> list[Shape]:
        """Returns the shapes of the results of one call, or of the parameters after all steps."""
        if how == "forward":
            return [self.result]
        return [a.shape for a in self.arguments if self.steps or a.item.differentiable]

    def request(self, how: How) -> dict[str, Any]:
        """Returns the data that a worker needs to make these calls."""
        return {
            "name": self.exercise.target,
            "keywords": dict(self.keywords),
            "calls": self.calls,
            "parameters": len(self.arguments) if self.steps else 0,
            "differentiable": [a.item.differentiable for a in self.arguments],
            "result": self.result,
            "results": self.results(how),
            "how": how,
        }


def workload(exercise: Exercise, size: int, row: int = ROW, calls: int = 0) -> Workload | None:
    """Returns the calls of an exercise at a size, so many or enough for a lap; None if its family
    is not timed.
    """
    timed = exercise.family.timed(exercise, size, row)
    if timed is None or exercise.behaviour or exercise.form("surrogate"):
        return None
    calls = calls or max(CALLS, ENTRIES // size)
    given = [Argument(item, shape) for item, shape in timed.given]
    whole = sum(math.prod(a.shape) for a in given) if exercise.family.steps else size
    return Workload(exercise, whole, calls, given, timed.result, timed.keywords)


@lru_cache(maxsize=64)
def _pool(item: Input, rows: bool) -> NDArray[numpy.float32]:
    random = Random(item.name)
    if isinstance(item.domain, Distribution):
        drawn = [x for _ in range(POOL // TIMED_WIDTH) for x in item.domain.row(random, TIMED_WIDTH)]
    elif isinstance(item.domain, Classes):
        drawn = [0.0]
    else:
        drawn = numbers.samples(item, FLOAT32, random, POOL)
    return numpy.array(drawn, numpy.float32)
