"""Checks whether the optimizer keeps the contract of torch.optim: the return value of `step`, and
the things that it must not change.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

from ...dtypes import DType
from ...errors import SubmissionError
from ...exercise import Exercise
from ...report.model import CheckResult, Findings, Score
from ...worker import protocol
from ..answers.attempt import Attempt
from ..answers.runs import tensors
from ..sandbox.session import Request, Session
from ..trajectories.demands import demands
from ..trajectories.paths import WalkRun, paths
from ..trajectories.scenarios import Scenario, scenarios
from .trajectory import taken

TOLD = ("C406", "C409", "T503")
AGAIN = "the first scenario was run again from the same start, with the same gradients"
ANEW = (
    f"{AGAIN} and a new optimizer: its parameters went elsewhere. What an optimizer remembers has to lie in its own "
    "self.state, and not in the class or outside of it, and nothing in it may be random"
)
CLOSED = f"{AGAIN}, which step(closure) lets the closure compute: parameters went elsewhere than with step()"
BESIDE = (
    f"{AGAIN}, with a second group beside: parameters of the first group went elsewhere. What happens to a parameter "
    "must not depend on others: keep all that is remembered of it, such as a count of steps, in self.state[p]"
)


class StepContract:
    """The first scenario again, with a closure; then parameters and groups that need no separate
    treatment.
    """

    name = "contract"

    def __init__(self, exercise: Exercise, dtype: DType, seed: int, points: float) -> None:
        self.dtype, self.points, self._exercise = dtype, points, exercise
        self._first = scenarios(exercise, dtype, seed)[0]
        self._scenario = _beside_a_group(self._first)
        self._demands = [WalkRun(s, list(paths(exercise, s, dtype))) for s in demands(exercise, dtype, seed)]

    def run(self, attempt: Attempt, before: Sequence[CheckResult]) -> CheckResult:
        session = attempt.session
        found: SubmissionError | None = None
        try:
            self._closure(attempt)
            for demand in self._demands:
                self._demand(session, demand, all(r.status == "passed" for r in before))
        except SubmissionError as error:
            if error.code not in TOLD:
                raise
            found = error
        changes = session.effects.changes
        if changes and not (found and found.code == "C406"):
            return self._failed("C403", f"{'; '.join(changes)}: work on a copy, or out of place")
        if found:
            return self._failed(found.code, found.message)
        if left := session.effects.left:
            return self._failed("C408", f"{'; '.join(left)}: that belongs to the caller")
        summary = (
            "step(closure) returns the loss and takes the same steps; 0-d and transposed parameters, an added group; "
            "gradients unchanged"
        )
        return CheckResult(
            name=self.name,
            dtype=self.dtype.name,
            status="passed",
            summary=summary,
            score=Score(self.points, self.points),
        )

    def _closure(self, attempt: Attempt) -> None:
        """Raises SubmissionError, if the steps with a closure differ from those without, or do not
        return its loss.
        """
        session, scenario = attempt.session, self._scenario
        try:
            *answers, got, loss = self._asked(session, scenario, closure=True)
        except SubmissionError as error:
            if error.code != "S109":
                raise
            raise SubmissionError(
                "C406", f"step(closure) must call the closure and return its loss: {error.message}"
            ) from None
        if (got.dtype, got.shape, got.data) != (loss.dtype, loss.shape, loss.data):
            raise SubmissionError("C406", "step(closure) must return what the closure returned")
        first = attempt.clues.gave.paths.get(self.dtype.name)
        if first is None:
            return

        def elsewhere(scenario: Scenario, answers: Sequence[protocol.Tensor]) -> bool:
            again = taken(scenario, answers, self.dtype)[: len(first)]
            return _bits(first, self.dtype) != _bits(again, self.dtype)

        if elsewhere(scenario, answers):
            if elsewhere(self._first, self._asked(session, self._first)):
                raise SubmissionError("T503", ANEW)
            beside = elsewhere(scenario, self._asked(session, scenario))
            raise SubmissionError("T503", BESIDE if beside else CLOSED)

    def _asked(self, session: Session, scenario: Scenario, closure: bool = False) -> Sequence[protocol.Tensor]:
        """Where the parameters go; with a `closure`, what the last step and its closure return
        comes at the end.
        """
        request, given = scenario.request(self._exercise, closure), scenario.given(self._exercise)
        count = len(scenario.starts) + (2 if closure else 0)
        return session.ask(Request(protocol.OPTIMIZE, request, tensors(scenario, self.dtype), count), given)

    def _demand(self, session: Session, demand: WalkRun[Scenario], right: bool) -> None:
        """Raises SubmissionError, if it cannot be run, or goes elsewhere though all other scenarios
        are `right`.
        """
        scenario = demand.walk
        try:
            answers = self._asked(session, scenario)
            run = WalkRun(scenario, demand.right, taken(scenario, answers, self.dtype))
        except SubmissionError as error:
            if not right or not session.alive:
                raise
            raise SubmissionError("C409", f"{scenario.name}: {error.message}") from None
        if right and run.first_wrong is not None:
            step = run.first_wrong + 1
            raise SubmissionError("C409", f"{scenario.name}: a parameter goes elsewhere, first at step {step}")

    def _failed(self, code: str, summary: str) -> CheckResult:
        return CheckResult(
            name=self.name,
            dtype=self.dtype.name,
            status="failed",
            summary=summary,
            score=Score(0.0, self.points),
            findings=Findings(code=code),
        )


def _beside_a_group(scenario: Scenario) -> Scenario:
    """A scenario of one group with a second one, whose parameter is a copy of the first: it shows a
    closure that is called for each group.
    """
    alone, groups = scenario.parameters, scenario.param_groups
    (members,) = groups.members
    return replace(
        scenario,
        parameters=replace(
            alone, starts=(*alone.starts, alone.starts[0]), gradients=(*alone.gradients, alone.gradients[0])
        ),
        param_groups=replace(
            groups,
            members=(members, (len(alone.starts),)),
            rates=tuple((rate, rate) for (rate,) in groups.rates),
        ),
    )


def _bits(paths: Sequence[Sequence[float]], dtype: DType) -> list[bytes]:
    return [dtype.pack(math.nan if math.isnan(x) else x for x in path) for path in paths]
