"""What trees give for some numbers, or for symbols; what several trees have in common is worked out
once.
"""

import operator
from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

from .forest import CONSTANT, INVERSE, LEAF, PRODUCT, SUM, Tree

PYTHON: Mapping[str, Callable[..., Any]] = {
    "pow": operator.pow,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
    "tuple": lambda *items: items,
}


class LeafValues:
    """Numbers or symbols for leaves; `sym` has the functions on them."""

    def __init__(self, leaves: Mapping[str, Any], sym: Any) -> None:
        self._sym = sym
        self._leaves = {"pi": sym.pi, "E": sym.E, **leaves}
        self._known: dict[Tree, Any] = {}

    def of(self, tree: Tree) -> Any:
        """What a tree gives.

        Raises:
            Exception: of any kind, if it has no value.
        """
        if tree not in self._known:
            self._known[tree] = self._computed(tree)
        return self._known[tree]

    def _computed(self, tree: Tree) -> Any:
        if tree.operation == LEAF:
            return self._leaves[tree.applied[0]]
        if tree.operation == CONSTANT:
            return tree.applied[0]
        if tree.operation == PRODUCT:
            above = [self.of(p) for p in tree.parts if p.operation != INVERSE]
            below = [self.of(p.parts[0]) for p in tree.parts if p.operation == INVERSE]
            product = reduce(operator.mul, above) if above else 1
            return self._divided(product, reduce(operator.mul, below)) if below else product
        parts = [self.of(p) for p in tree.parts]
        if tree.operation == SUM:
            return reduce(operator.add, parts)
        if tree.operation == INVERSE:
            return self._divided(1, parts[0])
        function = PYTHON.get(tree.operation) or getattr(self._sym, tree.operation)
        return function(*parts)

    def _divided(self, above: Any, below: Any) -> Any:
        return above / (self._sym.S(below) if isinstance(below, int | float) else below)
