"""Does the optimizer take the parameters where its recurrence does? The first step that diverges, in each scenario."""

from collections.abc import Sequence

from ...dtypes import DType
from ...exercise import Exercise
from ...reference.recurrence import Update
from ...report.model import CheckResult, Failure
from ...worker import protocol
from ..path_diagnosis import recognise_paths
from ..paths import Run, paths
from ..scenarios import Scenario
from ..session import Session
from . import base


class Trajectory:
    """An optimizer in one dtype, through the scenarios that it is to be taken through."""

    name = "trajectory"

    def __init__(self, exercise: Exercise, dtype: DType, taken: Sequence[Scenario], points: float) -> None:
        self.dtype, self.points, self._exercise = dtype, points, exercise
        self._runs = [Run(s, list(paths(exercise, s, dtype))) for s in taken]

    def run(self, session: Session, before: Sequence[CheckResult]) -> CheckResult:
        runs = [Run(r.walk, r.right, self._ask(session, r.walk)) for r in self._runs]
        wrong = [r for r in runs if r.first_wrong is not None]
        if not wrong:
            summary = f"{base.count(len(runs), 'scenario')} of {base.count(len(runs[0].walk.rates), 'step')}"
            return CheckResult(self.name, self.dtype.name, "passed", summary, self.points, self.points)
        names = f" ({'; '.join(r.walk.name for r in wrong)})" if len(wrong) < len(runs) else ""
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
            diagnoses=recognise_paths(self._exercise, runs, self.dtype, session.clues),
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

    def _failure(self, run: Run[Scenario]) -> Failure:
        """The entry that is farthest off at the first wrong step."""
        step = run.first_wrong or 0
        entry = run.farthest(step)
        band, got = run.right[entry][step], run.got[entry][step]
        width = len(run.walk.starts[0])
        updates = run.walk.updates(self._exercise, *divmod(entry, width))[: step + 1]
        ulp = self.dtype.ulp(self.dtype.round(band.nearest))
        start = run.walk.starts[entry // width][entry % width]
        return Failure(
            "simplest",
            {"scenario": run.walk.name, "step": step + 1, "start": start},
            got,
            band.nearest,
            band.error(got) / ulp,
            band.allowed / ulp,
            ulp,
            self._call(start, updates, run.walk),
            self.dtype.text(got),
            self.dtype.text(self.dtype.round(band.nearest)),
        )

    def _call(self, start: float, updates: Sequence[Update], scenario: Scenario) -> str:
        keywords = "".join(f", {k}={v!r}" for k, v in scenario.settings.items())
        dtype = f", dtype=torch.{self.dtype.name}"
        made = f"p = torch.tensor([{self.dtype.text(start)}]{dtype}, requires_grad=True)"
        made = f"{made}; o = {self._exercise.target}([p]{keywords})"
        steps = ", ".join(
            f"({self.dtype.text(u.given['g'])}, {u.settings['lr']!r})" for u in updates if u.given is not None
        )
        step = f"(setattr(p, 'grad', torch.tensor([g]{dtype})), o.param_groups[0].update(lr=lr), o.step())"
        return f"{made}; _ = [{step} for g, lr in [{steps}]]; print(p)"


def tensors(scenario: Scenario, dtype: DType) -> list[protocol.Tensor]:
    """The starts and the gradients of a scenario, for the wire."""
    starts = [protocol.pack(dtype, (len(s),), s) for s in scenario.starts]
    return [
        *starts,
        *(protocol.pack(dtype, (len(g), len(g[0])), (x for row in g for x in row)) for g in scenario.gradients),
    ]
