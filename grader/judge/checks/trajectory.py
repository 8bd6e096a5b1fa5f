"""Checks whether the optimizer moves the parameters as its recurrence does. Finds the first step
that diverges, in each scenario.
"""

from collections.abc import Sequence

from ...dtypes import DType
from ...exercise import Exercise
from ...report.model import CheckResult, Failure, Findings, Score
from ...worker import protocol
from ..answers import asking
from ..answers.attempt import Attempt
from ..answers.clues import Clues
from ..answers.evidence import measured
from ..answers.runs import tensors, trials
from ..answers.showing import Showing, number
from ..diagnosis.path_diagnosis import recognise_paths
from ..sandbox.session import Request, Session
from ..trajectories.paths import WalkRun, paths
from ..trajectories.scenarios import Scenario
from . import base
from .defaults import wrong_defaults

KEPT = (
    "These are the ones whose gradients are zeroed in place between steps, as zero_grad(set_to_none=False) does: is "
    "p.grad kept, and not a copy of it?"
)
ABSENT = (
    "These are the ones with parameters whose p.grad is None in some steps: is such a parameter alone passed over, "
    "with `continue`, and are the steps of each parameter counted apart?"
)
OWN = "Is a setting read from somewhere else than the parameter's own group, or wrong only beside another setting?"


class Trajectory:
    """An optimizer in one dtype, through all its scenarios."""

    name = "trajectory"

    def __init__(self, exercise: Exercise, dtype: DType, taken: Sequence[Scenario], points: float) -> None:
        self.dtype, self.points, self._exercise = dtype, points, exercise
        self._runs = [WalkRun(s, list(paths(exercise, s, dtype))) for s in taken]

    def run(self, attempt: Attempt, before: Sequence[CheckResult]) -> CheckResult:
        session, clues = attempt.session, attempt.clues
        runs = [WalkRun(r.walk, r.right, self._ask(session, r.walk)) for r in self._runs]
        clues.gave.paths[self.dtype.name] = runs[0].got
        clues.gave.runs.append((self.dtype, runs))
        wrong = [r for r in runs if r.first_wrong is not None]
        if not wrong:
            fewest, most = min(lengths := [len(r.walk.param_groups.rates) for r in runs]), max(lengths)
            steps = base.count(most, "step") if fewest == most else f"{fewest} to {base.count(most, 'step')}"
            summary = f"{base.count(len(runs), 'scenario')} of {steps}"
            return CheckResult(
                name=self.name,
                dtype=self.dtype.name,
                status="passed",
                summary=summary,
                score=Score(self.points, self.points),
            )
        names = f" ({'; '.join(r.walk.name for r in wrong)})" if len(wrong) < len(runs) else ""
        first = min(wrong, key=lambda r: r.first_wrong or 0)
        step = (first.first_wrong or 0) + 1
        summary = f"{len(wrong)} of {base.count(len(runs), 'scenario')} wrong{names}; the first diverges at step {step}"
        if {r.walk.parameters.kept for r in wrong} == {True} and all(
            r in wrong for r in runs if r.walk.parameters.kept
        ):
            summary += f". {KEPT}"
        if all(r.walk.parameters.absent for r in wrong):
            summary += f". {ABSENT}"
        if all(r.walk.param_groups.own for r in wrong):
            summary += f". {OWN}"
        clues.mistakes.open[self.name, self.dtype.name] = lambda: recognise_paths(
            self._exercise, runs, self.dtype, clues
        )
        for name, said in wrong_defaults(self._exercise, clues.source).items():
            if not any(name in r.walk.settings or (name == "lr" and r.walk.param_groups.rate_given) for r in wrong):
                summary += f"; {said}"
        return CheckResult(
            name=self.name,
            dtype=self.dtype.name,
            status="failed",
            summary=summary,
            score=Score(0.0, self.points),
            findings=Findings(code="T501", failures=(self._failure(first, clues),)),
        )

    def _ask(self, session: Session, scenario: Scenario) -> tuple[tuple[float, ...], ...]:
        sent = tensors(scenario, self.dtype)
        given = scenario.given(self._exercise)
        answers = session.ask(
            Request(protocol.OPTIMIZE, scenario.request(self._exercise), sent, len(scenario.starts)), given
        )
        return taken(scenario, answers, self.dtype)

    def _failure(self, run: WalkRun[Scenario], clues: Clues) -> Failure:
        """Returns the entry with the largest error at the first wrong step. `clues` get the runs
        that may show it.
        """
        step = run.first_wrong or 0
        entry = run.farthest(step)
        band, got = run.right[entry][step], run.got[entry][step]
        start = run.walk.starts[entry // len(run.walk.starts[0])][entry % len(run.walk.starts[0])]
        inputs = {"scenario": run.walk.name, "step": step + 1, "start": start}
        told = measured("simplest", inputs, got, band)
        tried = tuple(trials(self._exercise, run, entry, self.dtype, number(got, band)))
        clues.showing.append(Showing(told, tried))
        return told


def taken(scenario: Scenario, answers: Sequence[protocol.Tensor], dtype: DType) -> tuple[tuple[float, ...], ...]:
    """Returns the paths of all entries of all parameters.

    Raises:
        SubmissionError: C401 or C402, if a parameter has not kept its shape and dtype.
    """
    got: list[tuple[float, ...]] = []
    for parameter, (answer, gradient) in enumerate(zip(answers, scenario.parameters.gradients, strict=True)):
        steps, width = len(gradient), len(gradient[0])
        shape = steps, *scenario.parameters.shape(parameter)
        entries = asking.numbers(answer, shape, dtype, "a parameter over all steps")
        got += [entries[n::width] for n in range(width)]
    return tuple(got)
