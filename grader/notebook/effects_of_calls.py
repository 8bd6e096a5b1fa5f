"""Which names a statement changes without binding them: `table.append(1)`, `sigmoid.x = 2`, `fill(table)`."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .statements import Statement, run_at_once

# Methods that change what they belong to; of modules, functions that set something.
ADDING = {"append", "extend", "insert", "add", "update", "setdefault", "appendleft", "extendleft", "fill", "itemset"}
OF_CONTAINERS = ADDING | {"pop", "popitem", "remove", "clear", "sort", "reverse", "discard"}
OF_ALL = {"seed", "manual_seed"}
BEGINNINGS = ("set_", "register", "add_", "use_", "__set", "enable_", "disable_")
OF_FIRST = {"setattr", "delattr", "update_wrapper", "copyto"}  # which change their first argument


@dataclass(frozen=True)
class Changes:
    """What a call of a function changes: these names of the module, and whether any of its arguments."""

    names: frozenset[str] = frozenset()
    arguments: bool = False


class StatementEffects:
    """What statements change, given all that a notebook has: its functions may change what they are given."""

    def __init__(self, every: Iterable[Statement]) -> None:
        self._modules, self._functions = set[str](), dict[str, Changes]()
        functions = []
        for statement in every:
            if isinstance(statement.node, ast.Import | ast.ImportFrom):
                self._modules |= statement.binds
            elif isinstance(statement.node, ast.FunctionDef):
                functions.append(statement.node)
        for function in functions:
            self._functions[function.name] = self._of_function(function)

    def of(self, statement: Statement) -> frozenset[str]:
        """The names that a statement changes without giving them another meaning."""
        return frozenset(self._changed(run_at_once(statement.node))) if statement.node else frozenset()

    def _of_function(self, function: ast.FunctionDef) -> Changes:
        parts = [part for statement in function.body for part in ast.walk(statement)]
        shared = {name for part in parts if isinstance(part, ast.Global) for name in part.names}
        stored = {p.id for p in parts if isinstance(p, ast.Name) and isinstance(p.ctx, ast.Store)}
        arguments = {a.arg for a in ast.walk(function.args) if isinstance(a, ast.arg)}
        changed = set(self._changed(parts))
        return Changes(frozenset((changed - stored - arguments) | (shared & stored)), bool(changed & arguments))

    def _changed(self, parts: Iterable[ast.AST]) -> Iterator[str]:
        for part in parts:
            match part:
                case ast.Attribute(ctx=ast.Store() | ast.Del()) | ast.Subscript(ctx=ast.Store() | ast.Del()):
                    yield from _root(part)
                case ast.Name(id=name, ctx=ast.Del()):
                    yield name
                case ast.AugAssign(target=target):
                    yield from _root(target)
                case ast.FunctionDef() | ast.ClassDef():
                    for decorator in part.decorator_list:
                        yield from self._by_call(decorator, [])
                case ast.Call():
                    yield from self._by_call(part.func, [*part.args, *(k.value for k in part.keywords)])

    def _by_call(self, function: ast.expr, arguments: list[ast.expr]) -> Iterator[str]:
        if isinstance(function, ast.Name):
            known = self._functions.get(function.id, Changes())
            yield from known.names
            if known.arguments:
                yield from (name for a in arguments for name in _root(a))
            if function.id in OF_FIRST:
                yield from (name for a in arguments[:1] for name in _root(a))
        elif isinstance(function, ast.Attribute):
            name = function.attr
            in_place = name.endswith("_") and not name.endswith("__")
            roots = list(_root(function.value))
            module = not self._modules.isdisjoint(roots)
            if name in OF_ALL or name.startswith(BEGINNINGS) or (not module and (name in OF_CONTAINERS or in_place)):
                yield from roots
            if name in OF_FIRST or (module and in_place):
                yield from (found for a in arguments[:1] for found in _root(a))


def _root(node: ast.expr) -> Iterator[str]:
    """The name that an attribute or an item belongs to in the end."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Starred):
        node = node.value
    if isinstance(node, ast.Name):
        yield node.id
