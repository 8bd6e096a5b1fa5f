"""Does the optimizer take the parameters where its recurrence does? The first step that diverges, in each scenario."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...dtypes import DType
from ...exercise import Exercise, Misconception
from ...reference.enclose import Band
from ...reference.recurrence import Update, path
from ...report.model import CheckResult, Diagnosis, Failure
from ...worker import protocol
from ..diagnose import record
from ..scenarios import Scenario, scenarios
from ..session import Session
from . import base

Paths = list[list[Band]]  # for each entry of each parameter, its bands step by step


@dataclass(frozen=True)
class Run:
    """A scenario with its right paths and, once it has been run, the paths of the submission."""

    scenario: Scenario
    right: Paths
    got: tuple[tuple[float, ...], ...] = ()

    @property
    def first_wrong(self) -> int | None:
        """The first step at which any entry is wrong."""
        steps = range(len(self.scenario.rates))
        return next(
            (s for s in steps if any(_off(band[s], got[s]) for band, got in zip(self.right, self.got, strict=True))),
            None,
        )


class Trajectory:
    """All scenarios of an optimizer in one dtype."""

    name = "trajectory"

    def __init__(self, exercise: Exercise, dtype: DType, seed: int, points: float) -> None:
        self.dtype, self.points, self._exercise = dtype, points, exercise
        self._runs = [Run(s, paths(exercise, s, dtype)) for s in scenarios(exercise, dtype, seed)]

    def run(self, session: Session, before: Sequence[CheckResult]) -> CheckResult:
        runs = [Run(r.scenario, r.right, self._ask(session, r.scenario)) for r in self._runs]
        wrong = [r for r in runs if r.first_wrong is not None]
        if not wrong:
            summary = f"{base.count(len(runs), 'scenario')} of {base.count(len(runs[0].scenario.rates), 'step')}"
            return CheckResult(self.name, self.dtype.name, "passed", summary, self.points, self.points)
        names = f" ({', '.join(r.scenario.name for r in wrong)})" if len(wrong) < len(runs) else ""
        step = (wrong[0].first_wrong or 0) + 1
        summary = f"{len(wrong)} of {base.count(len(runs), 'scenario')} wrong{names}; the first diverges at step {step}"
        return CheckResult(
            self.name,
            self.dtype.name,
            "failed",
            summary,
            max_score=self.points,
            code="T501",
            failures=(self._failure(wrong[0]),),
            diagnoses=recognise_paths(self._exercise, runs, self.dtype),
        )

    def _ask(self, session: Session, scenario: Scenario) -> tuple[tuple[float, ...], ...]:
        sent = tensors(scenario, self.dtype)
        answers = session.ask(protocol.OPTIMIZE, scenario.request(self._exercise), sent, len(sent))
        got: list[tuple[float, ...]] = []
        for answer, gradient in zip(answers[: len(scenario.starts)], scenario.gradients, strict=True):
            steps, width = len(gradient), len(gradient[0])
            entries = base.numbers(answer, (steps, width), self.dtype, "a parameter over all steps")
            got += [entries[n::width] for n in range(width)]
        return tuple(got)

    def _failure(self, run: Run) -> Failure:
        """The entry that is farthest off at the first wrong step."""
        step = run.first_wrong or 0
        offs = [band[step].error(got[step]) / band[step].allowed for band, got in zip(run.right, run.got, strict=True)]
        entry = offs.index(max(offs))
        band, got = run.right[entry][step], run.got[entry][step]
        width = len(run.scenario.starts[0])
        updates = run.scenario.updates(self._exercise, *divmod(entry, width))[: step + 1]
        ulp = self.dtype.ulp(self.dtype.round(band.nearest))
        start = run.scenario.starts[entry // width][entry % width]
        return Failure(
            "simplest",
            {"scenario": run.scenario.name, "step": step + 1, "start": start},
            got,
            band.nearest,
            band.error(got) / ulp,
            band.allowed / ulp,
            ulp,
            self._call(start, updates, run.scenario),
            self.dtype.text(got),
            self.dtype.text(self.dtype.round(band.nearest)),
        )

    def _call(self, start: float, updates: Sequence[Update], scenario: Scenario) -> str:
        keywords = "".join(f", {k}={v!r}" for k, v in scenario.settings.items())
        dtype = f", dtype=torch.{self.dtype.name}"
        made = f"p = torch.tensor([{self.dtype.text(start)}]{dtype}, requires_grad=True)"
        made = f"{made}; o = {self._exercise.target}([p]{keywords})"
        steps = ", ".join(
            f"({self.dtype.text(u.gradient)}, {u.settings['lr']!r})" for u in updates if u.gradient is not None
        )
        step = f"(setattr(p, 'grad', torch.tensor([g]{dtype})), o.param_groups[0].update(lr=lr), o.step())"
        return f"{made}; _ = [{step} for g, lr in [{steps}]]; print(p)"


def recognise_paths(exercise: Exercise, runs: Sequence[Run], dtype: DType) -> tuple[Diagnosis, ...]:
    """The misconceptions that give every parameter after every step of all scenarios."""
    matching = [m for m in exercise.misconceptions if _matches(exercise, m, runs, dtype)]
    steps = sum(len(g) for r in runs for g in r.got)
    evidence = f"it gives the parameters after every step of all {len(runs)} scenarios ({steps} numbers)"
    return tuple(record(exercise, m, len(matching), m.explanation, evidence) for m in matching)


def _matches(exercise: Exercise, misconception: Misconception, runs: Sequence[Run], dtype: DType) -> bool:
    for run in runs:
        bands = paths(exercise, run.scenario, dtype, misconception)
        pairs = ((b, x) for row, got in zip(bands, run.got, strict=True) for b, x in zip(row, got, strict=True))
        if any(_off(b, x) for b, x in pairs):
            return False
    return True


def tensors(scenario: Scenario, dtype: DType) -> list[protocol.Tensor]:
    """The starts and the gradients of a scenario, for the wire."""
    starts = [protocol.pack(dtype, (len(s),), s) for s in scenario.starts]
    return [
        *starts,
        *(protocol.pack(dtype, (len(g), len(g[0])), (x for row in g for x in row)) for g in scenario.gradients),
    ]


def paths(exercise: Exercise, scenario: Scenario, dtype: DType, instead: Misconception | None = None) -> Paths:
    """What is right for every entry of every parameter, step by step; with `instead`, what a misconception gives."""
    return [
        path(exercise, x, scenario.updates(exercise, p, e), dtype, instead)
        for p, start in enumerate(scenario.starts)
        for e, x in enumerate(start)
    ]


def _off(band: Band, got: float) -> bool:
    return band.error(got) > band.allowed
