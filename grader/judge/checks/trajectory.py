"""Does the optimizer take the parameters where its recurrence does? The first step that diverges, in each scenario."""

from collections.abc import Sequence

from ...dtypes import DType
from ...exercise import Exercise
from ...report.model import CheckResult, Failure
from ...worker import protocol
from ..evidence import measured
from ..path_diagnosis import recognise_paths
from ..paths import Run, paths
from ..scenarios import Scenario
from ..session import Session
from . import base

KEPT = (
    "These are the ones whose gradients are zeroed in place between steps, as zero_grad(set_to_none=False) does: is "
    "p.grad kept, and not a copy of it?"
)
OWN = "Is a setting read from somewhere else than the parameter's own group?"


class Trajectory:
    """An optimizer in one dtype, through the scenarios that it is to be taken through."""

    name = "trajectory"

    def __init__(self, exercise: Exercise, dtype: DType, taken: Sequence[Scenario], points: float) -> None:
        self.dtype, self.points, self._exercise = dtype, points, exercise
        self._runs = [Run(s, list(paths(exercise, s, dtype))) for s in taken]

    def run(self, session: Session, before: Sequence[CheckResult]) -> CheckResult:
        runs = [Run(r.walk, r.right, self._ask(session, r.walk)) for r in self._runs]
        session.clues.paths[self.dtype.name] = runs[0].got
        wrong = [r for r in runs if r.first_wrong is not None]
        if not wrong:
            summary = f"{base.count(len(runs), 'scenario')} of {base.count(len(runs[0].walk.rates), 'step')}"
            return CheckResult(self.name, self.dtype.name, "passed", summary, self.points, self.points)
        names = f" ({'; '.join(r.walk.name for r in wrong)})" if len(wrong) < len(runs) else ""
        step = (wrong[0].first_wrong or 0) + 1
        summary = f"{len(wrong)} of {base.count(len(runs), 'scenario')} wrong{names}; the first diverges at step {step}"
        if {r.walk.kept for r in wrong} == {True} and all(r in wrong for r in runs if r.walk.kept):
            summary += f". {KEPT}"
        if all(r.walk.own for r in wrong):
            summary += f". {OWN}"
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
        given = scenario.given(self._exercise)
        answers = session.ask(protocol.OPTIMIZE, scenario.request(self._exercise), sent, len(scenario.starts), given)
        return taken(scenario, answers, self.dtype)

    def _failure(self, run: Run[Scenario]) -> Failure:
        """The entry that is farthest off at the first wrong step."""
        step = run.first_wrong or 0
        entry = run.farthest(step)
        band, got = run.right[entry][step], run.got[entry][step]
        width = len(run.walk.starts[0])
        start = run.walk.starts[entry // width][entry % width]
        inputs = {"scenario": run.walk.name, "step": step + 1, "start": start}
        return measured("simplest", inputs, got, band, self._call(run.walk, *divmod(entry, width), step + 1))

    def _call(self, scenario: Scenario, parameter: int, entry: int, count: int) -> str:
        """A line that takes one entry through the first steps."""
        text, dtype = self.dtype.text, f", dtype=torch.{self.dtype.name}"
        group = next(n for n, members in enumerate(scenario.groups) if parameter in members)
        updates = [u for u in scenario.updates(self._exercise, parameter, entry)[:count] if u.given is not None]
        rates = {u.settings["lr"] for u in updates}
        settings = dict(scenario.settings)
        if len(rates) == 1 and rates != {self._exercise.hyperparameters.get("lr")} and not scenario.own:
            settings["lr"] = rates.pop()
        params = _groups(scenario, group) if scenario.own else "[p]"
        keywords = "".join(f", {k}={v!r}" for k, v in settings.items())
        made = f"p = torch.tensor([{text(scenario.starts[parameter][entry])}]{dtype}, requires_grad=True)"
        made = f"{made}; o = {self._exercise.target}({params}{keywords})"
        gradient = f"torch.tensor([g]{dtype})"
        put = f"setattr(p, 'grad', {gradient})"
        if scenario.kept:
            made, put = f"{made}; p.grad = torch.zeros_like(p)", f"p.grad.copy_({gradient})"
        if len(rates) > 1:
            put = f"{put}, o.param_groups[0].update(lr=lr)"
            steps = "g, lr in [" + ", ".join(
                f"({text(u.given['g'])}, {u.settings['lr']!r})" for u in updates if u.given
            )
        else:
            steps = "g in [" + ", ".join(text(u.given["g"]) for u in updates if u.given)
        return f"{made}; _ = [({put}, o.step()) for {steps}]]; print(p)"


def _groups(scenario: Scenario, group: int) -> str:
    """The first group of a scenario and another one, as they are written in a call: p in its own group, and a parameter
    without gradient in the other.
    """
    written = []
    for n in (0, max(group, 1)):
        member = "p" if n == group else "torch.zeros(1, requires_grad=True)"
        settings = "".join(f", {k!r}: {v!r}" for k, v in scenario.group_settings(n).items())
        written.append(f"{{'params': [{member}]{settings}}}")
    return f"[{', '.join(written)}]"


def taken(scenario: Scenario, answers: Sequence[protocol.Tensor], dtype: DType) -> tuple[tuple[float, ...], ...]:
    """The paths of all entries of all parameters.

    Raises:
        SubmissionError: C401 or C402, if a parameter has not kept its shape and dtype.
    """
    got: list[tuple[float, ...]] = []
    for answer, gradient in zip(answers, scenario.gradients, strict=True):
        steps, width = len(gradient), len(gradient[0])
        entries = base.numbers(answer, (steps, width), dtype, "a parameter over all steps")
        got += [entries[n::width] for n in range(width)]
    return tuple(got)


def tensors(scenario: Scenario, dtype: DType) -> list[protocol.Tensor]:
    """The starts and the gradients of a scenario, for the wire."""
    starts = [protocol.pack(dtype, (len(s),), s) for s in scenario.starts]
    return [
        *starts,
        *(protocol.pack(dtype, (len(g), len(g[0])), (x for row in g for x in row)) for g in scenario.gradients),
    ]
