"""Changes that add nothing new: other parentheses, exchanged names, results in another order."""

import ast
import copy
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations
from typing import Any

SUMS, PRODUCTS = (ast.Add, ast.Sub), (ast.Mult, ast.Div)
MODULES = ("torch", "math", "F")
# in an expression whose operands are exchanged two by two, and in a tuple
MOST_NAMES, MOST_RESULTS = 6, 7


def groupings(node: ast.BinOp) -> Iterator[ast.expr]:
    """The same with other parentheses: (a + b) * c for a + b * c, a / (b * c) for a / b * c, and
    the reverse.
    """
    match node:
        case ast.BinOp(left, outer, ast.BinOp(middle, inner, right)) if _rank(inner) != _rank(outer):
            yield ast.BinOp(ast.BinOp(left, outer, middle), inner, right)
    match node:
        case ast.BinOp(ast.BinOp(left, inner, middle), outer, right) if _rank(inner) != _rank(outer):
            yield ast.BinOp(left, inner, ast.BinOp(middle, outer, right))
    match node:
        case ast.BinOp(ast.BinOp(left, ast.Div() | ast.Sub() as first, middle), second, right) if _alike(first, second):
            yield ast.BinOp(left, first, ast.BinOp(middle, second, right))
    match node:
        case ast.BinOp(left, ast.Div() | ast.Sub() as first, ast.BinOp(middle, second, right)) if _alike(first, second):
            yield ast.BinOp(ast.BinOp(left, first, middle), second, right)


def _alike(a: ast.operator, b: ast.operator) -> bool:
    return _rank(a) == _rank(b) < 2


def _rank(operator: ast.operator) -> int:
    """Which operators come first without parentheses: the larger ones."""
    return 0 if isinstance(operator, SUMS) else 1 if isinstance(operator, PRODUCTS) else 2


def exchanged(node: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """Two operands of an expression exchanged, wherever they stand in it, each with the two of
    them.
    """
    called = {n.func for n in ast.walk(node) if isinstance(n, ast.Call)}
    found = dict.fromkeys(ast.unparse(n) for n in _operands(node, called))
    for pair in combinations(found, 2) if len(found) <= MOST_NAMES else ():
        turned = dict(zip(pair, (ast.parse(text, mode="eval").body for text in pair[::-1]), strict=True))
        yield " and ".join(pair), _Exchanged(turned).visit(copy.deepcopy(node))


def _operands(node: ast.AST, called: Collection[ast.AST]) -> Iterator[ast.expr]:
    """What stands for numbers: x, p.grad, state["m"]; not functions, and what their arguments are
    called.
    """
    match node:
        case ast.Name() | ast.Attribute(ast.Name()) | ast.Subscript(_, ast.Constant(str())) if node not in called:
            yield node
        case ast.Attribute(ast.Name(name) as holder):
            if name not in MODULES:
                yield holder
        case ast.Name():
            return
        case _:
            for inner in ast.iter_child_nodes(node):
                yield from _operands(inner, called)


def reordered(node: ast.Tuple) -> Iterator[ast.Tuple]:
    """Results in another order: two exchanged, or two pairs of them."""
    items = node.elts
    if not 2 <= len(items) <= MOST_RESULTS:
        return
    for width in (1, 2):
        for i, j in combinations(range(len(items) - width + 1), 2):
            if j >= i + width:
                between = items[i + width : j]
                first, second = items[i : i + width], items[j : j + width]
                yield ast.Tuple([*items[:i], *second, *between, *first, *items[j + width :]], ast.Load())


class _Exchanged(ast.NodeTransformer):
    def __init__(self, turned: Mapping[str, ast.expr]) -> None:
        self._turned = turned

    def visit(self, node: ast.AST) -> Any:
        new = self._turned.get(ast.unparse(node)) if isinstance(node, ast.expr) else None
        return copy.deepcopy(new) if new else self.generic_visit(node)
