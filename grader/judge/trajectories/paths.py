"""The right and wrong paths of parameters."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from ...dtypes import DType
from ...exercise import Exercise
from ...family import Procedure
from ...reference.enclose import Band
from ...reference.recurrence import Update, path
from ...specification import Misconception
from .lessons import lessons
from .scenarios import scenarios

Paths = list[list[Band]]  # for each entry of each parameter, its bands step by step


class Walk(Protocol):
    """What parameters are taken through: where their entries start, and what happens to each of
    them in every step.
    """

    @property
    def name(self) -> str: ...

    @property
    def settings(self) -> Mapping[str, Any]: ...

    @property
    def starts(self) -> tuple[tuple[float, ...], ...]: ...

    def updates(self, exercise: Exercise, parameter: int, entry: int) -> list[Update]: ...


W = TypeVar("W", bound=Walk, covariant=True)


@dataclass(frozen=True)
class WalkRun(Generic[W]):
    """A walk with its right paths and, once it has been run, the paths of the submission."""

    walk: W
    right: Paths
    got: tuple[tuple[float, ...], ...] = ()

    @property
    def entries(self) -> Iterator[tuple[float, list[Band], tuple[float, ...]]]:
        """Each entry that was taken along: where it starts, what is right and what was got, step by
        step.
        """
        starts = (x for start in self.walk.starts for x in start)
        yield from zip(starts, self.right, self.got, strict=False)

    @property
    def first_wrong(self) -> int | None:
        """The first step at which any entry is wrong."""
        steps = range(len(self.right[0]))
        return next((s for s in steps if any(off(b[s], x[s]) for b, x in zip(self.right, self.got, strict=True))), None)

    def farthest(self, step: int) -> int:
        """The entry that is farthest off after a step, of all entries of all parameters."""
        offs = [b[step].error(x[step]) / b[step].allowed for b, x in zip(self.right, self.got, strict=True)]
        return offs.index(max(offs))


WALKS: Mapping[Procedure, Callable[[Exercise, DType, int], Sequence[Walk]]] = {
    Procedure.STEP: scenarios,
    Procedure.LOOP: lessons,
}


def walks(exercise: Exercise, dtype: DType, seed: int) -> Sequence[Walk]:
    """What the checks take an exercise through: an optimizer or a training step."""
    return WALKS[exercise.family.procedure](exercise, dtype, seed)


def paths(exercise: Exercise, walk: Walk, dtype: DType, instead: Misconception | None = None) -> Iterator[list[Band]]:
    """What is right for every entry of every parameter, step by step; with `instead`, what a
    misconception gives.
    """
    for p, start in enumerate(walk.starts):
        for e, x in enumerate(start):
            yield path(exercise, x, walk.updates(exercise, p, e), dtype, instead)


def off(band: Band, got: float) -> bool:
    """Whether a number is farther from the right one than is allowed."""
    return band.error(got) > band.allowed
