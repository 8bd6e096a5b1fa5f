"""Names the mistake behind a wrong path: the recurrence that gives all its parameters, in every
step.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice, repeat
from typing import TYPE_CHECKING, Literal

from ...dtypes import DType
from ...errors import ExerciseError
from ...exercise import Exercise
from ...reference.enclose import Band
from ...reference.recurrence import path
from ...report.model import Diagnosis
from ...specification import Misconception
from ..answers.budget import REPAIR, Budget
from ..answers.clues import FRESH, Clues
from ..trajectories.misread import Misread, misreadings
from ..trajectories.paths import Walk, WalkRun, paths, walks
from ..trajectories.scenarios import Scenario
from .account import in_common, reproducing
from .diagnose import MOST_RIVALS, distinct, record
from .matching import gives, tells
from .path_facts import observe_paths, stuck
from .titles import title

if TYPE_CHECKING:  # it imports numpy, which a right submission does not need
    from .candidates import Candidate

PATHS = ("path", "")  # the leg and input of paths, for searches that have found nothing
Runs = Sequence[WalkRun[Walk]]
# by format: first the runs to explain, then those in finer formats
Taken = Sequence[tuple[DType, Runs]]


def recognise_paths(exercise: Exercise, runs: Runs, dtype: DType, clues: Clues | None = None) -> tuple[Diagnosis, ...]:
    """Returns the mistakes that give every parameter after every step of all scenarios, also in
    finer formats.

    The author's misconceptions come first. With `clues`, mistakes found before come even earlier.
    If no known mistake fits, the search looks for one mistake in the recurrence, several of the
    author's, one in an optimizer's own code, then any two in the recurrence. Recurrences do not
    explain parameters that are stuck. If the search finds nothing, the report states facts.
    """
    shown = min((r for r in runs if r.first_wrong is not None), key=_first_wrong, default=runs[0])
    runs = sorted(runs, key=_telling)
    finer = [(d, taken) for d, taken in (clues.gave.runs if clues else ()) if d.digits > dtype.digits]
    if finer and not any(r.first_wrong is not None for _, taken in finer for r in taken):
        return ()  # the recurrence is right; only rounding can be the cause
    taken = [(dtype, runs), *finer]
    suspected = [m for m in clues.mistakes.suspects if isinstance(m, Misconception)] if clues else []
    declared = (_declared(exercise, group, taken) for group in (suspected, exercise.misconceptions))
    matching: Sequence[Misconception] = next((distinct(m) for m in declared if m), [])
    still = stuck(runs)
    if not matching and clues and PATHS in clues.mistakes.unknown:
        return observe_paths(runs, clues)
    if not matching and clues and not still:
        if misread := _misread(exercise, taken, clues):
            return misread
        matching = _searched(exercise, taken, "one") or _searched(exercise, taken, "declared")
    if not matching and clues:
        repaired = _repaired(exercise, taken, clues)
        if repaired:
            return (repaired,)
        matching = [] if still else _searched(exercise, taken, "several")
        if not matching:
            clues.mistakes.unknown.add(PATHS)
            return observe_paths(runs, clues)
    if clues:
        clues.mistakes.suspects += [m for m in matching if m not in clues.mistakes.suspects]
    steps = sum(len(g) for r in runs for g in r.got)
    paths_of_all = f"{steps} of your {steps} numbers, those after every step of all {len(runs)} scenarios"
    return tuple(
        record(
            exercise,
            m,
            len(matching),
            m.explanation,
            f"{reproducing(m)} {paths_of_all}{_shown(exercise, m, shown, dtype)}",
        )
        for m in matching
    )


def _shown(exercise: Exercise, found: Misconception, run: WalkRun[Walk], dtype: DType) -> str:
    """Returns the results of the mistake at the first wrong step, of the submission, and of the
    right recurrence, to as many digits as the mistake and the submission share.
    """
    step = run.first_wrong or 0
    entry = run.farthest(step)
    wrong = next(islice(paths(exercise, run.walk, dtype, found), entry, None))
    numbers = in_common(run.got[entry][step], wrong[step], run.right[entry][step])
    return f"; after step {step + 1} ({run.walk.name}): {numbers}" if numbers else ""


def _first_wrong(run: WalkRun[Walk]) -> int:
    return run.first_wrong or 0


def _telling(run: WalkRun[Walk]) -> tuple[bool, int]:
    """Returns a sort key: wrong runs first, and among them those with most settings, because they
    exclude most candidates.
    """
    return run.first_wrong is None, -len(run.walk.settings)


def _declared(exercise: Exercise, known: Sequence[Misconception], taken: Taken) -> list[Misconception]:
    """Returns the author's misconceptions that explain all runs. A first test excludes most of
    them.
    """
    # these import numpy, which a right submission does not need
    from .candidates import KnownCandidate
    from .path_probe import PathProbe

    probe = PathProbe.of(exercise, taken[0][1][0])

    def likely(candidate: KnownCandidate) -> bool:
        return probe.fits(candidate) or probe.gives(candidate) is None

    return [m for m in known if likely(KnownCandidate(m)) and _explains(exercise, m, taken)]


def _misread(exercise: Exercise, taken: Taken, clues: Clues) -> tuple[Diagnosis, ...]:
    """Returns the right recurrence with wrongly read arguments, if that gives all runs."""
    runs = taken[0][1]
    if not all(isinstance(r.walk, Scenario) for r in runs):
        return ()
    found: list[Misread] = []
    for misread in misreadings(exercise):
        # then the others do not matter
        less = any(m.id == misread.id and {*m.names} < {*misread.names} for m in found)
        if not less and len(found) < MOST_RIVALS:
            with suppress(ExerciseError):  # for example the root of a number that is negative now
                found += [misread] if _takes_there(exercise, misread, taken) else []
    clues.mistakes.misread += found
    evidence = f"the right formula with this mistake alone reproduces every step of all {len(runs)} scenarios"
    sure: Literal["named", "ambiguous"] = "named" if len(found) == 1 else "ambiguous"
    return tuple(Diagnosis(f"{exercise.slug}.{m.id}", title(m.id), m.explanation, "", sure, evidence) for m in found)


def _takes_there(exercise: Exercise, misread: Misread, taken: Taken) -> bool:
    """Whether the right recurrence with these wrong arguments gives all numbers of the runs, some
    of which are wrong.
    """
    told = False
    for dtype, runs in taken:
        for run in runs:
            scenario, width = run.walk, len(run.walk.starts[0])
            if not isinstance(scenario, Scenario):
                return False
            for n, (start, right, got) in enumerate(run.entries):
                own = scenario.updates(exercise, n // width, n % width)
                updates = misread.updates(exercise, scenario, n // width, n % width)
                bands = right if updates == own else path(exercise, start, updates, dtype)
                for band, is_right, x in zip(bands, right, got, strict=True):
                    if not gives(band, is_right, x, lenience=1, start=start):
                        return False
                    told = told or tells(band, is_right, x, lenience=1)
    return told


def _repaired(exercise: Exercise, taken: Taken, clues: Clues) -> Diagnosis | None:
    """Returns the change of an optimizer's code that repairs all runs."""
    from .repairs import repair_paths

    own, *finer = [[WalkRun(r.walk, r.right, r.got) for r in runs if isinstance(r.walk, Scenario)] for _, runs in taken]
    more = [run for runs in finer for run in runs]
    return repair_paths(exercise, own, more, clues, Budget(REPAIR)) if own else None


