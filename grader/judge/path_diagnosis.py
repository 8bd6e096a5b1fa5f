"""Name the mistake behind a wrong path: the recurrence that takes every parameter there, in every step."""

import time
from collections.abc import Sequence

from ..dtypes import DType
from ..errors import ExerciseError
from ..exercise import Exercise, Misconception
from ..report.model import Diagnosis
from .clues import Mistake
from .diagnose import MOST_RIVALS, SEARCH_SECONDS, distinct, record
from .paths import Run, Walk, off, paths, walks


def recognise_paths(
    exercise: Exercise, runs: Sequence[Run[Walk]], dtype: DType, suspects: list[Mistake] | None = None
) -> tuple[Diagnosis, ...]:
    """The mistakes that give every parameter after every step of all scenarios.

    The author's misconceptions come first. Given a list of `suspects`, those are tried before, and where nothing is
    known the recurrences near the right one are searched; what is found is added to the list.
    """
    known = [m for m in (*(suspects or ()), *exercise.misconceptions) if isinstance(m, Misconception)]
    matching = distinct([m for m in dict.fromkeys(known) if _explains(exercise, m, runs, dtype)])
    if not matching and suspects is not None:
        matching = _searched(exercise, runs, dtype)
    if suspects is not None:
        suspects += [m for m in matching if m not in suspects]
    steps = sum(len(g) for r in runs for g in r.got)
    evidence = f"it gives the parameters after every step of all {len(runs)} scenarios ({steps} numbers)"
    return tuple(record(exercise, m, len(matching), m.explanation, evidence) for m in matching)


def _searched(exercise: Exercise, runs: Sequence[Run[Walk]], dtype: DType) -> list[Mistake]:
    from .path_probe import PathProbe  # these bring numpy, which a right submission does not need
    from .probe import FRESH
    from .search import candidates, told_apart

    probes = [PathProbe.of(exercise, run) for run in runs]
    fresh = (PathProbe.of(exercise, Run(walk, [])) for walk in walks(exercise, dtype, FRESH))
    deadline = time.monotonic() + SEARCH_SECONDS
    for two in (False, True):
        near = candidates(exercise, [exercise.function], probes, "trajectory", "", two, deadline)
        matching = told_apart([c for c in near if _explains(exercise, c.misconception, runs, dtype)], fresh)
        if matching:
            return [c.misconception for c in matching[:MOST_RIVALS]]
    return []


def _explains(exercise: Exercise, misconception: Misconception, runs: Sequence[Run[Walk]], dtype: DType) -> bool:
    try:
        return all(_gives(exercise, misconception, run, dtype) for run in runs)
    except ExerciseError:  # a recurrence that nobody has checked may have no value
        return False


def _gives(exercise: Exercise, misconception: Misconception, run: Run[Walk], dtype: DType) -> bool:
    bands = paths(exercise, run.walk, dtype, misconception)
    pairs = ((b, x) for row, got in zip(bands, run.got, strict=True) for b, x in zip(row, got, strict=True))
    return not any(off(b, x) for b, x in pairs)
