"""Redo what a student's code computes, in float64 and without running it.

The code is read as a syntax tree; its expressions are those of `expressions`, and here are its
statements.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy

from .array_functions import Unsupported
from .code_values import Class, Frame, Module, OwnFunction, Parameter, Record, member
from .expressions import OPERATIONS, Expressions

KNOWN = ("torch", "math")  # modules
DEEPEST = 100  # nodes below each other in a syntax tree; whatever walks it may use the stack


@dataclass(frozen=True)
class BlockEnd:
    """How a block ended before its last statement: with a value, or out of a loop."""

    how: str
    value: Any = None


class Interpreter(Expressions):
    """A student's file, ready to be called; `tree` is its syntax tree.

    Raises:
        Unsupported: if the file cannot be read as Python, or is nested deeper than anyone writes.
    """

    def __init__(self, source: str) -> None:
        super().__init__()
        try:
            self.tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            raise Unsupported("the file cannot be read") from None
        if _depth(self.tree) > DEEPEST:
            raise Unsupported("the code is nested too deep")
        # also where the file does not: a change may need them
        self.names |= {name: Module(name) for name in KNOWN}
        self._constants: list[ast.stmt] = []
        self._instead: Mapping[ast.stmt, Sequence[ast.stmt]] = {}
        for statement in self.tree.body:
            try:
                self._run(statement, self.names)
                if isinstance(statement, ast.Assign | ast.AnnAssign):
                    self._constants.append(statement)
            except Exception:  # a name that cannot be known is missed only where it is used
                continue

    def start(self) -> None:
        """Work out the constants of the file anew, of which one may have been changed."""
        for statement in self._constants:
            self._run(statement, self.names)

    def body(self, function: OwnFunction, frame: Frame) -> Any:
        """What a function returns for its local names."""
        if isinstance(function.node, ast.Lambda):
            return self.run(function.node.body, frame)
        ended = self._block(function.node.body, frame)
        return ended.value if ended else None

    def assign(self, target: ast.expr, value: Any, frame: Frame) -> None:
        """Give a name, several names, an item or a field its value.

        Raises:
            Unsupported: if it is something else.
        """
        match target:
            case ast.Name(name):
                frame[name] = value
            case ast.Tuple(targets) | ast.List(targets):
                for t, v in zip(targets, list(value), strict=True):
                    self.assign(t, v, frame)
            case ast.Subscript(holder, index):
                owner, key = self.run(holder, frame), self.run(index, frame)
                if isinstance(owner, numpy.ndarray):
                    self.put(owner, self.operate(_stored, owner, key, value))
                else:
                    owner[key] = value
            case ast.Attribute(holder, name):
                owner = self.run(holder, frame)
                if isinstance(owner, Record):
                    owner.fields[name] = value
                elif isinstance(owner, Parameter) and name == "data":
                    self.put(owner, value)
                else:
                    raise Unsupported(f"a field {name}")
            case _:
                raise Unsupported(type(target).__name__)

    @contextmanager
    def rearranged(self, instead: Mapping[ast.stmt, Sequence[ast.stmt]]) -> Iterator[None]:
        """Run other statements in the place of some."""
        before = self._instead
        self._instead = {**before, **instead}
        try:
            yield
        finally:
            self._instead = before

    def _block(self, body: Sequence[ast.stmt], frame: Frame) -> BlockEnd | None:
        for statement in (s for b in body for s in self._instead.get(b, (b,))):
            self.spend()
            ended = self._run(statement, frame)
            if ended:
                return ended
        return None

    def _run(self, statement: ast.stmt, frame: Frame) -> BlockEnd | None:
        match statement:
            case ast.Return(value):
                return BlockEnd("return", self.run(value, frame) if value else None)
            case ast.Assign(targets, value):
                result = self.run(value, frame)
                for target in targets:
                    self.assign(target, result, frame)
            case ast.AnnAssign(target, _, value) if value:
                self.assign(target, self.run(value, frame), frame)
            case ast.AugAssign(target, op, value):
                self._augmented(target, op, self.run(value, frame), frame)
            case ast.Expr(value):
                self.run(value, frame)
            case ast.If(test, body, orelse):
                return self._block(body if self.run(test, frame) else orelse, frame)
            case ast.For(target, items, body):
                return self._loop(target, items, body, frame)
            case ast.With(_, body):
                return self._block(body, frame)
            case ast.Break():
                return BlockEnd("break")
            case ast.Continue():
                return BlockEnd("continue")
            case ast.FunctionDef(name):
                frame[name] = self._function(statement, frame)
            case ast.ClassDef(name):
                frame[name] = self._class(statement, frame)
            case ast.Import() | ast.ImportFrom():
                frame.update(modules(statement))
            case ast.Pass() | ast.Assert():
                pass
            case _:
                raise Unsupported(type(statement).__name__)
        return None

    def _loop(self, target: ast.expr, items: ast.expr, body: Sequence[ast.stmt], frame: Frame) -> BlockEnd | None:
        for item in self.run(items, frame):
            self.spend()
            self.assign(target, item, frame)
            ended = self._block(body, frame)
            if ended and ended.how == "return":
                return ended
            if ended and ended.how == "break":
                break
        return None

    def _augmented(self, target: ast.expr, op: ast.operator, value: Any, frame: Frame) -> None:
        old = self.run(target, frame)
        new = self.operate(OPERATIONS[type(op)], old, value)
        if isinstance(old, numpy.ndarray):
            self.put(old, new)
        else:
            self.assign(target, new, frame)

    def _function(self, node: ast.FunctionDef, frame: Frame) -> OwnFunction:
        return OwnFunction(node, {} if frame is self.names else frame)

    def _class(self, node: ast.ClassDef, frame: Frame) -> Class:
        functions = {f.name: self._function(f, frame) for f in node.body if isinstance(f, ast.FunctionDef)}
        base = node.bases[0] if node.bases else None
        name = base.attr if isinstance(base, ast.Attribute) else base.id if isinstance(base, ast.Name) else ""
        return Class(node.name, name, functions)


def _depth(tree: ast.AST) -> int:
    level: list[ast.AST] = [tree]
    depth = 0
    while level and depth <= DEEPEST:
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        depth += 1
    return depth


def _stored(array: Any, index: Any, value: Any) -> Any:
    result = numpy.array(array)
    result[index] = value
    return result


def modules(statement: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, Any]]:
    """The names that an import gives, of those that are known."""
    for alias in statement.names:
        if isinstance(statement, ast.Import):
            whole = alias.name if alias.asname else alias.name.split(".")[0]
            if whole.split(".")[0] in KNOWN:
                yield alias.asname or whole, Module(whole)
        elif (statement.module or "").split(".")[0] in KNOWN:
            try:
                yield alias.asname or alias.name, member(Module(statement.module or ""), alias.name)
            except Unsupported:
                continue
