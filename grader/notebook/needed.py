"""Finds the statements that some names need, as they are after running all cells from first to
last.
"""

import ast
import builtins
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec

from ..errors import SubmissionError
from .dynamic_names import makes_names, runs_text
from .effects_of_calls import StatementEffects, imported
from .statements import Reads, Statement

# all names of these modules may replace Python's own names
MATHEMATICS = {"torch", "numpy", "math", "cmath"}
MOST_STEPS = 1_000_000


class CellCode:
    """The statements of a notebook."""

    def __init__(self, every: Iterable[Statement]) -> None:
        self.every = [s for s in every if not _is_main(s)]
        effects = StatementEffects(self.every)
        # the statements that bind or change a name, in order
        self._at: dict[str, list[int]] = defaultdict(list)
        for number, statement in enumerate(self.every):
            for name in statement.binds | effects.of(statement):
                self._at[name].append(number)
        self._stars = [n for n, statement in enumerate(self.every) if statement.star and _found(statement.star)]
        self._mathematics = {n for s in self.every if not MATHEMATICS.isdisjoint(imported(s)) for n in s.binds}
        self._making = [n for n, statement in enumerate(self.every) if makes_names(statement)]

    def defines(self, name: str) -> bool:
        """Whether a cell defines a name, or a function with that name."""
        return bool(self._at.get(name))

    @property
    def may_define_any(self) -> bool:
        """Whether a star import, or code that makes names as it runs, may define any name."""
        return bool(self._stars or self._making)

    def functions(self) -> list[str]:
        """Returns the names of all functions and classes, each once."""
        kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
        return list(dict.fromkeys(s.node.name for s in self.every if isinstance(s.node, kinds)))

    @property
    def futures(self) -> list[Statement]:
        """Returns the statements that decide how Python reads the others."""
        return [s for s in self.every if is_future(s)]

    def needed(self, names: Sequence[str]) -> list[Statement]:
        """Returns the statements that these names need, in order.

        Raises:
            SubmissionError: S102, if a needed name is in a cell that Python cannot read; S103, if
                there are too many paths between statements.
        """
        end = len(self.every)
        taken, asked = set[int](), set[tuple[str, int]]()
        # its tensors are given to all functions
        left = [(name, end) for name in [*names, "parts of torch"]]
        steps = 0
        while left:
            name, before = left.pop()
            places = self._at.get(name, [])
            last = bisect_left(places, before)  # of those that come before
            if (name, last) in asked:
                continue
            asked.add((name, last))
            places_now = list(self._reaching(name, last, before))
            while places_now:
                place = places_now.pop()
                statement = self.every[place]
                reads = _reads(statement, name)
                if place not in taken:
                    taken.add(place)
                    left += [(n, place) for n in reads.now]
                    later = [*reads.later, *self._at_any_time(statement)]
                    left += [(n, end) for n in later]
                    changing = [n for name in reads.now for n in self._changed_after(name, place)]
                    places_now += changing
                    steps += len(later) + len(changing)
                if before != end:  # the functions that it defines may be called before the end
                    left += [(n, before) for n in reads.later]
                steps += 1 + len(reads.later)
                if steps > MOST_STEPS:
                    raise SubmissionError("S103", "the names in the notebook depend on each other in too many ways")
        return [self.every[place] for place in sorted(taken)]

    def _at_any_time(self, statement: Statement) -> Iterator[str]:
        """Yields other needs of a statement: the settings of a module that it imports, and names
        that code in its texts may use.
        """
        for module in imported(statement):
            yield from (f"settings of {module}", f"parts of {module}")
        if runs_text(statement):
            yield from self._mathematics

    def _changed_after(self, name: str, reader: int) -> Iterator[int]:
        """Yields the statements that change an object after another statement has read it under a
        name, until the name gets another meaning.
        """
        if name in self.every[reader].binds:
            return
        places = self._at.get(name, [])
        for place in places[bisect_left(places, reader + 1) :]:
            node = self.every[place].node
            bound_anew = name in self.every[place].binds and not isinstance(node, ast.AugAssign)
            if bound_anew or isinstance(node, ast.Delete):
                return
            yield place

    def _reaching(self, name: str, last: int, before: int) -> Iterator[int]:
        """Yields the last statement before a place that binds a name, and those that change it
        after that. `last` is the number of statements before the place.
        """
        places, modules = self._at.get(name, []), set[str]()
        for number in range(last - 1, -1, -1):
            place = places[number]
            statement = self.every[place]
            if statement.text in modules or (modules and not statement.imports):
                continue
            if statement.imports:  # the package and each of its parts
                modules.add(statement.text)
            yield place
            if statement.definite and name in statement.binds:
                return
        if modules or " " in name:
            return
        own = hasattr(builtins, name)
        for place in self._stars:
            if place < before and (not own or self.every[place].star.partition(".")[0] in MATHEMATICS):
                yield place
        if not own and not places:
            yield from (place for place in self._making if place < before)


def _found(module: str) -> bool:
    """Whether a module can be imported here, as far as its package shows."""
    try:
        return find_spec(module.partition(".")[0]) is not None
    except ValueError:  # for example for __main__
        return False


def _reads(statement: Statement, name: str) -> Reads:
    if statement.error:
        raise SubmissionError("S102", statement.error)
    try:
        return statement.reads
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        reason = f"Python cannot read {name} in cell {statement.cell}"
        raise SubmissionError("S102", f"SyntaxError: {reason}") from None


def is_future(statement: Statement) -> bool:
    """Whether it is a future statement, which has to come before the others."""
    return isinstance(statement.node, ast.ImportFrom) and statement.node.module == "__future__"


def _is_main(statement: Statement) -> bool:
    """Whether only a program runs it, and a submission does not."""
    match statement.node:
        case ast.If(test=ast.Compare(ast.Name("__name__"), [ast.Eq()], [ast.Constant("__main__")]), orelse=[]):
            return True
    return False
