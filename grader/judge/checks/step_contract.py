"""Does the optimizer keep to the contract of torch.optim? What `step` returns, and what it must leave alone."""

from collections.abc import Sequence

from ...dtypes import DType
from ...errors import SubmissionError
from ...exercise import Exercise
from ...report.model import CheckResult
from ...worker import protocol
from ..scenarios import scenarios
from ..session import Session
from .trajectory import tensors

LOSS = 0.5  # what the closure returns


class StepContract:
    """The first scenario once more, with a closure."""

    name = "contract"

    def __init__(self, exercise: Exercise, dtype: DType, seed: int, points: float) -> None:
        self.dtype, self.points, self._exercise = dtype, points, exercise
        self._scenario = scenarios(exercise, dtype, seed)[0]

    def run(self, session: Session, before: Sequence[CheckResult]) -> CheckResult:
        request = self._scenario.request(self._exercise, closure=LOSS)
        try:
            sent = tensors(self._scenario, self.dtype)
            *answers, loss = session.ask(protocol.OPTIMIZE, request, sent, len(sent) + 1)
        except SubmissionError as error:
            if error.code != "S109":
                raise
            return self._failed("C406", f"step(closure) must call the closure and return its loss: {error.message}")
        for after, gradients in zip(answers[len(self._scenario.starts) :], self._scenario.gradients, strict=True):
            if self.dtype.unpack(after.data) != gradients[-1]:
                return self._failed("C403", "step() changed the gradients: work on a copy, or out of place")
        if loss.dtype.unpack(loss.data) != (LOSS,):
            return self._failed("C406", "step(closure) must return what the closure returned")
        return CheckResult(
            self.name,
            self.dtype.name,
            "passed",
            "step(closure) returns the loss; gradients unchanged",
            self.points,
            self.points,
        )

    def _failed(self, code: str, summary: str) -> CheckResult:
        return CheckResult(self.name, self.dtype.name, "failed", summary, max_score=self.points, code=code)
