"""The derivatives that a derivation with indices has computed, and those that are missing."""

from collections.abc import Iterator, Sequence

from sympy import Expr, S, Symbol

from ...exercise import Exercise
from ...reference.written.meaning import Derivative
from ...reference.written.worlds import World
from ...report.checked_derivation import End


class Coverage:
    """The derivatives of the exercise's results by its inputs, and which of them are done."""

    def __init__(self, exercise: Exercise, worlds: Sequence[World]) -> None:
        self._exercise, self._worlds = exercise, worlds
        self._done: set[tuple[int, Expr, Expr]] = set()  # a world, a result and an entry
        self._same: dict[tuple[int, Expr], tuple[Expr, ...]] = {}
        self._last: tuple[int, str] = (0, "")
        self._other = False

    def add(self, world: World, derivative: Derivative, line: int, text: str) -> None:
        """Adds a derivative that a line has computed."""
        number = next(k for k, w in enumerate(self._worlds) if w is world)
        results = self._results(number, derivative.of)
        if not results or derivative.by not in world.entries:
            self._other = True
            return
        self._done |= {(number, result, derivative.by) for result in results}
        self._last = line, text

    def _results(self, number: int, of: Expr) -> tuple[Expr, ...]:
        """Returns the results of the exercise that equal a formula."""
        world = self._worlds[number]
        if (number, of) not in self._same:
            self._same[number, of] = tuple(r for _, r in world.results if r == of or world.points.equal(r, of))
        return self._same[number, of]

    def end(self, line: int, text: str) -> End:
        """Returns the verdict on the whole derivation."""
        names = [i.name for i in self._exercise.inputs if i.differentiable]
        complete = [n for n in names if self._is_complete(n)]
        if complete:
            named = " and ".join(complete) if len(names) > 1 else ""
            return End("derivative", *self._last, named)
        if self._done:
            return End("some cases", *self._last)
        return End("other" if line else "none", line, text)

    def _is_complete(self, name: str) -> bool:
        """Whether the derivatives by all entries of an input are done: for every result, or for a
        formula of all results.
        """
        labels = dict.fromkeys(label for label, _ in self._worlds[0].results)
        return any(all(self._has_all(k, label, name) for k in range(len(self._worlds))) for label in labels)

    def _has_all(self, number: int, label: str, name: str) -> bool:
        world = self._worlds[number]
        results = [r for kind, r in world.results if kind == label]
        entries = [s for s, of in world.entries.items() if of == name]
        found = [(number, r, s) in self._done or self._is_zero(world, r, s) for r, s in _pairs(results, entries)]
        return bool(found) and all(found) and any((number, r, s) in self._done for r, s in _pairs(results, entries))

    def _is_zero(self, world: World, result: Expr, entry: Symbol) -> bool:
        """Whether a derivative is 0, as that of one entry by another often is; nobody writes it."""
        definitions = world.families.definitions
        return entry not in definitions.reached(result) or world.points.equal(definitions.slope(result, entry), S.Zero)

    def checked_at(self) -> str:
        """Returns the sizes at which the lines were checked."""
        sizes = [" x ".join(str(n) for n in w.families.sizes.values()) for w in self._worlds]
        return f"(checked at the sizes {', '.join(dict.fromkeys(sizes))}, for all numbers of the indices)"


def _pairs(results: Sequence[Expr], entries: Sequence[Symbol]) -> Iterator[tuple[Expr, Symbol]]:
    return ((r, s) for r in results for s in entries)
