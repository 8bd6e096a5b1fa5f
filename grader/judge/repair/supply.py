"""The changes of a student's code that are worth trying, the most plausible kinds first."""

import ast
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy

from ...reference.numeric import Array
from .changes import INSERTIONS, RANK, TURNED, Change, changes, conditions, exchanges, insertions, orders, wrappings
from .interpreter import Interpreter
from .look import MATCHED, Look
from .pieces_at_hand import PIECES, PieceGroup, Shape, by_shape, combinations, expressions, several
from .required import Need, possible

MOST_WORDS = 500  # pieces that are tried as missing factors and terms
MOST_COMPARED = 2000  # that are compared with what is needed, which is quick
SIMPLE = (ast.Name, ast.Constant, ast.Subscript, ast.Attribute)
OTHER_NAMES = ("name_other", "names_exchanged")
PER_NAME = 3  # comparisons of all words beside a name
NOTHING_KNOWN = Need({}, {})  # of what is needed


@dataclass(frozen=True)
class Place:
    """An expression and what may be missing there: names, and pieces made of them; more of them are
    `compared` with what is needed. `codes` are the insertions that are tried.
    """

    node: ast.expr
    names: Sequence[PieceGroup]
    pieces: Sequence[PieceGroup]
    compared: Sequence[PieceGroup]
    codes: Sequence[str]


class Supply:
    """Changes of some expressions, of which it is known what they gave."""

    def __init__(self, code: Interpreter, look: Look, nodes: dict[ast.expr, Any]) -> None:
        self._code, self._look, self._nodes = code, look, nodes
        self._functions = _functions(code.tree)
        self._pieces = [n for n in ast.walk(code.tree) if isinstance(n, PIECES)]
        self._constants = [
            t.id
            for statement in code.tree.body
            if isinstance(statement, ast.Assign)
            for t in statement.targets
            if isinstance(t, ast.Name)
        ]
        self._whole = set(_whole(code.tree))
        self._returned = {n.value for n in ast.walk(code.tree) if isinstance(n, ast.Return)}
        calls = [n for n in ast.walk(code.tree) if isinstance(n, ast.Call)]
        own = {n.name for n in ast.walk(code.tree) if isinstance(n, ast.FunctionDef)}
        self._given = {a for call in calls for a in _arguments(call)}
        self._handed_on = {a for c in calls if isinstance(c.func, ast.Name) and c.func.id in own for a in _arguments(c)}
        self._places: list[Place] = []
        self._around: list[Change] = []

    def small(self) -> Iterator[Change]:
        """Changes without anything new."""
        names = {f: _names(f) for f in dict.fromkeys(map(self._functions.get, self._nodes))}
        found = list[Change]()
        for node, value in self._nodes.items():
            if _numeric(value) or isinstance(value, bool | tuple):
                of_node = changes(node, names[self._functions.get(node)])
                found += [c for c in of_node if c.code in OTHER_NAMES or not self._is_setting(node)]
            if node in self._whole:
                found += exchanges(node)
            if isinstance(node, ast.Tuple) and node in self._returned:
                found += orders(node)
        yield from sorted(found, key=lambda c: c.rank)

    def plain(self, need: Need) -> Iterator[Change]:
        """Changes with one of the names at hand, or with something around an expression, that may
        give what is needed; where it is not known what that is, all.
        """
        self._fill()
        for code in RANK:
            yield from (c for c in self._around if c.code == code and self._look.gives(c, need))
            yield from self._named(code, need)

    def choices(self) -> Iterator[Change]:
        """Changes of whole numbers that are given to functions, such as dimensions, to names of
        others.
        """
        self._fill()
        for place in self._places:
            if self._chooses(place.node):
                for words in place.names:
                    for name, value in zip(words.nodes, words.values, strict=True):
                        if isinstance(name, ast.Name) and _is_whole(value):
                            yield Change("name_other", place.node, name, place.node)

    def names(self) -> Iterator[Change]:
        """Changes with one of the names at hand."""
        self._fill()
        for code in RANK:
            yield from self._named(code, NOTHING_KNOWN)

    def pieces(self, need: Need) -> Iterator[Change]:
        """Changes with what can be made of the names at hand, where it is not known what is
        needed.
        """
        self._fill()
        for code in INSERTIONS:
            for place in self._at(code):
                if self._look.at(place.node, need) is None:
                    for words in place.pieces:
                        yield from insertions(code, place.node, words.nodes)

    def inserted(self, need: Need, simple: bool = False) -> Iterator[Change]:
        """Changes with names or pieces that give what is needed, where it is known what that is;
        with `simple` ones, since a formula beside another change may just put right what that has
        made wrong.
        """
        self._fill()
        for code in INSERTIONS:
            for place, value, wanted in self._known(need):
                if code not in place.codes:
                    continue
                for words in (*place.names, *place.compared):
                    self._code.done += MATCHED
                    fitting = words.fitting(code, value, wanted).nodes
                    yield from insertions(code, place.node, [w for w in fitting if not simple or isinstance(w, SIMPLE)])

    def combined(self, need: Need) -> Iterator[Change]:
        """The same with two of them, one of which is a name."""
        self._fill()
        for place, value, wanted in self._known(need):
            if place.compared and several(wanted):
                for words in (*place.names, *place.compared):
                    self._code.done += MATCHED * PER_NAME * sum(len(group.nodes) for group in place.names)
                    yield from combinations(place.node, place.names, words, (value, wanted))

    def _known(self, need: Need) -> Iterator[tuple[Place, Array, Array]]:
        for place in self._places:
            found = self._look.at(place.node, need)
            if found and possible(found[1]):
                yield place, *found

    def _named(self, code: str, need: Need) -> Iterator[Change]:
        for place in self._at(code):
            found = self._look.at(place.node, need)
            for words in place.names:
                yield from insertions(code, place.node, (words.fitting(code, *found) if found else words).nodes)

    def _chooses(self, node: ast.expr) -> bool:
        """Whether it is a whole number that is given to a function, such as a dimension: nothing is
        missing in it.
        """
        return isinstance(self._nodes[node], int) and node in self._given and not isinstance(node, ast.Call)

    def _is_setting(self, node: ast.expr) -> bool:
        """Whether it is a number that is handed on to a function of the file: only another name
        belongs there.
        """
        return isinstance(node, ast.Name) and isinstance(self._nodes[node], int | float) and node in self._handed_on

    def _at(self, code: str) -> Iterator[Place]:
        return (place for place in self._places if code in place.codes)

    def _fill(self) -> None:
        """Find the places, once: this takes time."""
        if self._places:
            return
        functions, nodes = self._functions, self._nodes
        most = max((v.shape for v in nodes.values() if isinstance(v, numpy.ndarray)), key=math.prod, default=())
        for function in dict.fromkeys(functions.get(n) for n in nodes):
            inside = [n for n in nodes if functions.get(n) is function]
            tried = (*expressions([*_names(function), *self._constants], inside), *self._pieces)
            valued = list(self._look.valued(tried, inside))
            few, many = by_shape(valued, MOST_WORDS), by_shape(valued, MOST_COMPARED)
            groups = [[g.named(True) for g in few], [g.named(False) for g in few], [g.named(False) for g in many]]
            tests = _tests(nodes, inside, _names(function))
            for node in inside:
                if isinstance(node, ast.Compare):
                    self._around += conditions(node, tests)
                elif function and _numeric(nodes[node]):  # the file's own constants are what they are called
                    shape = numpy.shape(nodes[node])
                    names, pieces, compared = (
                        [g for g in some if not shape or _fits(g.shape, shape, most)] for some in groups
                    )
                    # only a name is missing
                    plain = isinstance(nodes[node], int) or isinstance(node, ast.Constant)
                    codes = ["piece_other"] if self._chooses(node) or self._is_setting(node) else [*INSERTIONS]
                    self._places.append(Place(node, names, *([], []) if plain else (pieces, compared), codes))
                    self._around += [] if plain or self._is_setting(node) else wrappings(node)


