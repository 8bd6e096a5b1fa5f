"""The inputs of a check: traps, easy numbers, inputs that tell wrong answers apart, and samples from a printed seed."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from ..dtypes import DType
from ..exercise import Exercise
from ..reference.expected import Call
from . import batches, elements, rows

SIMPLE = 13  # results, the first ones, that get an easy upstream gradient
# The upstream gradients of easy results: never 1, beside which a forgotten factor cannot be seen.
EASY = (0.5, 2.0, -1.5, 3.0, -0.25, 1.25, -2.0)


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
    for settings in ({}, *exercise.variants):
        random = Random(f"{seed}/{exercise.slug}/{dtype.name}/{sorted(settings.items())!r}")
        for number, draft in enumerate(_FAMILIES[exercise.family](exercise, settings, dtype, random)):
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
