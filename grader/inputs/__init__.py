"""The inputs of a check: traps, easy numbers, inputs that tell wrong answers apart, and samples
from a printed seed.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from ..drawing.draft import Draft, Drawing, Settings
from ..drawing.points import columns
from ..dtypes import DType
from ..exercise import Exercise
from ..reference.expected import Call
from .border import at_border
from .kinks import beside
from .separating import separating

SIMPLE = 13  # results, the first ones, that get an easy upstream gradient
# The upstream gradients of easy results: never 1, beside which a forgotten factor cannot be seen.
EASY = (0.5, 2.0, -1.5, 3.0, -0.25, 1.25, -2.0)

Drafts = Callable[[Exercise, Drawing], Iterator[Draft]]


@dataclass(frozen=True)
class Case:
    """One call to make: its inputs, the upstream gradient for its result, and keywords for the
    student's function.

    Optional inputs that are `omitted` are left out of the call, though `call` has the numbers that
    they stand for.
    """

    call: Call
    upstream: tuple[float, ...]
    keywords: Mapping[str, Any]
    dtype: DType
    omitted: tuple[str, ...] = ()


def cases(exercise: Exercise, dtype: DType, seed: int) -> Iterator[Case]:
    """All calls that values and gradients are checked with; the same for the same seed."""
    return _cases(exercise, dtype, seed, exercise.family.drafts)


def border_cases(exercise: Exercise, dtype: DType, seed: int) -> Iterator[Case]:
    """Calls at the border of open domains, where values are checked alone: a derivative there is
    one of one side.
    """
    return _cases(exercise, dtype, seed, _borders)


def first_case(exercise: Exercise, settings: Settings, dtype: DType, seed: int) -> Case:
    """The first call with some settings, which need not be among the exercise's variants."""
    return next(_with(exercise, settings, dtype, seed, exercise.family.drafts))


def _cases(exercise: Exercise, dtype: DType, seed: int, drafts: Drafts) -> Iterator[Case]:
    for settings in exercise.all_settings:
        yield from _with(exercise, settings, dtype, seed, drafts)


def _with(exercise: Exercise, settings: Settings, dtype: DType, seed: int, drafts: Drafts) -> Iterator[Case]:
    random = Random(f"{seed}/{exercise.slug}/{dtype.name}/{sorted(settings.items())!r}")
    drawing = Drawing(
        settings,
        dtype,
        random,
        beside=lambda points: beside(exercise, settings, dtype, points),
        separating=lambda sizes, points: separating(exercise, settings, sizes, dtype, points),
    )
    for number, draft in enumerate(drafts(exercise, drawing)):
        count = math.prod(draft.layout.result)
        first = number if count == 1 else 0  # or calls that give one number would all have the same
        upstream = tuple(
            EASY[(first + n) % len(EASY)] if n < SIMPLE else dtype.round(random.gauss(0, 1)) for n in range(count)
        )
        call = Call(exercise, draft.layout, draft.data, settings)
        yield Case(call, upstream, draft.keywords, dtype, draft.omitted)


def _borders(exercise: Exercise, drawing: Drawing) -> Iterator[Draft]:
    """One call with the points at the border of open domains where the formula has a value."""
    reduced = exercise.reductions and "none" not in exercise.reductions
    if not exercise.scalar or reduced or any(i.shape for i in exercise.inputs):
        return
    if points := at_border(exercise, drawing.settings, drawing.dtype):
        plan = exercise.family.sampled(exercise, len(points), {})
        keywords = {**drawing.settings, **exercise.family.sampled_keywords(exercise)}
        yield Draft(plan, columns(exercise.inputs, points), keywords)
