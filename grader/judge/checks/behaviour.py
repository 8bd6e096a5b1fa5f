"""Checks what an operation does to memory and to autograd's graph, compared with what the exercise
asks for.
"""

from collections.abc import Sequence
from itertools import product
from random import Random

from ...inputs import Case
from ...report.model import CheckResult, Findings, Score
from ...specification import Behaviour
from ...worker import protocol
from ...worker.protocol import Tensor
from ..answers import asking
from ..answers.attempt import Attempt
from ..answers.solved import SolvedCases
from ..diagnosis.shared_memory import ASTRAY, GRAPH, MEMORY, OTHER, Seen, diagnosis, words
from ..sandbox.session import Request, Session
from .contract import case_of


class BehaviourCheck:
    """Calls with inputs in any memory layout, all of which require gradients.

    A tensor of one dimension is always flat. Of the contract's shapes, the check therefore asks
    more of those that have two.
    """

    name = "behaviour"

    def __init__(self, cases: SolvedCases, wanted: Behaviour, points: float) -> None:
        self.dtype, self.points = cases.dtype, points
        self._exercise, self._wanted = cases.exercise, (wanted.memory, wanted.graph)
        flat, random = cases.cases[0].case, Random(f"{cases.seed}/behaviour")
        shaped = [
            case_of(cases.exercise, clause, cases.dtype, random)
            for clause in cases.exercise.family.clauses(cases.exercise)
            if len(clause.layout.result) > 1 and 0 not in clause.layout.result
        ]
        self._asked = [(flat, "contiguous"), (flat, "strided"), *product(shaped, ("permuted", "sliced", "strided"))]

    def run(self, attempt: Attempt, before: Sequence[CheckResult]) -> CheckResult:
        session = attempt.session
        for case, arranged in self._asked:
            seen = self._seen(session, case, arranged)
            if seen != self._wanted:
                return self._failed(seen, "" if arranged == "contiguous" else f" for {arranged} inputs{_shaped(case)}")
        summary = f"{words(self._wanted)}; strided, permuted and sliced inputs too"
        return CheckResult(
            name=self.name,
            dtype=self.dtype.name,
            status="passed",
            summary=summary,
            score=Score(self.points, self.points),
        )

    def _seen(self, session: Session, case: Case, arranged: str) -> Seen:
        sent = asking.inputs(case)
        request = asking.request(case, self._exercise.slug, arranged=arranged)
        return look(self._wanted, sent, session.ask(Request(protocol.BEHAVE, request, sent, 1 + len(sent))))

    def _failed(self, seen: Seen, where: str) -> CheckResult:
        (memory, graph), (wanted_memory, wanted_graph) = seen, self._wanted
        code = "B701" if memory != wanted_memory else "B702"
        is_, should = words(seen), words(self._wanted)
        if memory == wanted_memory:
            is_, should = GRAPH[graph], GRAPH[wanted_graph]
        elif graph == wanted_graph:
            is_, should = MEMORY[memory], MEMORY[wanted_memory]
        summary = f"the result {is_}{where}; asked for is one that {should}"
        points = self.points
        found = (diagnosis(self._exercise, self._wanted, seen),)
        return CheckResult(
            name=self.name,
            dtype=self.dtype.name,
            status="failed",
            summary=summary,
            score=Score(0.0, points),
            findings=Findings(code=code, diagnoses=found),
        )


def _shaped(case: Case) -> str:
    """Returns the shape of the inputs, if it is more than a length."""
    shape = case.call.layout.result
    return f" of shape {shape}" if len(shape) > 1 else ""


def look(wanted: Seen, before: Sequence[Tensor], answers: Sequence[Tensor]) -> Seen:
    """Returns what the inputs before and after a call, and its result, show of memory and graph.

    The graph is kept if it leads to all inputs, and cut if it leads to none. Half a graph is never
    right. A result that is cut off and requires a gradient begins a new graph.
    """
    result, *after = answers
    reached = [not t.flags & protocol.UNREACHED for t in after]
    whole = all(reached) if wanted[1] == "kept" else any(reached)
    begun = "begun" if wanted[1] == "cut" and result.flags & protocol.RECORDED else "cut"
    return _memory(result, before, after), "kept" if whole else begun


def _memory(result: Tensor, before: Sequence[Tensor], after: Sequence[Tensor]) -> str:
    changed = [n for n, (a, b) in enumerate(zip(before, after, strict=True)) if a.data != b.data]
    shared = [n for n, t in enumerate(after) if t.flags & protocol.SHARES_MEMORY]
    if not changed:
        return "shared" if shared else "own"
    if changed != shared or len(changed) > 1 or after[changed[0]].data != result.data:
        return ASTRAY
    return OTHER if changed[0] else "in place"
