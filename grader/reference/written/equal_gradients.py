"""Where a text takes all gradients to be equal, as derivations of bias corrections do."""

import re

from ..parse.tree import Entry, Name, Node, walk
from .indexed_names import IndexedNames, split
from .unrolled import GRADIENT

_EQUAL = (
    r"(?:constant|equal|identical|the\s+same)\b"
    r"(?!\s+(?:distribution|mean|expectation|variance|in\s+(?:distribution|expectation|mean)|order|sign))"
)
_ASSUMED = re.compile(
    r"\bconstant\s+gradients?\b|\bequal\s+gradients\b"
    rf"|\bgradients?\b[^.\n]{{0,20}}?\s(?:are|is|be|were|was|stays?|remains?)\s+(?:all\s+|always\s+)?{_EQUAL}",
    re.IGNORECASE,
)
_NO_LONGER = re.compile(r"\b(?:in general|generally|(?:any|other|different|arbitrary) gradients)\b", re.IGNORECASE)


class EqualGradients:
    """What a derivation of an optimizer says of its gradients."""

    def __init__(self, text: str, names: IndexedNames) -> None:
        self._text, self._names = text, names
        self._stated = False  # by an equation: g_t = g

    def taken(self, at: int) -> bool:
        """Whether they have been said to be equal before an offset, and nothing has taken that
        back.
        """
        said = [m.start() for m in _ASSUMED.finditer(self._text, 0, at)]
        taken_back = [m.start() for m in _NO_LONGER.finditer(self._text, 0, at)]
        return self._stated or (bool(said) and not any(place > said[-1] for place in taken_back))

    def says(self, left: Node, right: Node, sign: str = "=") -> bool:
        """Whether an equation says that they are equal, which is true from there on."""
        found = sign == "=" and bool(self._names.counter) and self._is_gradient(left) and self._is_gradient(right)
        self._stated = self._stated or found
        return found

    def without_index(self, *nodes: Node) -> bool:
        """Whether formulas have a gradient and do not say of which step it is."""
        parts = (p for node in nodes for p in walk(node))
        return any(isinstance(p, Name) and p.text in self._names.families and self._is_gradient(p) for p in parts)

    def _is_gradient(self, node: Node) -> bool:
        if not isinstance(node, Name | Entry):
            return False
        base = node.base if isinstance(node, Entry) else split(node.text)[0]
        families = self._names.families
        return base in families and families[base] is families[GRADIENT]
