"""Changes of statements that may repair code: a statement is superfluous, is in the wrong place,
changes a tensor in place or does not, or is missing where the code has to keep a state.
"""

import ast
import copy
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from .changes import text
from .interpreter import Interpreter

# The explanations, the most plausible mistakes first: {before} is the statement, {piece} the
# tensor that it is about, {after} what belongs there, {where} the place.
WORDS = MappingProxyType(
    {
        "in_place_missing": "{before} gives a new tensor and leaves {piece} as it is. {after} changes it.",
        "in_place_extra": "{before} changes {piece} itself, which is still needed. {after} leaves it as it is.",
        "not_kept": "{piece} is computed and not kept for the next step: {after} is missing.",
        "statement_moved": "{before} stands in the wrong place: it belongs {where}.",
        "statement_extra": "{before} is one too many.",
    }
)
METHODS = frozenset(  # that are there with _ and without
    ("add", "sub", "mul", "div", "addcmul", "addcdiv", "lerp", "clamp", "clip", "sqrt", "rsqrt", "neg", "abs", "sign")
) | {"square", "pow", "exp", "log", "reciprocal", "masked_fill", "relu", "sigmoid", "tanh"}
RANK = {code: rank for rank, code in enumerate(WORDS)}
Effect = ast.Assign | ast.AugAssign | ast.Expr


@dataclass(frozen=True, eq=False)
class StatementChange:
    """One change: what stands in the place of statements instead of them."""

    code: str
    old: ast.stmt
    instead: Mapping[ast.stmt, Sequence[ast.stmt]]
    after: str = ""  # what belongs there, or where it belongs
    piece: str = ""
    how: str = ""  # of what is done in place or is not, by which method or operator
    called: frozenset[str] = frozenset()

    @property
    def words(self) -> str:
        """The explanation for the student."""
        told = {"before": text(self.old), "after": self.after, "where": self.after, "piece": self.piece}
        return f"Line {self.old.lineno}: " + WORDS[self.code].format(**told)

    @property
    def rank(self) -> tuple[int, int]:
        """How plausible it is, the smallest first."""
        return RANK[self.code], self.old.lineno

    @property
    def kind(self) -> str:
        """What is done, whatever the names are: the same at several places is one mistake."""
        return f"{self.code} {self.how or self.words}"

    @property
    def new(self) -> ast.AST:
        """What stands there then."""
        return ast.Module(list(self.instead.get(self.old, ())), [])

    def made(self, code: Interpreter) -> AbstractContextManager[None]:
        """Compute with this change."""
        return code.rearranged(self.instead)


def changes(tree: ast.Module) -> Iterator[StatementChange]:
    """All changes of the statements in functions, the most plausible kinds first."""
    states = _states(tree)
    found = [c for b in _blocks(tree) for c in (*_in_place(b), *_kept(b, states), *_moved(b), *_extra(b))]
    yield from sorted(found, key=lambda c: c.rank)


def _blocks(tree: ast.Module) -> Iterator[Sequence[ast.stmt]]:
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and function.name != "__init__":
            for node in ast.walk(function):
                for name in ("body", "orelse"):
                    block = getattr(node, name, None)
                    if isinstance(block, list):
                        yield block


def _in_place(block: Sequence[ast.stmt]) -> Iterator[StatementChange]:
    for statement in block:
        for call in [n for n in ast.walk(statement) if isinstance(n, ast.Call)] if _effect(statement) else ():
            method = call.func
            if isinstance(method, ast.Attribute) and _may_change(statement, method):
                yield _other_method(statement, method)
        if isinstance(statement, ast.AugAssign) and isinstance(statement.target, ast.Name):
            name, read = statement.target.id, ast.Name(statement.target.id, ast.Load())
            new = ast.Assign([ast.Name(name, ast.Store())], ast.BinOp(read, statement.op, statement.value))
            yield replace(_one("in_place_extra", statement, new, name), how=type(statement.op).__name__)
        match statement:
            case ast.Assign([ast.Name(name) as target], ast.BinOp(ast.Name(same), op, value)) if name == same:
                change = _one("in_place_missing", statement, ast.AugAssign(target, op, value), name)
                yield replace(change, how=type(op).__name__)


def _other_method(statement: ast.stmt, method: ast.Attribute) -> StatementChange:
    """The same call in place, or out of place."""
    in_place = method.attr.endswith("_")
    name = method.attr.removesuffix("_") if in_place else f"{method.attr}_"
    copies: dict[int, ast.AST] = {}
    new: ast.stmt = copy.deepcopy(statement, copies)
    found = copies[id(method)]
    assert isinstance(found, ast.Attribute)
    found.attr = name
    if in_place and isinstance(new, ast.Expr) and isinstance(method.value, ast.Name):
        # or the result would be lost
        new = ast.Assign([ast.Name(method.value.id, ast.Store())], new.value)
    code = "in_place_extra" if in_place else "in_place_missing"
    return replace(_one(code, statement, new, text(method.value)), how=name)


