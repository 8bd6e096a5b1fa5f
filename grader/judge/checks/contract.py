"""Checks whether the function keeps the contract of a torch function: shapes, dtypes and memory,
which values alone do not show.
"""

import math
from collections.abc import Sequence, Set
from dataclasses import dataclass
from random import Random

from ...drawing.draft import Clause, NumberSource
from ...drawing.tensors import entries
from ...dtypes import DType
from ...errors import SubmissionError
from ...exercise import Exercise
from ...inputs import EASY, Case
from ...reference.expected import Call
from ...report.model import CheckResult, Findings, Score
from ...worker import protocol
from ..answers import asking
from ..answers.attempt import Attempt
from ..answers.clues import Clues
from ..answers.evidence import Answer
from ..answers.showing import Showing
from ..answers.small_call import Leg, Question
from ..answers.solved import SolvedCase, SolvedCases
from ..answers.trials import breaking, changing
from ..sandbox.session import Session


@dataclass(frozen=True)
class ContractCase:
    """A clause of the contract, with inputs and right results."""

    clause: Clause
    solved: SolvedCase


class Contract:
    """One call for each clause, forward and, where there is a derivative by hand, backward."""

    name = "contract"

    def __init__(self, cases: SolvedCases, points: float) -> None:
        self.dtype, self.points = cases.dtype, points
        self._exercise = cases.exercise
        random = Random(f"{cases.seed}/contract")
        self._cases = [
            ContractCase(c, SolvedCase.of(case_of(cases.exercise, c, cases.dtype, random)))
            for c in cases.exercise.family.clauses(cases.exercise)
        ]

    def run(self, attempt: Attempt, before: Sequence[CheckResult]) -> CheckResult:
        session, clues = attempt.session, attempt.clues
        right = {r.name for r in before if r.dtype == self.dtype.name and r.status == "passed"}
        broken: list[tuple[str, str]] = []
        showing: list[Showing] = []
        for asked in self._cases:
            for leg in self._legs(clues, asked.clause):
                if found := self._broken(session, asked, leg, right):
                    error, wrt = found
                    broken.append((error.code, f"{asked.clause.name}: {error.message}"))
                    question = Question(asked.solved.case, leg, wrt)
                    showing.append(self._showing(asked, question, right, error.code))
        left = [("C408", f"{text}: that belongs to the caller") for text in session.effects.left]
        # otherwise the exercise is about memory, and has its own check of that
        if self._exercise.behaviour is None:
            effects = session.effects
            changes = [("C403", f"{text}: work on a copy, or out of place") for text in effects.changes]
            lost = [("C407", text) for text in effects.overwritten]
            if changes:
                changing(self.name, [p.solved.case for p in self._cases], effects.functions, clues)
            showing = [] if changes or lost else showing
            broken = [*changes, *lost, *broken]
        clues.showing += showing[:1]
        broken += left
        if not broken:
            clauses = dict.fromkeys(p.clause.name for p in self._cases)
            summary = ", ".join(clauses)
            if self._exercise.behaviour is None:
                summary += "; inputs unchanged, no shared memory"
            return CheckResult(
                name=self.name,
                dtype=self.dtype.name,
                status="passed",
                summary=summary,
                score=Score(self.points, self.points),
            )
        summary = "; ".join(dict.fromkeys(text for _, text in broken[:3]))
        code, points = broken[0][0], self.points
        return CheckResult(
            name=self.name,
            dtype=self.dtype.name,
            status="failed",
            summary=summary,
            score=Score(0.0, points),
            findings=Findings(code=code),
        )

    def _showing(self, asked: ContractCase, question: Question, right: Set[str], code: str) -> Showing:
        """Returns the call, asked again, which may show how a clause is broken."""

        def again(session: Session) -> None:
            if found := self._broken(session, asked, question.leg, right):
                raise found[0]

        tried = breaking(question, code, asked.clause.strided, again)
        return Showing((self.name, self.dtype.name, code), (tried,))

    def _legs(self, clues: Clues, clause: Clause) -> tuple[Leg, ...]:
        """Returns the legs to ask. An autograd.Function only has to accept a strided gradient,
        because autograd itself handles the shapes.
        """
        by_hand: tuple[Leg, ...] = ("by hand",) if self._exercise.differentiable else ()
        return ("value", *by_hand, *(("autograd",) if clause.strided and clues.in_functions else ()))

    def _broken(
        self, session: Session, asked: ContractCase, leg: Leg, right: Set[str]
    ) -> tuple[SubmissionError, str] | None:
        """How a clause is broken, and the input whose gradient shows it; nothing if it is kept."""
        wrt = self._exercise.differentiable[0].name if leg != "value" else ""
        try:
            if leg == "value":
                self._forward(session, asked, right)
            else:
                results = self._gradients(session, asked, leg)
                for item, result in zip(self._exercise.differentiable, results, strict=True):
                    wrt = item.name
                    self._gradient(asked, leg, wrt, result, right)
        except SubmissionError as error:
            if not session.alive:
                raise
            return None if error.code == "S104" and leg == "by hand" else (error, wrt)
        return None

    def _forward(self, session: Session, asked: ContractCase, right: Set[str]) -> None:
        case, name = asked.solved.case, self._exercise.slug
        (result,) = asking.ask(session, protocol.FORWARD, case, name, strided=asked.clause.strided)
        got = asking.numbers(result, case.call.layout.result, self.dtype, f"the result of {name}")
        if result.flags & protocol.SHARES_MEMORY and self._exercise.behaviour is None:
            message = f"the result of {name} shares memory with an input: a change of one changes the other"
            raise SubmissionError("C404", message)
        if "values" in right:  # otherwise they are wrong in every shape, and a check has said so
            _check(Answer(case, "value", asked.solved.values, got), "values")

    def _gradients(self, session: Session, asked: ContractCase, leg: Leg) -> tuple[protocol.Tensor, ...]:
        case, slug = asked.solved.case, self._exercise.slug
        kind, name = (protocol.BACKWARD, f"{slug}_backward") if leg == "by hand" else (protocol.GRADIENTS, slug)
        return asking.ask(session, kind, case, name, strided=asked.clause.strided)

    def _gradient(self, asked: ContractCase, leg: Leg, wrt: str, result: protocol.Tensor, right: Set[str]) -> None:
        case = asked.solved.case
        got = asking.numbers(result, case.call.layout.shapes[wrt], self.dtype, f"the gradient by {wrt}")
        if "gradients" in right:
            _check(Answer(case, leg, asked.solved.gradients[wrt], got, wrt), f"gradients by {wrt}")


def _check(answer: Answer, what: str) -> None:
    if wrong := len(answer.wrong):
        raise SubmissionError("C405", f"{wrong} of {len(answer.got)} {what} are wrong for this shape")


def case_of(exercise: Exercise, clause: Clause, dtype: DType, random: Random) -> Case:
    """Returns a call of a clause's shapes, with easy numbers."""
    plan = clause.layout
    data = entries(exercise, plan, NumberSource({}, dtype, random), easy=True)
    upstream = tuple(random.choice(EASY) for _ in range(math.prod(plan.result)))
    return Case(Call(exercise, plan, data, {}), upstream, clause.keywords, dtype)
