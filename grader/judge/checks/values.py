"""Is the function right? Its results beside the enclosures of the exact values."""

from collections.abc import Sequence

from ...report.model import CheckResult
from ...worker import protocol
from ..diagnose import recognise
from ..evidence import Answer, failures
from ..session import Session
from . import base


class Values:
    """The function's values on all cases of a plan."""

    name = "values"

    def __init__(self, plan: base.Plan, points: float) -> None:
        self.dtype, self.points = plan.dtype, points
        self._exercise, self._cases, self._others = plan.exercise, plan.cases, plan.others

    def run(self, session: Session, before: Sequence[CheckResult]) -> CheckResult:
        answers = [self._answer(session, planned) for planned in self._cases]
        total, wrong = sum(len(a.got) for a in answers), sum(len(a.wrong) for a in answers)
        if not wrong:
            return CheckResult(
                self.name, self.dtype.name, "passed", base.count(total, "value"), self.points, self.points
            )
        summary = f"{wrong:,} of {base.count(total, 'value')} wrong"
        session.clues.ask = lambda case: [self._answer(session, base.Planned.of(case))]
        return CheckResult(
            self.name,
            self.dtype.name,
            "failed",
            summary,
            max_score=self.points,
            code="V201",
            failures=failures(answers),
            diagnoses=recognise(self._exercise, answers, clues=session.clues, others=self._others),
        )

    def _answer(self, session: Session, planned: base.Planned) -> Answer:
        name, case, sent = self._exercise.slug, planned.case, base.inputs(planned.case)
        result, *_ = session.ask(protocol.FORWARD, base.request(case, name), sent, 1 + len(sent))
        got = base.numbers(result, case.call.layout.result, self.dtype, f"the result of {name}")
        return Answer(case, "value", planned.values, got)
