"""The inputs of a check: traps, easy numbers, inputs that tell wrong answers apart, and samples from a printed seed."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from ..dtypes import DType
from ..exercise import Exercise
from ..reference.expected import Call
from . import batches, elements, rows
from .draft import Draft, Settings

SIMPLE = 13  # results, the first ones, that get an easy upstream gradient
# The upstream gradients of easy results: never 1, beside which a forgotten factor cannot be seen.
EASY = (0.5, 2.0, -1.5, 3.0, -0.25, 1.25, -2.0)


Drafts = Callable[[Exercise, Settings, DType, Random], Iterator[Draft]]


@dataclass(frozen=True)
class Case:
    """One call to make: its inputs, the upstream gradient for its result, and keywords for the student's function.

    Optional inputs that are `omitted` are left out of the call, though `call` has the numbers that they stand for.
    """

    call: Call
    upstream: tuple[float, ...]
    keywords: Mapping[str, Any]
    dtype: DType
    omitted: tuple[str, ...] = ()


def cases(exercise: Exercise, dtype: DType, seed: int) -> Iterator[Case]:
    """All calls that values and gradients are checked with; the same for the same seed."""
    return _cases(exercise, dtype, seed, _FAMILIES[exercise.family])


def border_cases(exercise: Exercise, dtype: DType, seed: int) -> Iterator[Case]:
    """Calls at the border of open domains, where values are checked alone: a derivative there is one of one side."""
    return _cases(exercise, dtype, seed, elements.borders)


def first_case(exercise: Exercise, settings: Settings, dtype: DType, seed: int) -> Case:
    """The first call with some settings, which need not be among the exercise's variants."""
    return next(_with(exercise, settings, dtype, seed, _FAMILIES[exercise.family]))


def _cases(exercise: Exercise, dtype: DType, seed: int, drafts: Drafts) -> Iterator[Case]:
    for settings in exercise.all_settings:
        yield from _with(exercise, settings, dtype, seed, drafts)


def _with(exercise: Exercise, settings: Settings, dtype: DType, seed: int, drafts: Drafts) -> Iterator[Case]:
    random = Random(f"{seed}/{exercise.slug}/{dtype.name}/{sorted(settings.items())!r}")
    for number, draft in enumerate(drafts(exercise, settings, dtype, random)):
        count = math.prod(draft.layout.result)
        first = number if count == 1 else 0  # or calls that give one number would all have the same
        upstream = tuple(
            EASY[(first + n) % len(EASY)] if n < SIMPLE else dtype.round(random.gauss(0, 1)) for n in range(count)
        )
        call = Call(exercise, draft.layout, draft.data, settings)
        yield Case(call, upstream, draft.keywords, dtype, draft.omitted)


_FAMILIES = {
    "elementwise": elements.elementwise,
    "rowwise": rows.rowwise,
    "loss": batches.losses,
    "layer": batches.layers,
}
CALLED = tuple(_FAMILIES)  # the families of functions that are called with given inputs