def _searched(exercise: Exercise, taken: Taken, kind: Literal["one", "declared", "several"]) -> list[Misconception]:
    """Returns the nearest wrong recurrences: after a first test, an exact comparison along one
    entry, then along all entries for one of each kind. They have one mistake, several declared
    ones, or several of any kind.
    """
    from .formula_search import RightForms, candidates, found_stepwise, told_apart
    from .path_probe import PathProbe

    dtype, runs = taken[0]
    probes = [PathProbe.of(exercise, run) for run in runs]
    one = [WalkRun(run.walk, run.right[:1], run.got[:1]) for run in runs]
    right = RightForms.written(exercise, "trajectory", "")

    def likely(near: "Iterator[Candidate]") -> "list[Candidate]":
        return [c for c in near if _explains(exercise, c.misconception, [(dtype, one)])]

    found = likely(found_stepwise(right, probes, kind == "several")) if kind != "one" else []
    if not found and kind != "declared":
        found = likely(candidates(right, probes, kind == "several"))
    fresh = (PathProbe.of(exercise, WalkRun(walk, [])) for walk in walks(exercise, dtype, FRESH))
    apart = told_apart(found, fresh)
    matching = [c.misconception for c in apart if _explains(exercise, c.misconception, taken)]
    return matching[:MOST_RIVALS]


def _explains(exercise: Exercise, misconception: Misconception, taken: Taken) -> bool:
    """Whether a recurrence gives all numbers of these runs, some of which are wrong; if it cannot
    be computed, it does not.
    """
    told = False
    try:
        for band, right, got, start in _compared(exercise, misconception, taken):
            if not gives(band, right, got, lenience=1, start=start):
                return False
            told = told or tells(band, right, got, lenience=1)
    except ExerciseError:
        return False
    return told


def _compared(
    exercise: Exercise, misconception: Misconception, taken: Taken
) -> Iterator[tuple[Band, Band, float, float]]:
    """Yields the recurrence's number, the right one and the submission's, step by step, with the
    start of the entry.
    """
    for dtype, runs in taken:
        for run in runs:
            wrong = paths(exercise, run.walk, dtype, misconception)
            # one entry, or all
            for (start, right, got), bands in zip(run.entries, wrong, strict=False):
                yield from zip(bands, right, got, repeat(start), strict=False)
