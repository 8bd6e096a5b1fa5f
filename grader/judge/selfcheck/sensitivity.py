"""Checks whether the inputs separate every similar wrong formula from the right one. A mutant that
survives would pass as a submission.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy

from ...dtypes import FLOAT32, FLOAT64, DType
from ...errors import ExerciseError
from ...exercise import Exercise
from ...reference.enclose import Band
from ...reference.expected import gradient, values
from ...reference.numeric import Array
from ...specification import Misconception
from ..answers.evidence import Answer
from ..answers.solved import SolvedCase, SolvedCases
from ..diagnosis.candidates import Candidate
from ..diagnosis.path_probe import PathProbe
from ..diagnosis.probe import Probe
from ..trajectories.paths import Walk, WalkRun, paths, walks
from .elsewhere import differs
from .mutants import Mutant, mutants
from .outputs import Finding

SECONDS = 8.0  # of CPU time for one exercise
CLEAR = 1e-6  # of a number: a difference that a first look in float64 can be sure of


@dataclass(frozen=True)
class Sensitivity:
    """How many wrong formulas there are; how many of them are the right one in other words; those
    that no input tells from it in any dtype though other inputs would; and how many there was no
    time to look at.
    """

    total: int
    equal: int
    survivors: tuple[str, ...]
    unlooked: int


@dataclass(frozen=True)
class Comparison:
    """Numbers that a submission is asked for: the right ones, and what a wrong formula gives
    exactly; for a first look the right ones that it takes, how far off they may be, and about what
    a wrong formula gives for them.
    """

    right: Sequence[Band]
    exactly: Callable[[Misconception], Iterator[Band]]
    nearest: Array
    allowed: Array
    roughly: Callable[[Candidate], Array | None]

    @numpy.errstate(all="ignore")  # formulas may give numbers of any size
    def clearly_tells(self, mutant: Mutant) -> bool:
        """Whether a first look is enough."""
        got = self.roughly(mutant.candidate)
        if got is None:
            return False
        sizes = numpy.abs(got) + numpy.abs(self.nearest)
        far = numpy.abs(got - self.nearest) > 4 * self.allowed + CLEAR * sizes
        return bool(numpy.any(far & numpy.isfinite(got)))

    def tells(self, mutant: Mutant) -> bool:
        """Whether any number is farther from the right one than rounding can move both together.

        Raises:
            ExerciseError: if the mutant is no formula.
        """
        wrong = self.exactly(mutant.candidate.misconception)
        return any(_apart(a, b) for a, b in zip(self.right, wrong, strict=True))


def _apart(right: Band, wrong: Band) -> bool:
    return not wrong.low.is_finite() or right.error(wrong.nearest) > right.allowed + wrong.allowed


def sensitivity(exercise: Exercise, seed: int, seconds: float = SECONDS) -> Sensitivity:
    """Look at every mutant of an exercise in float32 and in float64, as far as the time allows."""
    deadline = time.thread_time() + seconds
    asked = [trials(exercise, dtype, seed) for dtype in (FLOAT32, FLOAT64)]
    total, equal, unlooked, survivors = 0, 0, 0, dict[str, None]()
    for mutant in mutants(exercise):
        if time.thread_time() > deadline:
            unlooked += 1
            continue
        total += 1
        if any(_clear(mutant, given[mutant.of, mutant.wrt]) for given in asked):
            continue
        where = differs(exercise, mutant)
        if where == "":
            equal += 1
            continue
        try:
            unseen = not any(trial.tells(mutant) for given in asked for trial in given[mutant.of, mutant.wrt])
        except ExerciseError:  # no formula: an edit can make nonsense of any kind
            total -= 1
            continue
        if unseen:
            survivors[f"{mutant.words} (the {mutant.subject}{f', as at {where}' if where else ''})"] = None
    return Sensitivity(total, equal, tuple(survivors), unlooked)


def edits_seen(exercise: Exercise, seed: int) -> Finding:
    """What an author is told of it; a sampler's numbers are judged by chance."""
    if not (exercise.family.called or exercise.family.recurrent):
        return Finding("inputs see edits", True, "numbers that are drawn are compared as a whole")
    found = sensitivity(exercise, seed)
    told = found.total - found.equal - len(found.survivors)
    said = f"{told} of {found.total} wrong formulas are told from the right one, {found.equal} equal it"
    if found.unlooked:
        said += f"; there was no time for {found.unlooked} more"
    if found.survivors:
        said += f". Add a trap or a variant, since these would pass: {'; '.join(found.survivors)}"
    return Finding("inputs see edits", not found.survivors, said)


def _clear(mutant: Mutant, given: Sequence[Comparison]) -> bool:
    return any(t.clearly_tells(mutant) for t in given)


def trials(exercise: Exercise, dtype: DType, seed: int) -> Mapping[tuple[str, str], Sequence[Comparison]]:
    """All that a check asks in one dtype, by what it is of and by which input."""
    if exercise.family.recurrent:
        return {("trajectory", ""): [_path(exercise, walk, dtype) for walk in walks(exercise, dtype, seed)]}
    cases = SolvedCases(exercise, dtype, seed)
    of_values = {("value", ""): [_values(p) for p in cases.valued]}
    return of_values | {("gradient", i.name): [_slope(p, i.name) for p in cases.cases] for i in exercise.differentiable}


def _values(solved: SolvedCase) -> Comparison:
    case, bands = solved.case, solved.values
    probe = Probe.of(Answer(case, "value", bands, _nearest(bands)))
    return _trial(bands, lambda wrong: values(case.call, case.dtype, wrong), probe)


def _slope(solved: SolvedCase, wrt: str) -> Comparison:
    case, bands = solved.case, solved.gradients[wrt]
    probe = Probe.of(Answer(case, "by hand", bands, _nearest(bands), wrt))
    return _trial(bands, lambda wrong: gradient(case.call, case.upstream, wrt, case.dtype, wrong), probe)


def _trial(bands: Sequence[Band], exactly: Callable[[Misconception], Iterator[Band]], probe: Probe) -> Comparison:
    return Comparison(bands, exactly, probe.got, numpy.array([b.allowed for b in bands]), probe.gives)


def _nearest(bands: Sequence[Band]) -> tuple[float, ...]:
    return tuple(b.nearest for b in bands)


def _path(exercise: Exercise, walk: Walk, dtype: DType) -> Comparison:
    right = list(paths(exercise, walk, dtype))
    nearest = PathProbe.of(exercise, WalkRun(walk, right, tuple(map(_nearest, right))))
    allowed = PathProbe.of(exercise, WalkRun(walk, right, tuple(tuple(b.allowed for b in row) for row in right)))

    def exactly(wrong: Misconception) -> Iterator[Band]:
        return chain.from_iterable(paths(exercise, walk, dtype, wrong))

    return Comparison(list(chain.from_iterable(right)), exactly, nearest.got, allowed.got, nearest.gives)
