"""Small edits of an author's formula as it is written: the wrong formulas in its neighbourhood.

An author's function is short Python that builds a formula. Its syntax tree has what a student gets
wrong: a term, a factor, a sign, an exponent, a function. Every edit changes one place; compiled
again, the function builds a wrong formula for any number of inputs, rows and settings.
"""

import ast
import copy
import linecache
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import CellType, CodeType, FunctionType
from typing import Any

from sympy import Basic

from ..specification import Function
from .numeric import NumericSym
from .wrong_code import WORDS, changes

RANK = {code: rank for rank, code in enumerate(WORDS)}
# the parent of a node, the field that holds it, and its index in a list
Place = tuple[ast.AST, str, int | None]


@dataclass(frozen=True, eq=False)
class Edit:
    """One change: its stable code, what stands in a place, what is put there, and the piece that it
    is about.

    `tree` is the function that it is in.
    """

    code: str
    place: Place
    old: ast.expr
    new: ast.expr
    piece: ast.expr
    tree: ast.FunctionDef

    def apart(self, other: "Edit") -> bool:
        """Whether another edit is of another place, and neither place is within the other."""
        return _apart(self.old, other.old)

    @property
    def put(self) -> ast.expr:
        """What is put there: of branches, the one that is another."""
        if self.code != "branch_changed":
            return self.new
        assert isinstance(self.old, ast.Call)
        assert isinstance(self.new, ast.Call)
        pairs = [(a, b) for a, b in zip(self.old.args, self.new.args, strict=True) if isinstance(b, ast.Tuple)]
        return next(b.elts[0] for a, b in pairs if isinstance(a, ast.Tuple) and b.elts[0] is not a.elts[0])

    @property
    def around(self) -> Iterator[ast.expr]:
        """The expressions that the place is in, the innermost first."""
        parents = _parents(self.tree)
        node: ast.AST | None = self.place[0]
        while node is not None:
            if isinstance(node, ast.expr):
                yield node
            node = parents.get(node)

    @property
    def statement(self) -> ast.stmt:
        """The innermost statement around the place."""
        statements = [n for n in ast.walk(self.tree) if isinstance(n, ast.stmt)]
        return [s for s in statements if any(n is self.place[0] for n in ast.walk(s))][-1]

    @property
    def around_new(self) -> ast.expr | None:
        """What is around the place, with what is put there; None if that is no formula."""
        parent, name, index = self.place
        if not isinstance(parent, ast.expr) or isinstance(parent, ast.Tuple):
            return None
        changed = copy.copy(parent)
        if index is not None:
            setattr(changed, name, list(getattr(parent, name)))
        _put((changed, name, index), self.new)
        return changed


class Source:
    """An author's function with the helpers of its file that it calls, to be compiled again with
    edits.

    Raises:
        OSError: if the source cannot be found.
    """

    def __init__(self, function: Function) -> None:
        self.function = function
        self.trees = {f.__name__: _tree(f) for f in family(function)}

    def edits(self) -> list[Edit]:
        """All single edits, the most plausible ones first."""
        return sorted((e for tree in self.trees.values() for e in _edits(tree)), key=lambda e: RANK[e.code])

    def build(self, edit: Edit, sym: Any = None) -> Function:
        """The function with an edit, computing with `sym`: SymPy if it is not something else.

        Raises:
            SyntaxError: if the edit makes nonsense of it.
        """
        _put(edit.place, edit.new)
        try:
            with warnings.catch_warnings():
                # an edit can make nonsense of any kind
                warnings.simplefilter("ignore", SyntaxWarning)
                code = compile(ast.Module(list(self.trees.values()), []), self.function.__code__.co_filename, "exec")
        finally:
            _put(edit.place, edit.old)
        names = dict(self.function.__globals__) | ({"sym": sym} if sym else {})
        exec(code, names)
        result = names[self.function.__name__]
        assert isinstance(result, FunctionType)
        return result


@lru_cache(maxsize=256)
def source(function: Function) -> Source:
    """The source of an author's function, parsed once."""
    return Source(function)


def on_numbers(function: Function) -> Function:
    """An author's function as it is, computing with numbers; so do the helpers of its file that it
    calls.
    """
    return computing_with(function, NumericSym, lambda constant: constant)


