"""Describes in words what a call did to memory and autograd's graph."""

from dataclasses import dataclass

from ...exercise import Exercise
from ...report.model import Diagnosis

Seen = tuple[str, str]  # of memory and graph
# Effects on memory that no exercise asks for: the call changed an input that is not the first, or
# not the result.
OTHER, ASTRAY = "in place of another", "astray"


@dataclass(frozen=True)
class Sight:
    """An observed effect of a call: its name, and a torch function with that effect."""

    id: str
    words: str


CHANGES_OTHER = Sight("changes_the_other_input", "the wrong one was changed")
CHANGES_ASTRAY = Sight("changes_what_it_does_not_return", "one tensor was changed, another returned")
BEGINS = Sight("requires_a_gradient", "autograd goes on recording what is done with it; leave requires_grad as it is")
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
    **dict.fromkeys(((memory, "begun") for memory in ("own", "shared", "in place", OTHER, ASTRAY)), BEGINS),
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
GRAPH = {"kept": "is still in the graph", "cut": "is cut off from the graph", "begun": "requires a gradient itself"}


def diagnosis(exercise: Exercise, wanted: Seen, seen: Seen) -> Diagnosis:
    """Returns the observed effect, by its name, and what to do instead."""
    sight = SEEN[seen]
    explanation = f"It {words(seen)}: {sight.words}. For one that {words(wanted)}, {WANTED[wanted]}."
    evidence = "seen in the memory of the tensors and in their graph"
    return Diagnosis(f"{exercise.slug}.{sight.id}", sight.id.replace("_", " "), explanation, "", "named", evidence)


def sights() -> dict[str, str]:
    """Returns the description of each effect, by its name."""
    return {
        s.id: f"The result {GRAPH[graph] if s is BEGINS else MEMORY[memory]}: {s.words}."
        for (memory, graph), s in SEEN.items()
    }


def words(behaviour: Seen) -> str:
    """Returns memory and graph in words."""
    return f"{MEMORY[behaviour[0]]} and {GRAPH[behaviour[1]]}"
