"""Shows how the checks judge every known mistake: whether a check finds it, which one, and under
which name.

The answers come from the wrong formulas themselves, rounded once. No wrong submission can be more
exact.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from random import Random

from ...dtypes import DType
from ...exercise import Exercise
from ...family import Procedure
from ...reference.distribution import distance, inverse, placed
from ...reference.enclose import Band
from ...reference.slips import Mistake, Slip, slips
from ...specification import Behaviour
from ...worker.protocol import RECORDED, SHARES_MEMORY, UNREACHED, pack
from ..answers.asking import inputs
from ..answers.evidence import Answer
from ..answers.small_call import Leg
from ..answers.solved import SolvedCase, SolvedCases
from ..checks.behaviour import look
from ..checks.samples import FAR, SIZE, recognise_samples
from ..diagnosis.degenerate import degenerate
from ..diagnosis.diagnose import recognise
from ..diagnosis.matching import under
from ..diagnosis.path_diagnosis import recognise_paths
from ..diagnosis.shared_memory import SEEN, diagnosis
from ..trajectories.paths import WalkRun, paths, walks


@dataclass(frozen=True)
class Verdict:
    """A row of the kill matrix: how many results of the mistake are wrong, and the names that it
    was given.
    """

    mistake: str
    check: str
    dtype: str
    wrong: int
    total: int
    names: tuple[str, ...]
    same_as: str = ""

    @property
    def named(self) -> bool:
        """Whether it is caught and given its own name, or that of the one that stands for it, and
        no other.
        """
        return bool(self.wrong) and self.names == (self.same_as or self.mistake,)


def verdicts(exercise: Exercise, dtype: DType, seed: int) -> list[Verdict]:
    """Returns the kill matrix of an exercise in one dtype."""
    return list(VERDICTS[exercise.family.procedure](exercise, dtype, seed))


def _calls(exercise: Exercise, dtype: DType, seed: int) -> list[Verdict]:
    cases = SolvedCases(exercise, dtype, seed)
    mistakes: list[Mistake] = [*exercise.misconceptions, *slips(exercise)]
    if exercise.behaviour is None:
        return [v for v in (_results(cases, mistake) for mistake in mistakes) if v]
    values = [v for v in (_results(cases, m) for m in mistakes if m.of == "value") if v]
    return [*values, *_behaviours(cases, exercise.behaviour)]


def _results(cases: SolvedCases, mistake: Mistake) -> Verdict | None:
    """The row of a mistake; None for one around the formula whose results are all one thing, which
    no name is for: rows of softmax add up to 1, so that their gradients are 0 where the upstream
    gradient was ignored.
    """
    gradient = mistake.of == "gradient"
    names = mistake.inputs(cases.exercise) if isinstance(mistake, Slip) else [mistake.wrt]
    asked = [(wrt, p) for wrt in names for p in cases.cases] if gradient else [("", p) for p in cases.valued]
    answers = [_answer(p, mistake, wrt) for wrt, p in asked]
    if isinstance(mistake, Slip) and degenerate(answers):
        return None
    found = recognise(cases.exercise, answers, values_right=gradient)
    check = "gradients" if gradient else "values"
    wrong, total = sum(len(a.wrong) for a in answers), sum(len(a.got) for a in answers)
    return Verdict(mistake.id, check, cases.dtype.name, wrong, total, _names(d.id for d in found), mistake.same_as)


def _answer(solved: SolvedCase, mistake: Mistake, wrt: str) -> Answer:
    case = solved.case
    leg: Leg = "by hand" if wrt else "value"
    right = solved.gradients[wrt] if wrt else solved.values
    return Answer(case, leg, right, [_rounded(b, case.dtype) for b in under(mistake, case, leg, wrt)], wrt)


def _behaviours(cases: SolvedCases, behaviour: Behaviour) -> Iterator[Verdict]:
    """Every other behaviour that can be told apart, as the worker would report it."""
    wanted, case = (behaviour.memory, behaviour.graph), cases.cases[0].case
    before = inputs(case)
    result = pack(cases.dtype, case.call.layout.result, (_rounded(b, cases.dtype) for b in cases.cases[0].values))
    graphs = {"kept", "cut", *(["begun"] if behaviour.graph == "cut" else [])}
    told = [s for s in SEEN if s != wanted and s[0] in ("own", "shared", "in place") and s[1] in graphs]
    for seen in told if result.data != before[0].data else [s for s in told if s[0] != "in place"]:
        unreached = 0 if seen[1] == "kept" else UNREACHED
        first = replace(result if seen[0] == "in place" else before[0], flags=unreached)
        if seen[0] != "own":
            first = replace(first, flags=unreached | SHARES_MEMORY)
        after = [first, *(replace(t, flags=unreached) for t in before[1:])]
        given = replace(result, flags=RECORDED if seen[1] == "begun" else 0)
        name = diagnosis(cases.exercise, wanted, look(wanted, before, [given, *after])).id
        yield Verdict(SEEN[seen].id, "behaviour", cases.dtype.name, 1, 1, _names(iter([name])))


def _trajectories(check: str, exercise: Exercise, dtype: DType, seed: int) -> Iterator[Verdict]:
    prepared = [(w, list(paths(exercise, w, dtype))) for w in walks(exercise, dtype, seed)]
    for misconception in exercise.misconceptions:
        runs = []
        for walk, right in prepared:
            wrong = paths(exercise, walk, dtype, misconception)
            runs.append(WalkRun(walk, right, tuple(tuple(_rounded(b, dtype) for b in row) for row in wrong)))
        caught = sum(r.first_wrong is not None for r in runs)
        found = recognise_paths(exercise, runs, dtype)
        yield Verdict(
            misconception.id, check, dtype.name, caught, len(runs), _names(d.id for d in found), misconception.same_as
        )


def _samples(exercise: Exercise, dtype: DType, seed: int) -> Iterator[Verdict]:
    random = Random(seed)
    for misconception in exercise.misconceptions:
        samples = {}
        for settings in ({}, *exercise.variants):
            shares = [random.random() for _ in range(math.prod(SIZE))]
            samples[tuple(settings.items())] = list(inverse(exercise, settings, shares, misconception))
        far = sum(distance(placed(exercise, dict(k), s)) > FAR for k, s in samples.items())
        found = recognise_samples(exercise, samples)
        yield Verdict(
            misconception.id,
            "distribution",
            dtype.name,
            far,
            len(samples),
            _names(d.id for d in found),
            misconception.same_as,
        )


def _names(ids: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i.partition(".")[2] for i in ids))


def _rounded(band: Band, dtype: DType) -> float:
    return dtype.round(float(band.low.mid())) if band.low.is_finite() else math.nan


VERDICTS: Mapping[Procedure, Callable[[Exercise, DType, int], Iterable[Verdict]]] = {
    Procedure.CALL: _calls,
    Procedure.STEP: partial(_trajectories, "trajectory"),
    Procedure.LOOP: partial(_trajectories, "training"),
    Procedure.DRAW: _samples,
}
