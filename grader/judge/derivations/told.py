"""Wrong equations of a derivation that are reported, and what follows from them."""

from collections.abc import Iterator

from sympy import Expr, Number, Symbol

from ...reference.differentiate import NoRule
from ...reference.parse.source import Unreadable
from ...reference.unevaluated import product
from ...reference.written.definitions import TooLong
from ...reference.written.equality import Points
from ...reference.written.meaning import Derivative, Meaning
from ...reference.written.vocabulary import Vocabulary
from .wrong_step import Stand

MOST_ASKED = 20  # equations that do not hold
MOST_COMPARED = 10  # wrong equations of one left side, with another one


class Told:
    """The wrong equations so far. An equation that follows from them is not reported, because its
    mistake was made before.
    """

    def __init__(self, vocabulary: Vocabulary, points: Points, meaning: Meaning) -> None:
        self._points, self._meaning, self._definitions = points, meaning, vocabulary.definitions
        self._variables = {*vocabulary.inputs.values(), *vocabulary.hyperparameters}
        self._sides: list[tuple[Expr, Expr]] = []
        self._asked = 0
        self._slopes: dict[tuple[Expr, Symbol], Expr] = {}  # the stated values of derivatives
        self._values: dict[Expr, Expr] = {}  # and of other formulas
        # names with an equation that contradicts their definition
        self._disputed: dict[Symbol, Expr] = {}

    def add(self, before: Stand, after: Stand) -> None:
        """Adds a wrong equation."""
        self._sides.append((before.value, after.value))
        if before.head:
            self._slopes[before.head] = after.value
        elif before.value not in self._variables and not isinstance(before.value, Number):
            self._values[before.value] = after.value

    def dispute(self, name: Symbol, value: Expr) -> None:
        """Records that an equation contradicts the definition of a name."""
        self._disputed[name] = value

    def undisputed(self, value: Expr) -> Expr:
        """Returns a formula in which names have the values of the equations."""
        return value.xreplace(self._disputed)

    def implies(self, before: Stand, after: Stand) -> bool:
        """Whether a wrong equation repeats another one, or would hold if the other ones did."""
        same = [b for a, b in self._sides if a == before.value]
        if any(after.value == b or self._points.equal(after.value, b) for b in same[-MOST_COMPARED:]):
            return True
        if self._disputed and self._points.equal(self.undisputed(before.value), self.undisputed(after.value)):
            return True
        self._asked += 1
        return self._asked <= MOST_ASKED and self._believed(before, after)

    def _believed(self, before: Stand, after: Stand) -> bool:
        """Whether an equation holds if the wrong equations are believed."""
        with self._definitions.believing(self._slopes):
            try:
                left, right = (self._meaning(stand.node).xreplace(self._values) for stand in (before, after))
                lefts = [left, *(self._through(before.head) if before.head else ())]
            except (Unreadable, NoRule, TooLong):
                return False
        return any(self._points.equal(found, right) for found in lefts)

    def _through(self, head: Derivative) -> Iterator[Expr]:
        """Yields a derivative by the chain rule, with the stated value for one of its factors."""
        for (of, by), believed in self._slopes.items():
            if of == head.of and by != head.by:
                yield product(believed, self._definitions.slope(by, head.by))
            elif isinstance(of, Symbol) and of != head.of and by == head.by:
                yield product(self._definitions.slope(head.of, of), believed)
