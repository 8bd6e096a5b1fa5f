"""What the checks make of every misconception: is it caught, by which check, and under which name?

The answers are made from the wrong formulas themselves, rounded once: as good a wrong submission as there can be.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from ..dtypes import DType
from ..exercise import Exercise, Misconception
from ..reference.enclose import Band
from ..reference.expected import gradient, values
from .checks.base import Plan, Planned
from .checks.trajectory import Run, paths, recognise_paths
from .diagnose import recognise
from .evidence import Answer
from .scenarios import scenarios


@dataclass(frozen=True)
class Verdict:
    """A row of the kill matrix: how many results of the misconception are wrong, and the names that it was given."""

    misconception: str
    check: str
    dtype: str
    wrong: int
    total: int
    names: tuple[str, ...]

    @property
    def named(self) -> bool:
        """Whether it is caught and given its own name, and no other."""
        return bool(self.wrong) and self.names == (self.misconception,)


def verdicts(exercise: Exercise, dtype: DType, seed: int) -> list[Verdict]:
    """The kill matrix of an exercise in one dtype."""
    if exercise.family == "optimizer":
        return list(_trajectories(exercise, dtype, seed))
    plan = Plan(exercise, dtype, seed)
    return [_results(plan, m) for m in exercise.misconceptions]


def _results(plan: Plan, misconception: Misconception) -> Verdict:
    exercise = plan.exercise
    answers = [_answer(p, misconception) for p in plan.cases]
    found = recognise(exercise, answers, values_right=misconception.of == "gradient")
    check = "values" if misconception.of == "value" else "gradients"
    wrong, total = sum(len(a.wrong) for a in answers), sum(len(a.got) for a in answers)
    return Verdict(misconception.id, check, plan.dtype.name, wrong, total, _names(d.id for d in found))


def _answer(planned: Planned, misconception: Misconception) -> Answer:
    case = planned.case
    if misconception.of == "value":
        wrong = values(case.call, case.dtype, misconception)
        return Answer(case, "value", planned.values, [_rounded(b, case.dtype) for b in wrong])
    wrt = misconception.wrt
    wrong = gradient(case.call, case.upstream, wrt, case.dtype, misconception)
    return Answer(case, "by hand", planned.gradients[wrt], [_rounded(b, case.dtype) for b in wrong], wrt)


def _trajectories(exercise: Exercise, dtype: DType, seed: int) -> Iterator[Verdict]:
    prepared = [(s, paths(exercise, s, dtype)) for s in scenarios(exercise, dtype, seed)]
    for misconception in exercise.misconceptions:
        runs = []
        for scenario, right in prepared:
            wrong = paths(exercise, scenario, dtype, misconception)
            runs.append(Run(scenario, right, tuple(tuple(_rounded(b, dtype) for b in row) for row in wrong)))
        caught = sum(r.first_wrong is not None for r in runs)
        found = recognise_paths(exercise, runs, dtype)
        yield Verdict(misconception.id, "trajectory", dtype.name, caught, len(runs), _names(d.id for d in found))


def _names(ids: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i.partition(".")[2] for i in ids))


def _rounded(band: Band, dtype: DType) -> float:
    return dtype.round(float(band.low.mid())) if band.low.is_finite() else math.nan
