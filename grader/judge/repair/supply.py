"""The changes of a student's code that are worth trying, the most plausible kinds first."""

import ast
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy

from .changes import INSERTIONS, RANK, TURNED, Change, call, changes, conditions, insertions, transposed, wrappings
from .interpreter import Interpreter
from .look import Look, Shape

MOST_WORDS = 500  # pieces that are tried as missing factors and terms
CONSTANTS = ("math.sqrt(2)", "math.pi", "math.sqrt(2 * math.pi)", "math.log(2)")

PIECES = (ast.BinOp, ast.Call, ast.Subscript)


@dataclass(frozen=True)
class Place:
    """An expression and what may be missing there: names, and pieces made of them."""

    node: ast.expr
    names: Sequence[ast.expr]
    pieces: Sequence[ast.expr]


class Supply:
    """Changes of some expressions, of which it is known what they gave."""

    def __init__(self, code: Interpreter, look: Look, nodes: dict[ast.expr, Any]) -> None:
        self._look, self._nodes = look, nodes
        self._functions = _functions(code.tree)
        self._pieces = [n for n in ast.walk(code.tree) if isinstance(n, PIECES)]
        self._places: list[Place] = []
        self._around: list[Change] = []

    def small(self) -> Iterator[Change]:
        """Changes without anything new."""
        names = {f: _names(f) for f in dict.fromkeys(map(self._functions.get, self._nodes))}
        found = list[Change]()
        for node, value in self._nodes.items():
            if _numeric(value) or isinstance(value, bool | tuple):
                found += changes(node, names[self._functions.get(node)])
        yield from sorted(found, key=lambda c: c.rank)

    def plain(self) -> Iterator[Change]:
        """Changes with one of the names at hand, or with something around an expression."""
        self._fill()
        for code in RANK:
            yield from (c for c in self._around if c.code == code)
            yield from self._named(code)

    def names(self) -> Iterator[Change]:
        """Changes with one of the names at hand."""
        self._fill()
        for code in RANK:
            yield from self._named(code)

    def pieces(self) -> Iterator[Change]:
        """Changes with what can be made of the names at hand."""
        self._fill()
        for code in INSERTIONS:
            for place in self._places:
                yield from insertions(code, place.node, place.pieces)

    def _named(self, code: str) -> Iterator[Change]:
        for place in self._places if code in INSERTIONS else ():
            yield from insertions(code, place.node, place.names)

    def _fill(self) -> None:
        """Find the places, once: this takes time."""
        if self._places:
            return
        functions, nodes = self._functions, self._nodes
        most = max((v.shape for v in nodes.values() if isinstance(v, numpy.ndarray)), key=math.prod, default=())
        for function in dict.fromkeys(functions.get(n) for n in nodes):
            inside = [n for n in nodes if functions.get(n) is function]
            words = self._look.distinct([*_vocabulary(function, inside), *self._pieces], inside)[:MOST_WORDS]
            tests = _tests(nodes, inside, _names(function))
            for node in inside:
                if isinstance(node, ast.Compare):
                    self._around += conditions(node, tests)
                elif _numeric(nodes[node]):
                    shape = numpy.shape(nodes[node])
                    fitting = [w for w, own in words if not shape or _fits(own, shape, most)]
                    names = [w for w in fitting if isinstance(w, ast.Name | ast.Constant)]
                    plain = isinstance(nodes[node], int) or isinstance(node, ast.Constant)  # only a name is missing
                    self._places.append(Place(node, names, [] if plain else [w for w in fitting if w not in names]))
                    self._around += [] if plain else wrappings(node)


def _numeric(value: Any) -> bool:
    if isinstance(value, numpy.ndarray | numpy.generic):
        return True
    return isinstance(value, float | int) and not isinstance(value, bool)


def _fits(shape: Shape, beside: Shape, most: Shape) -> bool:
    """Whether an array can stand beside another, which keeps its shape or gets that of the largest."""
    try:
        return numpy.broadcast_shapes(shape, beside) in (beside, most)
    except ValueError:
        return False


def _tests(values: Mapping[ast.expr, Any], pieces: Sequence[ast.expr], names: Sequence[str]) -> list[ast.Compare]:
    """Conditions on what is compared somewhere, with the numbers that are there and names; texts have no order."""
    left = {ast.unparse(p.left): p.left for p in pieces if isinstance(p, ast.Compare)}
    right: dict[str, ast.expr] = {ast.unparse(p): p for p in pieces if isinstance(p, ast.Constant)}
    right |= {n: ast.Name(n, ast.Load()) for n in names}
    return [
        ast.Compare(a, [op()], [b])
        for a in left.values()
        for b in right.values()
        for op in ((ast.Eq, ast.NotEq) if isinstance(values.get(a), str) else TURNED)
    ]


def _functions(tree: ast.Module) -> dict[ast.AST, ast.FunctionDef]:
    """The innermost function of every node in one."""
    found: dict[ast.AST, ast.FunctionDef] = {}
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            found |= dict.fromkeys(ast.walk(function), function)
    return found


def _names(function: ast.FunctionDef | None) -> list[str]:
    nodes = list(ast.walk(function)) if function else []
    names = [n.arg for n in nodes if isinstance(n, ast.arg)]
    names += [n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    return list(dict.fromkeys(names))


def _vocabulary(function: ast.FunctionDef | None, pieces: Sequence[ast.expr]) -> list[ast.expr]:
    """What a student may have left out: the names at hand, simple expressions of them, and the pieces that the code has
    already.
    """
    names = [ast.Name(n, ast.Load()) for n in _names(function)]
    minus: list[ast.expr] = [ast.UnaryOp(ast.USub(), n) for n in names]
    one, two = ast.Constant(1), ast.Constant(2)
    words: list[ast.expr] = [*names, one, two]
    words += [ast.BinOp(a, ast.Mult(), b) for i, a in enumerate(names) for b in names[:i]]
    words += [ast.BinOp(a, ast.Sub(), b) for a in names for b in names if a is not b]
    if any(n.id == "dim" for n in names):
        words += [ast.parse(f"{n.id}.sum(dim, keepdim=True)", mode="eval").body for n in names]
    if any(isinstance(p, ast.BinOp) and isinstance(p.op, ast.MatMult) for p in pieces):
        words += [ast.BinOp(m, ast.MatMult(), b) for a in names for b in names for m in (a, transposed(a))]
    words += [ast.BinOp(one, op, n) for n in names for op in (ast.Sub(), ast.Add())]
    words += [ast.BinOp(n, ast.Pow(), two) for n in names]
    words += [ast.BinOp(ast.BinOp(one, ast.Add(), n), ast.Pow(), two) for n in names]
    words += [ast.parse(text, mode="eval").body for text in CONSTANTS]
    words += [p for p in pieces if isinstance(p, PIECES)]
    words += [call(f, n) for f in ("exp", "sigmoid", "tanh") for n in (*names, *minus)]
    return words