def _numeric(value: Any) -> bool:
    if isinstance(value, numpy.ndarray | numpy.generic):
        return True
    return isinstance(value, float | int) and not isinstance(value, bool)


def _arguments(call: ast.Call) -> Iterator[ast.expr]:
    yield from (*call.args, *(keyword.value for keyword in call.keywords))


def _is_whole(value: Array) -> bool:
    return not value.shape and float(value).is_integer()


def _fits(shape: Shape, beside: Shape, most: Shape) -> bool:
    """Whether an array can stand beside another, which keeps its shape or gets that of the
    largest.
    """
    try:
        return numpy.broadcast_shapes(shape, beside) in (beside, most)
    except ValueError:
        return False


def _tests(values: Mapping[ast.expr, Any], pieces: Sequence[ast.expr], names: Sequence[str]) -> list[ast.Compare]:
    """Conditions on what is compared somewhere, with the numbers that are there and names; texts
    have no order.
    """
    left = {ast.unparse(p.left): p.left for p in pieces if isinstance(p, ast.Compare)}
    right: dict[str, ast.expr] = {ast.unparse(p): p for p in pieces if isinstance(p, ast.Constant)}
    right |= {n: ast.Name(n, ast.Load()) for n in names}
    return [
        ast.Compare(a, [op()], [b])
        for a in left.values()
        for b in right.values()
        for op in ((ast.Eq, ast.NotEq) if isinstance(values.get(a), str) else TURNED)
    ]


def _whole(tree: ast.Module) -> Iterator[ast.expr]:
    """The values of statements, of several results each, and the terms of sums."""
    for node in ast.walk(tree):
        match node:
            case ast.BinOp(left, ast.Add() | ast.Sub(), right):
                yield from (left, right)
            case ast.Assign(value=ast.Tuple(items)) | ast.Return(ast.Tuple(items)):
                yield from items
            case ast.Assign(value=ast.expr() as value) | ast.AugAssign(value=value) | ast.Return(ast.expr() as value):
                yield value


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
