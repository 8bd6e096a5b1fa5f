"""The lessons for a training step: the data of every step, settings, and a gradient that exists
already.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from ...drawing import numbers
from ...dtypes import DType
from ...exercise import Exercise
from ...reference.recurrence import Update
from ...specification import Input

STEPS = 8
WIDTH = 5  # entries of the parameter


@dataclass(frozen=True)
class Lesson:
    """A parameter, the data of every step, and what is put into its .grad from outside, and before
    which step.
    """

    name: str
    settings: Mapping[str, Any]
    start: tuple[float, ...]
    data: Mapping[str, tuple[tuple[float, ...], ...]]  # by the input's name: step, entry
    left: Mapping[int, tuple[float, ...]] = field(default_factory=dict)

    @property
    def starts(self) -> tuple[tuple[float, ...], ...]:
        return (self.start,)

    def updates(self, exercise: Exercise, parameter: int, entry: int) -> list[Update]:
        """What happens to one entry of the parameter."""
        settings = {**exercise.hyperparameters, **self.settings}
        left = [{"g": self.left[step][entry]} if step in self.left else {} for step in range(STEPS)]
        data = [{name: rows[step][entry] for name, rows in self.data.items()} for step in range(STEPS)]
        return [Update({**own, **extra}, settings) for own, extra in zip(data, left, strict=True)]


def lessons(exercise: Exercise, dtype: DType, seed: int) -> list[Lesson]:
    """The lessons of a training step; the same for the same seed."""
    random = Random(f"{seed}/{exercise.slug}/{dtype.name}")
    parameter, *given, gradient = exercise.inputs

    def drawn(item: Input) -> tuple[float, ...]:
        return tuple(numbers.samples(item, dtype, random, WIDTH))

    def make(name: str, settings: Mapping[str, Any], left: Mapping[int, tuple[float, ...]]) -> Lesson:
        data = {item.name: tuple(drawn(item) for _ in range(STEPS)) for item in given}
        return Lesson(name, settings, drawn(parameter), data, left)

    return [
        make("a new parameter", {}, {}),
        *(make(f"with {', '.join(f'{k}={v}' for k, v in v.items())}", v, {}) for v in exercise.variants),
        make("a gradient that is there before the first step", {}, {0: drawn(gradient)}),
    ]
