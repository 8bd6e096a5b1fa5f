"""The result of a derivation about an optimizer's recurrence: the states that it has written
without other states.
"""

from collections.abc import Sequence

from ...exercise import Exercise
from ...reference.parse.tree import Entry, Name, Node, walk
from ...reference.written.indexed_names import split
from ...reference.written.meaning import Derivative
from ...reference.written.unrolled import PARAMETER
from ...reference.written.worlds import World
from ...report.checked_derivation import End


class Unrolled:
    """The states of the exercise that a derivation has computed."""

    def __init__(self, exercise: Exercise, worlds: Sequence[World]) -> None:
        self._worlds = worlds
        families = worlds[0].families.families
        self._states = {n: families[n] for n in (*exercise.family.states(exercise), PARAMETER)}
        self._done: dict[str, tuple[int, str]] = {}

    def chain(self, first: Node, last: Node, line: int, text: str) -> None:
        """Adds a right chain of equations, with its first side and its last one."""
        if not self._in(last):
            self._done |= dict.fromkeys(self._in(first), (line, text))

    def add(self, world: World, derivative: Derivative, line: int, text: str) -> None:
        """Ignores a derivative that a line has computed: it concerns no state."""

    def end(self, line: int, text: str) -> End:
        """Returns the verdict on the whole derivation."""
        if self._done:
            return End("recurrence", *[*self._done.values()][-1], " and ".join(self._done))
        return End("other" if line else "none", line, text)

    def checked_at(self) -> str:
        """Returns the number of steps for which the lines were checked."""
        steps = max(next(iter(w.families.sizes.values())) for w in self._worlds)
        return f"(checked for every step up to step {steps})"

    def _in(self, node: Node) -> list[str]:
        """Returns the states in a formula."""
        names = [p.base for p in walk(node) if isinstance(p, Entry)]
        parts = (split(p.text) for p in walk(node) if isinstance(p, Name))
        names += [base for base, index in parts if index != "0"]
        families = self._worlds[0].families.families
        return [n for n in dict.fromkeys(names) if any(families.get(n) is s for s in self._states.values())]