def _one(code: str, old: ast.stmt, new: ast.stmt, piece: str) -> StatementChange:
    ast.fix_missing_locations(ast.copy_location(new, old))
    return StatementChange(code, old, {old: [new]}, text(new), piece)


def _kept(block: Sequence[ast.stmt], states: set[str]) -> Iterator[StatementChange]:
    """What is made of a state and not kept as the state: a name, as m in m = b * state["m"] + ...,
    or a piece of it.
    """
    for statement in block:
        value = statement.value if isinstance(statement, ast.Assign | ast.AugAssign) else None
        for piece in ast.walk(value) if value else ():
            for state in _operands(piece):
                if ast.unparse(state) in states and not _stores(statement, state):
                    yield _storing(statement, piece, state)


def _operands(piece: ast.AST) -> list[ast.Subscript]:
    """The items that an operation is made of."""
    match piece:
        case ast.BinOp(left, _, right):
            made_of = [left, right, *(side for p in (left, right) if isinstance(p, ast.BinOp) for side in _sides(p))]
        case ast.Call(ast.Attribute(holder, _), arguments):
            made_of = [holder, *arguments]
        case _:
            made_of = []
    return [m for m in made_of if isinstance(m, ast.Subscript)]


def _sides(operation: ast.BinOp) -> tuple[ast.expr, ast.expr]:
    return operation.left, operation.right


def _stores(statement: ast.stmt, state: ast.Subscript) -> bool:
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    return any(ast.unparse(t) == ast.unparse(state) for t in targets)


def _storing(statement: ast.stmt, piece: ast.AST, state: ast.Subscript) -> StatementChange:
    """The state is given the value of the piece first, and then stands for it."""
    target = copy.copy(state)
    target.ctx = ast.Store()
    copies: dict[int, Any] = {}
    using = copy.deepcopy(statement, copies)
    assert isinstance(piece, ast.expr)
    store = ast.Assign([target], piece)
    using = _Replaced(copies[id(piece)], copy.copy(state)).visit(using)
    for new in (store, using):
        ast.fix_missing_locations(ast.copy_location(new, statement))
    return StatementChange("not_kept", statement, {statement: [store, using]}, text(store), text(piece))


class _Replaced(ast.NodeTransformer):
    """One node of a tree replaced by another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> Any:
        return self._new if node is self._old else self.generic_visit(node)


def _states(tree: ast.Module) -> set[str]:
    """The items that something is stored in."""
    targets = (t for n in ast.walk(tree) if isinstance(n, ast.Assign | ast.AugAssign) for t in _targets(n))
    return {ast.unparse(t) for t in targets if isinstance(t, ast.Subscript)}


def _targets(statement: ast.Assign | ast.AugAssign) -> Sequence[ast.expr]:
    return statement.targets if isinstance(statement, ast.Assign) else [statement.target]


def _moved(block: Sequence[ast.stmt]) -> Iterator[StatementChange]:
    for place, statement in enumerate(block):
        if not _effect(statement):
            continue
        for other in block[place + 1 :]:
            if not isinstance(other, ast.Return):
                instead = {statement: [], other: [other, statement]}
                yield StatementChange("statement_moved", statement, instead, f"after line {_end(other)}")
        for other in block[:place]:
            instead = {statement: [], other: [statement, other]}
            yield StatementChange("statement_moved", statement, instead, f"before line {other.lineno}")
    for loop in block:
        for inner in loop.body if isinstance(loop, ast.For) else ():
            if _effect(inner):
                for order, where in (([inner, loop], "before"), ([loop, inner], "after")):
                    line = loop.lineno if where == "before" else _end(loop)
                    yield StatementChange("statement_moved", inner, {inner: [], loop: order}, f"{where} line {line}")


def _extra(block: Sequence[ast.stmt]) -> Iterator[StatementChange]:
    for statement in block:
        if _effect(statement):
            yield StatementChange("statement_extra", statement, {statement: []})


def _end(statement: ast.stmt) -> int:
    return statement.end_lineno or statement.lineno


def _effect(statement: ast.stmt) -> bool:
    """Whether it computes something; a text by itself does not."""
    return isinstance(statement, Effect) and not isinstance(statement.value, ast.Constant | ast.JoinedStr)


def _may_change(statement: ast.stmt, method: ast.Attribute) -> bool:
    """Whether a method may be meant to change its tensor, or not to: what is used of a plain name
    is meant as it is.
    """
    known = method.attr.removesuffix("_") in METHODS and not _of_module(method)
    lost = isinstance(statement, ast.Expr) or isinstance(method.value, ast.Subscript)
    return known and (method.attr.endswith("_") or lost)


def _of_module(function: ast.Attribute) -> bool:
    return isinstance(function.value, ast.Name) and function.value.id in ("torch", "math", "F")
