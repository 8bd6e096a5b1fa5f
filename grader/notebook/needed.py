"""The statements that some names need, as they stand when all cells have been run from the first to
the last.
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

# all of whose names may stand for names of Python's own
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
        """Whether a cell defines a name, or a function that is called."""
        return bool(self._at.get(name))

    @property
    def may_define_any(self) -> bool:
        """Whether all names of some module are imported, or names are made as the code runs."""
        return bool(self._stars or self._making)

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
            SubmissionError: S102, if one of them stands in a cell that Python cannot read; S103, if
                there are too many ways from one to the other.
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
                if before != end:  # what it defines may be called before the end
                    left += [(n, before) for n in reads.later]
                steps += 1 + len(reads.later)
                if steps > MOST_STEPS:
                    raise SubmissionError("S103", "the names in the notebook depend on each other in too many ways")
        return [self.every[place] for place in sorted(taken)]

    def _at_any_time(self, statement: Statement) -> Iterator[str]:
        """What else a statement needs: how a module that it imports is set, and what code in texts
        may name.
        """
        for module in imported(statement):
            yield from (f"settings of {module}", f"parts of {module}")
        if runs_text(statement):
            yield from self._mathematics

    def _changed_after(self, name: str, reader: int) -> Iterator[int]:
        """The statements that change what another has read under a name: those up to where the name
        gets another meaning.
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
        """The last statement before a place that gives a name its meaning, and those that change it
        after that; `last` is how many there are before.
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
    """Whether a module can be imported here, as far as its package tells."""
    try:
        return find_spec(module.partition(".")[0]) is not None
    except ValueError:  # such as of __main__
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
    """Whether it says how others are to be read, and has to stand before them."""
    return isinstance(statement.node, ast.ImportFrom) and statement.node.module == "__future__"


def _is_main(statement: Statement) -> bool:
    """Whether it is what only a program runs, which a submission is not."""
    match statement.node:
        case ast.If(test=ast.Compare(ast.Name("__name__"), [ast.Eq()], [ast.Constant("__main__")]), orelse=[]):
            return True
    return False
