"""Does the optimizer keep to the contract of torch.optim? What `step` returns, and what it must leave alone."""

from collections.abc import Sequence

from ...dtypes import DType
from ...errors import SubmissionError
from ...exercise import Exercise
from ...report.model import CheckResult
from ...worker import protocol
from ..runs import tensors
from ..scenarios import scenarios
from ..session import Session
from .trajectory import taken

LOSS = 0.5  # what the closure returns


class StepContract:
    """The first scenario once more, with a closure."""

    name = "contract"

    def __init__(self, exercise: Exercise, dtype: DType, seed: int, points: float) -> None:
        self.dtype, self.points, self._exercise = dtype, points, exercise
        self._scenario = scenarios(exercise, dtype, seed)[0]

    def run(self, session: Session, before: Sequence[CheckResult]) -> CheckResult:
        scenario, exercise = self._scenario, self._exercise
        sent = tensors(scenario, self.dtype)
        try:
            request, given = scenario.request(exercise, closure=LOSS), scenario.given(exercise)
            *answers, loss = session.ask(protocol.OPTIMIZE, request, sent, len(scenario.starts) + 1, given)
        except SubmissionError as error:
            if error.code != "S109":
                raise
            return self._failed("C406", f"step(closure) must call the closure and return its loss: {error.message}")
        if changes := session.effects.changes:
            return self._failed("C403", f"{'; '.join(changes)}: work on a copy, or out of place")
        if loss.dtype.unpack(loss.data) != (LOSS,):
            return self._failed("C406", "step(closure) must return what the closure returned")
        first = session.clues.paths.get(self.dtype.name)
        if first is not None and _bits(first, self.dtype) != _bits(taken(scenario, answers, self.dtype), self.dtype):
            return self._failed("T503", "a new optimizer, given the same gradients with a closure, takes other steps")
        summary = "step(closure) returns the loss and takes the same steps; gradients unchanged"
        return CheckResult(self.name, self.dtype.name, "passed", summary, self.points, self.points)

    def _failed(self, code: str, summary: str) -> CheckResult:
        return CheckResult(self.name, self.dtype.name, "failed", summary, max_score=self.points, code=code)


def _bits(paths: Sequence[Sequence[float]], dtype: DType) -> list[bytes]:
    return [dtype.pack(path) for path in paths]
