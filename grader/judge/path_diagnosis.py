"""Name the mistake behind a wrong path: the recurrence that takes every parameter there, in every step."""

import time
from collections.abc import Sequence
from itertools import islice

from ..dtypes import DType
from ..errors import ExerciseError
from ..exercise import Exercise, Misconception
from ..report.model import Diagnosis
from .clues import FRESH, Clues
from .diagnose import MOST_RIVALS, REPAIR_SECONDS, SEARCH_SECONDS, distinct, record
from .evidence import told_apart
from .paths import Run, Walk, off, paths, walks
from .scenarios import Scenario

Runs = Sequence[Run[Walk]]


def recognise_paths(exercise: Exercise, runs: Runs, dtype: DType, clues: Clues | None = None) -> tuple[Diagnosis, ...]:
    """The mistakes that give every parameter after every step of all scenarios.

    The author's misconceptions come first. Given `clues`, those are tried before; where nothing is known, the mistake
    is looked for: one in the recurrence, then in an optimizer's own code, then two in the recurrence.
    """
    shown = next((r for r in runs if r.first_wrong is not None), runs[0])
    runs = sorted(runs, key=_telling)
    suspected = [m for m in clues.suspects if isinstance(m, Misconception)] if clues else []
    declared = (_declared(exercise, group, runs, dtype) for group in (suspected, exercise.misconceptions))
    matching: Sequence[Misconception] = next((distinct(m) for m in declared if m), [])
    deadline = time.thread_time() + SEARCH_SECONDS
    if not matching and clues:
        matching = _searched(exercise, runs, dtype, False, deadline)
    if not matching and clues:
        repaired = _repaired(exercise, runs, clues)
        if repaired:
            return (repaired,)
        matching = _searched(exercise, runs, dtype, True, deadline)
    if clues:
        clues.suspects += [m for m in matching if m not in clues.suspects]
    steps = sum(len(g) for r in runs for g in r.got)
    evidence = f"it gives the parameters after every step of all {len(runs)} scenarios ({steps} numbers)"
    return tuple(
        record(exercise, m, len(matching), m.explanation, evidence + _shown(exercise, m, shown, dtype))
        for m in matching
    )


def _shown(exercise: Exercise, found: Misconception, run: Run[Walk], dtype: DType) -> str:
    """What the mistake gives at the first wrong step, beside what was got and what is right."""
    step = run.first_wrong or 0
    entry = run.farthest(step)
    wrong = next(islice(paths(exercise, run.walk, dtype, found), entry, None))
    nearest = run.right[entry][step].nearest
    got, given, right = told_apart(run.got[entry][step], wrong[step].nearest, nearest, nearest)
    return f"; after step {step + 1}: got {got}, it gives {given}, right is {right}"


def _telling(run: Run[Walk]) -> tuple[bool, int]:
    """Wrong runs come first, and of those the ones with most settings: they throw out most candidates."""
    return run.first_wrong is None, -len(run.walk.settings)


def _declared(exercise: Exercise, known: Sequence[Misconception], runs: Runs, dtype: DType) -> list[Misconception]:
    """Those of an author's misconceptions that explain all runs; a first look throws out most of them."""
    from .candidates import KnownCandidate  # these bring numpy, which a right submission does not need
    from .path_probe import PathProbe

    probe = PathProbe.of(exercise, runs[0])

    def likely(candidate: KnownCandidate) -> bool:
        return probe.fits(candidate) or probe.gives(candidate) is None

    return [m for m in known if likely(KnownCandidate(m)) and _explains(exercise, m, runs, dtype)]


def _repaired(exercise: Exercise, runs: Runs, clues: Clues) -> Diagnosis | None:
    """The change of an optimizer's code that makes all runs right."""
    from .repair.repairs import repair_paths

    walks = [Run(r.walk, r.right, r.got) for r in runs if isinstance(r.walk, Scenario)]
    return repair_paths(exercise, walks, clues, time.thread_time() + REPAIR_SECONDS) if walks else None


def _searched(exercise: Exercise, runs: Runs, dtype: DType, two: bool, deadline: float) -> list[Misconception]:
    """The nearest wrong recurrences: a first look, then exactly along one entry, then one of each kind along all."""
    from .path_probe import PathProbe
    from .search import candidates, told_apart

    probes = [PathProbe.of(exercise, run) for run in runs]
    one = [Run(run.walk, run.right[:1], run.got[:1]) for run in runs]
    near = candidates(exercise, [exercise.function], probes, "trajectory", "", two, deadline)
    likely = [c for c in near if _explains(exercise, c.misconception, one, dtype)]
    fresh = (PathProbe.of(exercise, Run(walk, [])) for walk in walks(exercise, dtype, FRESH))
    apart = told_apart(likely, fresh)
    matching = [c.misconception for c in apart if _explains(exercise, c.misconception, runs, dtype)]
    return matching[:MOST_RIVALS]


def _explains(exercise: Exercise, misconception: Misconception, runs: Runs, dtype: DType) -> bool:
    """Whether a recurrence gives all numbers of these runs; one that cannot be worked out does not."""
    try:
        return all(_gives(exercise, misconception, run, dtype) for run in runs)
    except ExerciseError:
        return False


def _gives(exercise: Exercise, misconception: Misconception, run: Run[Walk], dtype: DType) -> bool:
    entries = zip(paths(exercise, run.walk, dtype, misconception), run.got, strict=False)
    return not any(off(band, x) for row, got in entries for band, x in zip(row, got, strict=True))
