"""An author's function as trees: it is called with leaves, and what it returns is made of them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sympy
from sympy import Basic, Expr
from sympy.core.relational import Relational

from ...specification import Function
from ..edits import computing_with
from ..formula import accepted, flat
from .forest import PRODUCT, SUM, Forest, Tree


class TracingSym:
    """What `sym` gives to formulas that are to become trees: every function is an operation of its
    name.
    """

    def __init__(self, forest: Forest) -> None:
        self._forest = forest
        self.pi, self.E = forest.leaf("pi"), forest.leaf("E")

    def __getattr__(self, name: str) -> Callable[..., Tree]:
        forest = self._forest

        def applied(*arguments: Any, **options: Any) -> Tree:
            return forest.applied(name, arguments)

        return applied

    def take(self, values: Sequence[Any], index: Any) -> Tree:
        """The entry of a sequence at an index, 0 outside of it."""
        branches = [(v, self.Eq(index, i)) for i, v in enumerate(values)]
        return self.Piecewise(*branches, (0, True))


def traced(forest: Forest, function: Function, given: Sequence[Any], settings: Mapping[str, Any]) -> tuple[Tree, ...]:
    """The outputs of an author's function for leaves, nested as its inputs are; settings it does
    not take are left out.

    Raises:
        Exception: of any kind, if the function cannot be called so.
    """
    twin = computing_with(function, TracingSym(forest), lambda constant: of_expression(forest, constant))
    result = twin(*given, **accepted(function, settings))
    return tuple(of_expression(forest, x) if isinstance(x, Basic) else forest.tree(x) for x in flat(result))


RELATIONS = {"<": "lt", "<=": "le", ">": "gt", ">=": "ge", "==": "Eq", "!=": "Ne"}


def of_expression(forest: Forest, expression: Basic) -> Tree:
    """A SymPy expression as a tree, with a leaf for each symbol, of its name."""
    if isinstance(expression, sympy.Symbol):
        return forest.leaf(expression.name)
    if expression in (sympy.true, sympy.false):
        return forest.tree(bool(expression))
    if expression in (sympy.pi, sympy.E):
        return forest.leaf(str(expression))
    if isinstance(expression, sympy.Rational):
        return forest.several(PRODUCT, (expression.p, forest.inverse(forest.tree(expression.q))))
    if isinstance(expression, sympy.Number):
        return forest.tree(float(expression))
    parts = [of_expression(forest, a) for a in expression.args]
    if isinstance(expression, sympy.Add | sympy.Mul):
        return forest.several(SUM if isinstance(expression, sympy.Add) else PRODUCT, parts)
    if isinstance(expression, sympy.Pow) and isinstance(expression.exp, Expr):
        return _power(forest, parts[0], expression.exp)
    if isinstance(expression, Relational):
        return forest.applied(RELATIONS[expression.rel_op], parts)
    return forest.applied("tuple" if "Pair" in type(expression).__name__ else type(expression).__name__, parts)


def _power(forest: Forest, base: Tree, exponent: Expr) -> Tree:
    if exponent.could_extract_minus_sign():
        return forest.inverse(_power(forest, base, -exponent))
    if exponent == sympy.S.Half:
        return forest.applied("sqrt", (base,))
    return base if exponent == 1 else forest.applied("pow", (base, of_expression(forest, exponent)))
