"""The statements that some names need, as they stand when all cells have been run from the first to the last."""

import ast
import builtins
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ..errors import SubmissionError
from .effects_of_calls import StatementEffects
from .statements import Statement

MATHEMATICS = ("torch", "numpy", "math", "cmath")  # all of whose names may stand for names of Python's own
MOST_STEPS = 1_000_000


class CellCode:
    """The statements of a notebook."""

    def __init__(self, every: Iterable[Statement]) -> None:
        self.every = [s for s in every if not _is_main(s)]
        effects = StatementEffects(self.every)
        self._at: dict[str, list[int]] = defaultdict(list)  # the statements that bind or change a name, in order
        for number, statement in enumerate(self.every):
            for name in statement.binds | effects.of(statement):
                self._at[name].append(number)
        self._stars = [number for number, statement in enumerate(self.every) if statement.star]

    def defines(self, name: str) -> bool:
        """Whether a name may be defined."""
        return any(name in self.every[n].binds for n in self._at.get(name, ()))

    @property
    def has_star(self) -> bool:
        """Whether all names of some module are imported, which may have any."""
        return bool(self._stars)

    def functions(self) -> list[str]:
        """The names of all functions and classes, each once."""
        kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
        return list(dict.fromkeys(s.node.name for s in self.every if isinstance(s.node, kinds)))

    @property
    def futures(self) -> list[Statement]:
        """What says how the statements are to be read."""
        return [s for s in self.every if is_future(s)]

    def needed(self, names: Sequence[str]) -> list[Statement]:
        """The statements that these names need, in order.

        Raises:
            SubmissionError: S102, if one of them stands in a cell that Python cannot read; S103, if there are too many
                ways from one to the other.
        """
        end = len(self.every)
        taken, asked = set[int](), set[tuple[str, int]]()
        left = [(name, end) for name in names]
        steps = 0
        while left:
            name, before = left.pop()
            places = self._at.get(name, [])
            last = bisect_left(places, before)  # of those that come before
            if (name, last) in asked:
                continue
            asked.add((name, last))
            for place in self._reaching(name, last, before):
                statement = self.every[place]
                if statement.error:
                    raise SubmissionError("S102", statement.error)
                try:
                    reads = statement.reads
                except (SyntaxError, ValueError, RecursionError, MemoryError):
                    reason = f"Python cannot read {name} in cell {statement.cell}"
                    raise SubmissionError("S102", f"SyntaxError: {reason}") from None
                if place not in taken:
                    taken.add(place)
                    left += [(n, place) for n in reads.now]
                    left += [(n, end) for n in reads.later]
                if before != end:  # what it defines may be called before the end
                    left += [(n, before) for n in reads.later]
                steps += 1 + len(reads.later)
                if steps > MOST_STEPS:
                    raise SubmissionError("S103", "the names in the notebook depend on each other in too many ways")
        return [self.every[place] for place in sorted(taken)]

    def _reaching(self, name: str, last: int, before: int) -> Iterator[int]:
        """The last statement before a place that gives a name its meaning, and those that change it after that; `last`
        is how many there are before.
        """
        places, imported = self._at.get(name, []), set[str]()
        for number in range(last - 1, -1, -1):
            place = places[number]
            if self.every[place].imports:
                if self.every[place].text in imported:
                    continue
                imported.add(self.every[place].text)
            yield place
            if self.every[place].definite and name in self.every[place].binds:
                return
        own = hasattr(builtins, name)
        for place in self._stars:
            if place < before and (not own or self.every[place].star.partition(".")[0] in MATHEMATICS):
                yield place


def is_future(statement: Statement) -> bool:
    """Whether it says how others are to be read, and has to stand before them."""
    return isinstance(statement.node, ast.ImportFrom) and statement.node.module == "__future__"


def _is_main(statement: Statement) -> bool:
    """Whether it is what only a program runs, which a submission is not."""
    match statement.node:
        case ast.If(test=ast.Compare(ast.Name("__name__"), [ast.Eq()], [ast.Constant("__main__")]), orelse=[]):
            return True
    return False
