"""Which indices formulas have, and what they count."""

from collections.abc import Iterator, Mapping

from ..parse.tree import Bracket, Entry, Name, Node, Relation, Series, Slope, walk
from .indexed_names import IndexedNames, split

ALL = ""  # the index of a vector that is written without one


class IndexUse:
    """The indices of some formulas, and the dimension that each of them counts."""

    def __init__(self, families: IndexedNames, *nodes: Node) -> None:
        self._families = families
        self._dimensions: dict[str, str] = {}
        self._met: dict[str, None] = {}
        self._bound: set[str] = set()
        for node in nodes:
            for part in walk(node):
                self._see(part)

    @property
    def free(self) -> dict[str, str]:
        """The indices that nothing binds, with their dimensions."""
        found = [n for n in self._met if n not in self._bound and n not in self._families.fixed]
        return {n: self.of(n) for n in found}

    def of(self, index: str) -> str:
        """The dimension of an index."""
        return self._dimensions.get(index, self._families.main)

    def _see(self, part: Node) -> None:
        match part:
            case Name(text):
                self._name(text)
            case Slope(_, by):
                self._name(by)
            case Entry(base, indices):
                for inner, dimension in zip(indices, self._families.dimensions(base, len(indices)), strict=False):
                    self._inside(inner, dimension)
            case Series(_, index):
                self._bound.add(index)
            case Bracket(condition):
                self._inside(condition, "")
            case Relation(left, _, right):
                self._inside(left, "")
                self._inside(right, "")

    def _inside(self, node: Node, dimension: str) -> None:
        for part in walk(node):
            if (
                isinstance(part, Name)
                and not self._families.has(part.text)
                and part.text not in self._families.families
            ):
                self._index(part.text, dimension)

    def _name(self, text: str) -> None:
        if text in self._families.families:
            self._index(ALL, self._families.dimensions(text, 1)[0])
        elif text == self._families.counter:
            self._index(text, self._families.main)
        elif not self._families.has(text):
            base, letters = split(text)
            for letter, dimension in zip(letters, self._families.dimensions(base, len(letters)), strict=False):
                if letter.isalpha():
                    self._index(letter, dimension)

    def _index(self, name: str, dimension: str) -> None:
        if len(name) > 1:
            return
        self._met.setdefault(name)
        if dimension:
            self._dimensions.setdefault(name, dimension)


def assignments(free: Mapping[str, str], sizes: Mapping[str, int], most: int) -> Iterator[dict[str, int]]:
    """Numbers for unbound indices, from 1: all choices, or so many of them, spread evenly."""
    total = 1
    for dimension in free.values():
        total *= sizes[dimension]
    step = max(1, -(-total // most))
    # or an index would stay as it is
    while step > 1 and any(step % sizes[d] == 0 for d in free.values()):
        step += 1
    for number in range(0, total, step):
        chosen = {}
        for name, dimension in free.items():
            number, left = divmod(number, sizes[dimension])
            chosen[name] = left + 1
        yield chosen
