"""Expressions as trees of which equal ones are one object, with sums and products of any length.

`x - y` is the sum of x and the product of -1 and y, `x / y` the product of x and the inverse of y.
So the terms of a sum and the factors of a product can be taken away and added one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

SUM, PRODUCT, INVERSE, CONSTANT, LEAF = "sum", "product", "inverse", "constant", "leaf"
NEUTRAL = {SUM: 0, PRODUCT: 1}


class Tree:
    """One expression: an operation with what it is applied to; of a leaf or a constant, its name or
    value.
    """

    __slots__ = ("_forest", "applied", "inside", "operation", "parts", "serial")

    def __init__(self, forest: Forest, operation: str, applied: tuple[Any, ...]) -> None:
        self._forest, self.operation, self.applied = forest, operation, applied
        # the trees it is made of
        self.parts: tuple[Tree, ...] = () if operation in (LEAF, CONSTANT) else applied
        # all trees in it
        self.inside: frozenset[Tree] = frozenset((self,)).union(*(p.inside for p in self.parts))
        self.serial = len(forest)

    def __add__(self, other: Any) -> Tree:
        return self._forest.several(SUM, (self, other))

    __radd__ = __add__

    def __neg__(self) -> Tree:
        return self._forest.several(PRODUCT, (-1, self))

    def __sub__(self, other: Any) -> Tree:
        return self + -self._forest.tree(other)

    def __rsub__(self, other: Any) -> Tree:
        return self._forest.several(SUM, (-self, other))

    def __mul__(self, other: Any) -> Tree:
        return self._forest.several(PRODUCT, (self, other))

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Tree:
        return self * self._forest.inverse(self._forest.tree(other))

    def __rtruediv__(self, other: Any) -> Tree:
        return self._forest.several(PRODUCT, (self._forest.inverse(self), other))

    def __pow__(self, other: Any) -> Tree:
        return self._forest.applied("pow", (self, other))

    def __rpow__(self, other: Any) -> Tree:
        return self._forest.applied("pow", (other, self))

    def __abs__(self) -> Tree:
        return self._forest.applied("Abs", (self,))

    def __lt__(self, other: Any) -> Tree:
        return self._forest.applied("lt", (self, other))

    def __le__(self, other: Any) -> Tree:
        return self._forest.applied("le", (self, other))

    def __gt__(self, other: Any) -> Tree:
        return self._forest.applied("gt", (self, other))

    def __ge__(self, other: Any) -> Tree:
        return self._forest.applied("ge", (self, other))

    def __and__(self, other: Any) -> Tree:
        return self._forest.applied("And", (self, other))

    def __or__(self, other: Any) -> Tree:
        return self._forest.applied("Or", (self, other))

    def __invert__(self) -> Tree:
        return self._forest.applied("Not", (self,))

    def __bool__(self) -> bool:
        raise TypeError("whether an expression holds is not known while the formula is written")


class Forest:
    """All trees of some formulas."""

    def __init__(self) -> None:
        self._trees: dict[Any, Tree] = {}
        self.work = 0  # how often a tree was asked for, or rewritten

    def __len__(self) -> int:
        return len(self._trees)

    def leaf(self, name: str) -> Tree:
        """An input or a setting."""
        return self._made(LEAF, (name,))

    def tree(self, value: Any) -> Tree:
        """A value as a tree; a tree as it is."""
        if isinstance(value, Tree):
            return value
        if isinstance(value, tuple | list):
            return self._made("tuple", tuple(map(self.tree, value)))
        return self._made(CONSTANT, (value,))

    def applied(self, operation: str, arguments: Iterable[Any]) -> Tree:
        """A function of trees and constants; of two conditions, or of a maximum, the order is no
        matter.
        """
        trees = tuple(map(self.tree, arguments))
        if operation in (SUM, PRODUCT):
            return self.several(operation, trees)
        return self.inverse(*trees) if operation == INVERSE else self._made(operation, trees)

    def inverse(self, tree: Tree) -> Tree:
        """1 divided by a tree; of a product, the product of the inverses."""
        if tree.operation == PRODUCT:
            return self.several(PRODUCT, map(self.inverse, tree.parts))
        if tree.operation == INVERSE:
            return tree.parts[0]
        return tree if _is(tree, 1) or _is(tree, -1) else self._made(INVERSE, (tree,))

    def several(self, operation: str, members: Iterable[Any]) -> Tree:
        """A sum or a product, without what is 0 or 1 in it; a product with 0 is 0."""
        found: list[Tree] = []
        minus = 0
        for member in map(self.tree, members):
            for part in members_of(operation, member):
                if operation == PRODUCT and _is(part, 0):
                    return part
                if operation == PRODUCT and _is(part, -1):
                    minus += 1
                elif not _is(part, NEUTRAL[operation]):
                    found.append(part)
        if minus % 2:
            found.append(self.tree(-1))
        if not found:
            return self.tree(NEUTRAL[operation])
        return found[0] if len(found) == 1 else self._made(operation, tuple(sorted(found, key=_serial)))

    def _made(self, operation: str, applied: tuple[Any, ...]) -> Tree:
        self.work += 1
        key = (operation, *((type(a), a) if not isinstance(a, Tree) else a for a in applied))
        if key not in self._trees:
            self._trees[key] = Tree(self, operation, applied)
        return self._trees[key]


def members_of(operation: str, tree: Tree) -> tuple[Tree, ...]:
    """The terms of a sum, or the factors of a product; anything else is the only one."""
    return tree.parts if tree.operation == operation else (tree,)


def without(members: Iterable[Tree], less: Iterable[Tree]) -> list[Tree]:
    """Members without others, each as often as it is there."""
    return sorted((Counter(members) - Counter(less)).elements(), key=_serial)


def _is(tree: Tree, number: int) -> bool:
    return tree.operation == CONSTANT and not isinstance(tree.applied[0], bool | str) and tree.applied[0] == number


def _serial(tree: Tree) -> int:
    return tree.serial
