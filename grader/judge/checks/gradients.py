"""Is the derivative right? Three legs: by hand against the exact one, autograd against the exact one, and by hand against autograd."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ...dtypes import DType
from ...errors import SubmissionError
from ...report.model import CheckResult
from ...worker import protocol
from ..diagnose import recognise
from ..evidence import Answer, Leg, failures
from ..session import Session
from . import base


@dataclass(frozen=True)
class Gone:
    """A leg that has no numbers, and why."""

    error: SubmissionError


Answers = list[Answer] | Gone


class Gradients:
    """The gradients on all cases of a plan, with random upstream gradients.

    `by_hand` is whether the derivative has to be written by hand, as a backward function or an autograd.Function.
    """

    name = "gradients"

    def __init__(self, plan: base.Plan, points: float, by_hand: bool) -> None:
        self.dtype, self.points = plan.dtype, points
        self._exercise, self._cases, self._by_hand = plan.exercise, plan.cases, by_hand

    def run(self, session: Session) -> CheckResult:
        autograd, function = self._autograd(session)
        backward = self._backward(session)
        if isinstance(backward, Gone) and backward.error.code == "S104":
            if not self._by_hand or function:
                backward = []  # the derivative is in an autograd.Function, which the autograd leg runs, or need not be there
            elif isinstance(autograd, Gone):
                raise autograd.error
            else:
                message = f"no derivative by hand: define {self._exercise.slug}_backward(grad_output, ...) or an autograd.Function"
                return self._failed("G304", message, [])
        if isinstance(backward, Gone) and isinstance(autograd, Gone):
            raise backward.error
        for code, leg in (("G301", backward), ("G302", autograd)):
            if isinstance(leg, Gone):
                name = "by hand" if code == "G301" else "through autograd"
                return self._failed(leg.error.code, f"{name}: {leg.error.message}", [])
        assert not isinstance(backward, Gone) and not isinstance(autograd, Gone)
        wrong_backward, wrong_autograd = _wrong(backward), _wrong(autograd)
        if not wrong_backward and not wrong_autograd:
            both = "by hand and through autograd" if backward else "through autograd"
            summary = f"{base.count(sum(len(a.got) for a in autograd), 'gradient')} {both}"
            return CheckResult(self.name, self.dtype.name, "passed", summary, self.points, self.points)
        culprit, code = (backward, "G301") if wrong_backward else (autograd, "G302")
        return self._failed(code, self._verdict(backward, autograd), culprit)

    def _verdict(self, backward: list[Answer], autograd: list[Answer]) -> str:
        parts = [_counted(answers, name) for answers, name in ((backward, "by hand"), (autograd, "through autograd")) if answers]
        if not backward:
            return parts[0]
        if _wrong(backward) and _wrong(autograd) and _agree(backward, autograd, self.dtype):
            return f"{'; '.join(parts)}; the two agree: the derivative fits the function as written, it is the function that is wrong"
        if not _wrong(autograd):
            return f"{'; '.join(parts)}: the function is right, its derivative by hand is wrong"
        return "; ".join(parts)

    def _failed(self, code: str, summary: str, answers: Sequence[Answer]) -> CheckResult:
        return CheckResult(
            self.name,
            self.dtype.name,
            "failed",
            summary,
            max_score=self.points,
            code=code,
            failures=failures(answers),
            diagnoses=recognise(self._exercise, answers),
        )

    def _autograd(self, session: Session) -> tuple[Answers, bool]:
        """Autograd's gradients, and whether an autograd.Function of the student's took part."""
        answers: list[Answer] = []
        function = False
        for planned in self._cases:
            case = planned.case
            try:
                tensors = [base.upstream(case), *base.inputs(case)]
                results = session.ask(protocol.GRADIENTS, base.request(case, self._exercise.slug), tensors)
                function = function or any(r.flags & protocol.BY_HAND for r in results)
                answers += self._answers(planned, "autograd", results, "a gradient")
            except SubmissionError as error:
                if not session.alive:
                    raise
                return Gone(error), function
        return answers, function

    def _backward(self, session: Session) -> Answers:
        answers: list[Answer] = []
        name = f"{self._exercise.slug}_backward"
        for planned in self._cases:
            case = planned.case
            try:
                results = session.ask(protocol.BACKWARD, base.request(case, name), [base.upstream(case), *base.inputs(case)])
                answers += self._answers(planned, "by hand", results, f"the result of {name}")
            except SubmissionError as error:
                if not session.alive:
                    raise
                return Gone(error)
        return answers

    def _answers(self, planned: base.Planned, leg: Leg, results: Sequence[protocol.Tensor], what: str) -> list[Answer]:
        names = list(planned.gradients)
        if len(results) != len(names):
            raise SubmissionError("S114", f"{len(results)} gradients came back instead of {len(names)}")
        answers = []
        for name, result in zip(names, results, strict=True):
            got = base.numbers(result, planned.case.call.layout.shapes[name], self.dtype, f"{what} by {name}")
            answers.append(Answer(planned.case, leg, planned.gradients[name], got, name))
        return answers


def _wrong(answers: Sequence[Answer]) -> int:
    return sum(len(a.wrong) for a in answers)


def _counted(answers: Sequence[Answer], name: str) -> str:
    total, wrong = sum(len(a.got) for a in answers), _wrong(answers)
    return f"{name} {wrong:,} of {total:,} wrong" if wrong else f"{name} all {total:,} right"


def _agree(left: Sequence[Answer], right: Sequence[Answer], dtype: DType) -> bool:
    """Whether two legs give the same numbers, up to what their roundings may do to a wrong function: a thousand units or the bound."""
    for a, b in zip(left, right, strict=True):
        for band, x, y in zip(a.bands, a.got, b.got, strict=True):
            allowed = max(2 * band.allowed, 1000 * dtype.unit * max(abs(x), abs(y)))
            if math.isfinite(x) and math.isfinite(y) and abs(x - y) > allowed:
                return False
    return True