def computing_with(function: Function, sym: Any, constant: Callable[[Any], Any]) -> Function:
    """An author's function with the helpers of its file, and the functions that it was made of,
    computing with `sym`; `constant` turns SymPy's constants of the file into what that computes
    with.
    """
    names = {n: constant(v) if isinstance(v, Basic) else v for n, v in function.__globals__.items()} | {"sym": sym}

    def twin(f: Function) -> Function:
        cells = tuple(map(cell, f.__closure__ or ()))
        found = FunctionType(f.__code__, names, f.__name__, f.__defaults__, cells)
        found.__kwdefaults__ = f.__kwdefaults__
        return found

    def cell(kept: CellType) -> CellType:
        inner = kept.cell_contents
        own = isinstance(inner, FunctionType) and "sym" in inner.__globals__
        return CellType(computing_with(inner, sym, constant)) if own else kept

    twins = {f: twin(f) for f in family(function)}
    names |= {f.__name__: t for f, t in twins.items() if f is not function or not f.__closure__}
    return twins[function]


def family(function: Function) -> list[Function]:
    """The function and the helpers of its own file that it calls, however deep."""
    found = [function]
    for f in found:
        for name in _names(f.__code__):
            other = f.__globals__.get(name)
            helper = isinstance(other, FunctionType) and other.__code__.co_filename == function.__code__.co_filename
            if isinstance(other, FunctionType) and helper and other not in found:
                found.append(other)
    return found


def _names(code: CodeType) -> Iterator[str]:
    """The names that a function uses, those in its comprehensions included."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)


def _tree(function: Function) -> ast.FunctionDef:
    code = function.__code__
    for node in ast.walk(_parsed("".join(linecache.getlines(code.co_filename)))):
        if not isinstance(node, ast.FunctionDef) or node.name != function.__name__:
            continue
        if code.co_firstlineno in (node.lineno, *(d.lineno for d in node.decorator_list)):
            node = copy.deepcopy(node)  # it is going to be edited
            node.decorator_list = []
            node.body = node.body[1:] if ast.get_docstring(node) else node.body
            return node
    raise OSError(f"the source of {function.__name__} cannot be found")


@lru_cache(maxsize=16)
def _parsed(text: str) -> ast.Module:
    """A file, parsed once for all of its functions."""
    return ast.parse(text)


def _edits(tree: ast.FunctionDef) -> Iterator[Edit]:
    nodes = list(ast.walk(tree))
    names = [n.arg for n in nodes if isinstance(n, ast.arg)]
    names += [n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    for place, node in _sites(tree):
        for code, new, piece in changes(node, tuple(dict.fromkeys(names))):
            ast.copy_location(new, node)
            ast.fix_missing_locations(new)
            yield Edit(code, place, node, new, piece, tree)


def _sites(tree: ast.FunctionDef) -> Iterator[tuple[Place, ast.expr]]:
    """Every expression of a function's body with its place in the tree, without the digits of a
    number.
    """
    left_out = {inner for node in ast.walk(tree) for inner in _digits(node)}
    left_out |= {inner for default in tree.args.kw_defaults if default for inner in ast.walk(default)}
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent) if not isinstance(parent, ast.arguments) else ():
            items = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
            for index, item in items:
                if isinstance(item, ast.expr) and item not in left_out:
                    yield (parent, name, index), item


def _digits(node: ast.AST) -> Iterator[ast.AST]:
    """What a fraction's numerator and denominator are written with: an author's way to write a
    number.
    """
    match node:
        case ast.Call(ast.Attribute(ast.Name("sym"), "Rational"), arguments):
            for argument in arguments:
                yield from ast.walk(argument)


@lru_cache(maxsize=256)
def _parents(tree: ast.FunctionDef) -> dict[ast.AST, ast.AST]:
    return {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}


def _apart(a: ast.AST, b: ast.AST) -> bool:
    """Whether neither of two expressions is in the other."""
    return all(n is not b for n in ast.walk(a)) and all(n is not a for n in ast.walk(b))


def _put(place: Place, node: ast.expr) -> None:
    parent, name, index = place
    if index is None:
        setattr(parent, name, node)
    else:
        getattr(parent, name)[index] = node
