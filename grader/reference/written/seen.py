"""What a derivation has in it: every formula that was written, with all its parts."""

from itertools import islice

from sympy import Expr, S

from ..parse.source import Unreadable
from ..parse.tree import Connective, Node, Power, Product, Relation, Sum, walk
from ..unevaluated import product
from .equality import Points
from .meaning import Meaning

MOST = 200  # parts of formulas


class Seen:
    """The parts of all formulas so far, each with either sign. A formula that equals one of them
    counts as that one.
    """

    def __init__(self, meaning: Meaning, points: Points) -> None:
        self._meaning, self._points = meaning, points
        self._parts: list[Node] = []

    def add(self, node: Node) -> None:
        """A formula that was read."""
        self._parts += islice(walk(node), MOST - len(self._parts))

    def has(self, formula: Expr, quotient: bool) -> bool:
        """Whether a formula was written, and if it is a `quotient` with something that divides."""
        return any(self._is(part, formula) for part in self._parts if not quotient or _divides(part))

    def _is(self, part: Node, formula: Expr) -> bool:
        if isinstance(part, Relation | Connective):
            return False
        try:
            value = self._meaning(part)
            return any(self._points.equal(v, formula) for v in (value, product(S.NegativeOne, value)))
        except Unreadable:  # a function's body, say, outside of which its parameters mean nothing
            return False


def _divides(part: Node) -> bool:
    match part:
        case Product(factors):
            return any(divides for divides, _ in factors)
        case Power(_, Sum(((True, _), *_))):
            return True
    return False
