"""Checks the function: compares its results with the enclosures of the exact values."""

import math
from collections.abc import Sequence

from ...dtypes import DType
from ...errors import SubmissionError
from ...report.model import CheckResult, Diagnosis, Findings, Score
from ...worker import protocol
from ..answers import asking
from ..answers.asked import Asked
from ..answers.attempt import Attempt
from ..answers.evidence import Answer, failures
from ..answers.small_call import Question
from ..answers.solved import SolvedCase, SolvedCases
from ..answers.trials import erring
from ..diagnosis.diagnose import recognise
from . import base, repeats


class Values:
    """The function's values on all cases."""

    name = "values"

    def __init__(self, cases: SolvedCases, points: float) -> None:
        self.dtype, self.points = cases.dtype, points
        self._exercise, self._cases, self._others, self._seed = cases.exercise, cases.valued, cases.others, cases.seed

    def run(self, attempt: Attempt, before: Sequence[CheckResult]) -> CheckResult:
        session, clues = attempt.session, attempt.clues
        name = self._exercise.slug
        asked = [self._ask(attempt, solved) for solved in self._cases]
        answers = [self._answer(solved, a) for solved, a in zip(self._cases, asked, strict=True)]
        often = repeats.SELDOM if repeats.passed(self.name, before) else repeats.OFTEN
        if repeats.unsteady(session, [asked], self._seed, often):
            summary = f"{name} gives another result {repeats.WHEN}"
            return CheckResult(
                name=self.name,
                dtype=self.dtype.name,
                status="failed",
                summary=summary,
                score=Score(0.0, self.points),
                findings=Findings(code="V202"),
            )
        total, wrong = sum(len(a.got) for a in answers), sum(len(a.wrong) for a in answers)
        clues.gave.values[self.dtype.name] = got = [x for a in answers for x in a.got]
        clues.gave.answers += answers
        if not wrong:
            summary = base.count(total, "value") + _apart(got, clues.gave.elsewhere.get(self.dtype.name), self.dtype)
            return CheckResult(
                name=self.name,
                dtype=self.dtype.name,
                status="passed",
                summary=summary,
                score=Score(self.points, self.points),
            )
        summary = f"{wrong:,} of {base.count(total, 'value')} wrong"
        summary += base.defaults_to_blame(self._exercise, clues.source, answers)
        if not repeats.known(before):
            clues.mistakes.open[self.name, self.dtype.name] = lambda: self._recognised(attempt, answers)
        return CheckResult(
            name=self.name,
            dtype=self.dtype.name,
            status="failed",
            summary=summary,
            score=Score(0.0, self.points),
            findings=Findings(code="V201", failures=failures(answers, clues)),
        )

    def _recognised(self, attempt: Attempt, answers: Sequence[Answer]) -> tuple[Diagnosis, ...]:
        attempt.clues.ask = lambda case: [self._fresh(attempt, SolvedCase.of(case))] if attempt.session.alive else []
        return recognise(self._exercise, answers, clues=attempt.clues, others=self._others)

    def _ask(self, attempt: Attempt, solved: SolvedCase) -> Asked:
        name, case = self._exercise.slug, solved.case
        try:
            results = asking.ask(attempt.session, protocol.FORWARD, case, name)
            asking.numbers(results[0], case.call.layout.result, self.dtype, f"the result of {name}")
        except SubmissionError as error:
            erring(self.name, Question(case, "value"), error, attempt.clues)
            raise
        return Asked(protocol.FORWARD, name, name, case, results, [solved.values])

    def _answer(self, solved: SolvedCase, asked: Asked) -> Answer:
        shape, what = solved.case.call.layout.result, f"the result of {self._exercise.slug}"
        return Answer(solved.case, "value", solved.values, asking.numbers(asked.results[0], shape, self.dtype, what))

    def _fresh(self, attempt: Attempt, solved: SolvedCase) -> Answer:
        return self._answer(solved, self._ask(attempt, solved))


def _apart(got: Sequence[float], elsewhere: Sequence[float] | None, dtype: DType) -> str:
    """Returns how far right results are from those on the CPU, if they are known."""
    if elsewhere is None:
        return ""
    pairs = [(a, b) for a, b in zip(got, elsewhere, strict=True) if math.isfinite(a) and math.isfinite(b)]
    farthest = max((abs(a - b) / dtype.ulp(max(abs(a), abs(b))) for a, b in pairs), default=0.0)
    return f", at most {farthest:.3g} ulp from those on the CPU"
