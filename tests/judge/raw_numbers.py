"""The raw numbers that a fact was told of, asked of the submission once more."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import numpy

from grader.dtypes import DTYPES, DType
from grader.exercise import Exercise
from grader.inputs import Case
from grader.judge.answers import asking
from grader.judge.answers.legs import AUTOGRAD, BY_HAND
from grader.judge.answers.runs import tensors
from grader.judge.answers.small_call import Leg
from grader.judge.answers.solved import SolvedCases
from grader.judge.sandbox.session import Request, Session
from grader.judge.trajectories.scenarios import Scenario, scenarios
from grader.report.model import CheckResult, Diagnosis
from grader.worker import protocol

from ..conftest import bundled

SCOPE = re.compile(r"of all ([\d,]+) results(?: by (?!hand)(\w+))?( by hand| through autograd)?")


@dataclass(frozen=True)
class Entry:
    """One result: the first input where there is one for each, what was got, what is right and what
    was allowed.
    """

    x: float
    got: float
    low: float
    high: float
    allowed: float
    upstream: float
    number: int  # of the case
    case: Case

    @property
    def off(self) -> float:
        return max(self.low - self.got, self.got - self.high, 0.0) if math.isfinite(self.got) else math.inf

    @property
    def wrong(self) -> bool:
        return math.isfinite(self.low) and self.off > self.allowed

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


@dataclass(frozen=True)
class Told:
    """A fact with what it was told of: the results of a leg, or the runs of an optimizer."""

    words: str
    source: str
    dtype: DType
    exercise: Exercise
    entries: Sequence[Entry] = ()
    # starts, parameters
    runs: Sequence[tuple[Scenario, numpy.ndarray[Any, Any], numpy.ndarray[Any, Any]]] = ()
    by: Callable[[str], Sequence[Entry]] = lambda wrt: ()  # the gradients of the leg by any input

    @property
    def wrong(self) -> list[Entry]:
        return [e for e in self.entries if e.wrong]

    @property
    def numbers(self) -> list[float]:
        return [e.got for e in self.entries] + [float(x) for *_, got in self.runs for x in got.ravel()]

    def said(self, pattern: str) -> list[str]:
        found = re.search(pattern, self.words)
        assert found, self.words
        return list(found.groups())


@cache
def solved(slug: str, dtype: DType) -> SolvedCases:
    return SolvedCases(bundled().entries[slug].exercise, dtype, 0)


def asked(session: Session, exercise: Exercise, dtype: DType, leg: str, wrt: str) -> list[Entry]:
    """What the submission gives now, entry by entry."""
    found = []
    plan = solved(exercise.slug, dtype)
    for number, planned_case in enumerate(plan.valued if leg == "value" else plan.cases):
        case = planned_case.case
        if leg == "value":
            answers = asking.ask(session, protocol.FORWARD, case, exercise.slug)
            bands, result = list(planned_case.values), answers[0]
        else:
            route = AUTOGRAD if leg == "autograd" else BY_HAND
            answers = asking.ask(session, route.kind, case, exercise.slug + route.suffix)
            bands, result = list(planned_case.gradients[wrt]), answers[list(planned_case.gradients).index(wrt)]
        got = dtype.unpack(result.data)
        inputs = case.call.data[exercise.inputs[0].name]
        each = len(inputs) == len(got) == len(case.upstream)
        for n, (x, band) in enumerate(zip(got, bands, strict=True)):
            low, high = float(band.low.mid()), float(band.high.mid())
            upstream = case.upstream[n] if each and leg != "value" else 1.0
            found.append(Entry(inputs[n] if each else math.nan, x, low, high, band.allowed, upstream, number, case))
    return found


def taken(session: Session, exercise: Exercise, dtype: DType) -> list[Any]:
    """Where the optimizer takes its parameters: starts (parameter, entry) and paths (parameter,
    step, entry).
    """
    found = []
    for scenario in scenarios(exercise, dtype, 0):
        request, sent = scenario.request(exercise), tensors(scenario, dtype)
        answers = session.ask(Request(protocol.OPTIMIZE, request, sent, len(scenario.starts)))
        got = numpy.array([dtype.unpack(a.data) for a in answers]).reshape(len(answers), -1, len(scenario.starts[0]))
        found.append((scenario, numpy.array(scenario.starts), got))
    return found


def told(session: Session, exercise: Exercise, check: CheckResult, fact: Diagnosis, source: str) -> Told:
    """A fact with the raw numbers of what it was told of."""
    dtype = DTYPES[check.dtype]
    if check.name == "trajectory":
        runs = taken(session, exercise, dtype)
        assert f"of all {len(runs)} scenarios" in fact.evidence
        return Told(fact.explanation, source, dtype, exercise, runs=runs)
    found = SCOPE.fullmatch(fact.evidence)
    assert found, fact.evidence
    total, wrt, way = found.groups()
    leg: Leg = {" by hand": "by hand", " through autograd": "autograd"}.get(way or "", "value")  # type: ignore[assignment]
    inputs = [wrt] if wrt else [""] if leg == "value" else [i.name for i in exercise.differentiable]
    entries = [e for name in inputs for e in asked(session, exercise, dtype, leg, name)]
    assert len(entries) == int(total.replace(",", ""))
    by = partial(asked, session, exercise, dtype, leg)
    return Told(fact.explanation, source, dtype, exercise, entries, by=by)
