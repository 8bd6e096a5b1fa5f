"""Checks whether outputs can show a mistake. They cannot if they are all alike, smaller than the
tolerance, or independent of an input.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from ...domains import Classes
from ...dtypes import FLOAT64
from ...exercise import Exercise
from ...family import Procedure
from ...inputs import Case
from ...reference.enclose import Band
from ...reference.expected import values
from ...specification import Input
from ..answers.solved import SolvedCase, SolvedCases
from ..trajectories.paths import paths, walks


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; `ok` is None where it could not be, and `detail` says what was
    seen or why not.
    """

    what: str
    ok: bool | None
    detail: str


def outputs(exercise: Exercise, seed: int) -> Iterator[Finding]:
    """What is seen of the outputs that checks ask for; nothing of random numbers, which are
    compared as a whole.
    """
    yield from LOOKS[exercise.family.procedure](exercise, seed)


def _results(exercise: Exercise, seed: int) -> Iterator[Finding]:
    """What is seen of the outputs of all cases."""
    cases = SolvedCases(exercise, FLOAT64, seed).cases
    bands = [b for solved in cases for b in solved.values]
    different = len({b.nearest for b in bands})
    seen = sum(abs(b.nearest) > b.allowed for b in bands)
    yield Finding("outputs vary", different > 2, f"{different} different values")
    yield Finding("outputs are seen", 4 * seen > len(bands), f"{seen} of {len(bands)} are larger than the tolerance")
    blind = [i.name for i in exercise.inputs if not any(_sees(solved, i) for solved in cases)]
    detail = f"they do not change with {', '.join(blind)}" if blind else "they change with every input"
    yield Finding("outputs see inputs", not blind, detail)


def _movements(exercise: Exercise, seed: int) -> Iterator[Finding]:
    """The same of the paths of an optimizer or a training step, where what counts is how far a
    parameter has moved.
    """
    moved, seen = set[float](), 0
    steps = 0
    for walk in walks(exercise, FLOAT64, seed):
        starts = (x for start in walk.starts for x in start)
        for start, path in zip(starts, paths(exercise, walk, FLOAT64), strict=True):
            moved |= {b.nearest - start for b in path}
            seen += sum(b.error(start) > b.allowed for b in path)
            steps += len(path)
    yield Finding("outputs vary", len(moved) > 2, f"{len(moved)} different movements")
    yield Finding("outputs are seen", 4 * seen > steps, f"{seen} of {steps} movements are larger than the tolerance")


def _sees(solved: SolvedCase, item: Input) -> bool:
    """Whether other entries of an input change any result of a case."""
    changed = values(_changed(solved.case, item).call, FLOAT64)
    return any(_differ(a, b) for a, b in zip(solved.values, changed, strict=True))


def _changed(case: Case, item: Input) -> Case:
    """The case with the entries of one input moved on by one place; classes become the next
    ones.
    """
    call, entries = case.call, case.call.data[item.name]
    moved = (*entries[1:], *entries[-1:])  # one is lost, or a mean of them would not change
    if isinstance(item.domain, Classes):
        classes = call.layout.sizes[item.domain.of]
        moved = tuple((x + 1) % classes if 0 <= x < classes else x for x in entries)
    return replace(case, call=replace(call, data={**call.data, item.name: moved}))


def _differ(a: Band, b: Band) -> bool:
    return b.error(a.nearest) > b.allowed


LOOKS: Mapping[Procedure, Callable[[Exercise, int], Iterator[Finding]]] = {
    Procedure.CALL: _results,
    Procedure.STEP: _movements,
    Procedure.LOOP: _movements,
    Procedure.DRAW: lambda exercise, seed: iter(()),
}
