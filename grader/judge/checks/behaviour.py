"""What does an operation do to memory and to autograd's graph? What is seen, beside what the exercise asks for."""

from collections.abc import Sequence

from ...report.model import CheckResult, Findings, Score
from ...specification import Behaviour
from ...worker import protocol
from ...worker.protocol import Tensor
from ..answers import asking
from ..answers.attempt import Attempt
from ..answers.solved import SolvedCases
from ..diagnosis.shared_memory import ASTRAY, GRAPH, MEMORY, OTHER, Seen, diagnosis, words
from ..sandbox.session import Request, Session


class BehaviourCheck:
    """One call with contiguous inputs and one with strided ones, all of which require gradients."""

    name = "behaviour"

    def __init__(self, cases: SolvedCases, wanted: Behaviour, points: float) -> None:
        self.dtype, self.points = cases.dtype, points
        self._exercise, self._case, self._wanted = cases.exercise, cases.cases[0].case, (wanted.memory, wanted.graph)

    def run(self, attempt: Attempt, before: Sequence[CheckResult]) -> CheckResult:
        session = attempt.session
        for strided in (False, True):
            seen = self._seen(session, strided)
            if seen != self._wanted:
                return self._failed(seen, " for strided inputs" if strided else "")
        summary = f"{words(self._wanted)}; strided inputs too"
        return CheckResult(
            name=self.name,
            dtype=self.dtype.name,
            status="passed",
            summary=summary,
            score=Score(self.points, self.points),
        )

    def _seen(self, session: Session, strided: bool) -> Seen:
        sent = asking.inputs(self._case)
        request = asking.request(self._case, self._exercise.slug, strided=strided)
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


def look(wanted: Seen, before: Sequence[Tensor], answers: Sequence[Tensor]) -> Seen:
    """What the inputs before and after a call, and its result, tell of memory and graph.

    The graph is kept if it leads to all inputs and cut if to none; half of it is never what is wanted.
    """
    result, *after = answers
    reached = [not t.flags & protocol.UNREACHED for t in after]
    whole = all(reached) if wanted[1] == "kept" else any(reached)
    return _memory(result, before, after), "kept" if whole else "cut"


def _memory(result: Tensor, before: Sequence[Tensor], after: Sequence[Tensor]) -> str:
    changed = [n for n, (a, b) in enumerate(zip(before, after, strict=True)) if a.data != b.data]
    shared = [n for n, t in enumerate(after) if t.flags & protocol.SHARES_MEMORY]
    if not changed:
        return "shared" if shared else "own"
    if changed != shared or len(changed) > 1 or after[changed[0]].data != result.data:
        return ASTRAY
    return OTHER if changed[0] else "in place"
