"""The parts that all checks share: their protocol, and messages that several of them use."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ...dtypes import DType
from ...exercise import Exercise
from ...report.model import CheckResult
from ..answers.attempt import Attempt
from ..answers.evidence import Answer
from .defaults import wrong_defaults


class Check(Protocol):
    """A check, which a submission passes or fails, or which is impossible."""

    @property
    def name(self) -> str: ...

    @property
    def dtype(self) -> DType: ...

    @property
    def points(self) -> float: ...

    def run(self, attempt: Attempt, before: Sequence[CheckResult]) -> CheckResult:
        """Asks the worker and decides. `before` are the results of the checks before this one.

        Raises:
            SubmissionError: if the submission gives no answer that the check can judge.
        """


@dataclass(frozen=True)
class Unable:
    """A check that is impossible for this exercise, and the reason. It costs no points."""

    name: str
    dtype: DType
    reason: str
    points: float = 0.0

    def run(self, attempt: Attempt, before: Sequence[CheckResult]) -> CheckResult:
        return CheckResult(name=self.name, dtype=self.dtype.name, status="skipped", summary=self.reason)


def defaults_to_blame(exercise: Exercise, source: str, answers: Sequence[Answer]) -> str:
    """Returns a message about wrong defaults, if only calls that use them are wrong."""
    wrong = [a.case.keywords for a in answers if a.wrong]
    if not wrong:
        return ""
    said = wrong_defaults(exercise, source, backward=any(a.leg == "by hand" for a in answers))
    return "".join(f"; {words}" for name, words in said.items() if not any(name in given for given in wrong))


def count(number: int, noun: str) -> str:
    """Returns a number with its noun: 1 value, 2 values."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
