"""What does an operation do to memory and to autograd's graph? What is seen, beside what the exercise asks for."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...exercise import Behaviour, Exercise
from ...report.model import CheckResult, Diagnosis
from ...worker import protocol
from ...worker.protocol import Tensor
from ..sandbox.session import Session
from . import base

Seen = tuple[str, str]  # of memory and graph
# What is seen of memory beside what an exercise can ask for: another input than the first was changed, or one that is
# not the result.
OTHER, ASTRAY = "in place of another", "astray"


@dataclass(frozen=True)
class Sight:
    """What a call was seen to do: a name for it, and what does so in torch."""

    id: str
    words: str


CHANGES_OTHER = Sight("changes_the_other_input", "the wrong one was changed")
CHANGES_ASTRAY = Sight("changes_what_it_does_not_return", "one tensor was changed, another returned")
SEEN: dict[Seen, Sight] = {
    ("own", "kept"): Sight("copy_in_the_graph", "clone() alone gives that, and so does ordinary arithmetic"),
    ("own", "cut"): Sight("copy_outside_the_graph", "detach().clone() gives that, and so does a copy under no_grad()"),
    ("shared", "kept"): Sight("input_itself", "it is the input itself or a view of it, and nothing was copied"),
    ("shared", "cut"): Sight("shares_memory", "detach() alone gives that, so that a change of one changes the other"),
    ("in place", "kept"): Sight("changes_its_input", "+= does that, and so do methods that end in _"),
    ("in place", "cut"): Sight(
        "changes_its_input_untracked", "a change under no_grad(), of .data or after detach() does that"
    ),
    (OTHER, "kept"): CHANGES_OTHER,
    (OTHER, "cut"): CHANGES_OTHER,
    (ASTRAY, "kept"): CHANGES_ASTRAY,
    (ASTRAY, "cut"): CHANGES_ASTRAY,
}
WANTED: dict[Seen, str] = {
    ("own", "kept"): "clone() is enough",
    ("own", "cut"): "it takes both detach() and clone()",
    ("shared", "kept"): "take a view, as view() does",
    ("shared", "cut"): "detach() is enough",
    ("in place", "kept"): "take += or a method that ends in _",
    ("in place", "cut"): "change it under no_grad()",
}
MEMORY = {
    "own": "has memory of its own",
    "shared": "shares memory with an input",
    "in place": "is the first input changed in place",
    OTHER: "is another input changed in place",
    ASTRAY: "is not the input that was changed",
}
GRAPH = {"kept": "is still in the graph", "cut": "is cut off from the graph"}


class BehaviourCheck:
    """One call with contiguous inputs and one with strided ones, all of which require gradients."""

    name = "behaviour"

    def __init__(self, plan: base.Plan, wanted: Behaviour, points: float) -> None:
        self.dtype, self.points = plan.dtype, points
        self._exercise, self._case, self._wanted = plan.exercise, plan.cases[0].case, (wanted.memory, wanted.graph)

    def run(self, session: Session, before: Sequence[CheckResult]) -> CheckResult:
        for strided in (False, True):
            seen = self._seen(session, strided)
            if seen != self._wanted:
                return self._failed(seen, " for strided inputs" if strided else "")
        summary = f"{words(self._wanted)}; strided inputs too"
        return CheckResult(self.name, self.dtype.name, "passed", summary, self.points, self.points)

    def _seen(self, session: Session, strided: bool) -> Seen:
        sent = base.inputs(self._case)
        request = base.request(self._case, self._exercise.slug, strided=strided)
        return look(self._wanted, sent, session.ask(protocol.BEHAVE, request, sent, 1 + len(sent)))

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
        return CheckResult(self.name, self.dtype.name, "failed", summary, 0.0, points, code=code, diagnoses=found)


def diagnosis(exercise: Exercise, wanted: Seen, seen: Seen) -> Diagnosis:
    """What was seen, by its name, and what to do instead."""
    sight = SEEN[seen]
    explanation = f"It {words(seen)}: {sight.words}. For one that {words(wanted)}, {WANTED[wanted]}."
    evidence = "seen in the memory of the tensors and in their graph"
    return Diagnosis(f"{exercise.slug}.{sight.id}", sight.id.replace("_", " "), explanation, "", "named", evidence)


def look(wanted: Seen, before: Sequence[Tensor], answers: Sequence[Tensor]) -> Seen:
    """What the inputs before and after a call, and its result, tell of memory and graph.

    The graph is kept if it leads to all inputs and cut if to none; half of it is never what is wanted.
    """
    result, *after = answers
    reached = [not t.flags & protocol.UNREACHED for t in after]
    whole = all(reached) if wanted[1] == "kept" else any(reached)
    return _memory(result, before, after), "kept" if whole else "cut"


def words(behaviour: Seen) -> str:
    """Memory and graph in words."""
    return f"{MEMORY[behaviour[0]]} and {GRAPH[behaviour[1]]}"


def _memory(result: Tensor, before: Sequence[Tensor], after: Sequence[Tensor]) -> str:
    changed = [n for n, (a, b) in enumerate(zip(before, after, strict=True)) if a.data != b.data]
    shared = [n for n, t in enumerate(after) if t.flags & protocol.SHARES_MEMORY]
    if not changed:
        return "shared" if shared else "own"
    if changed != shared or len(changed) > 1 or after[changed[0]].data != result.data:
        return ASTRAY
    return OTHER if changed[0] else "in place"
