"""Finds the names that a statement changes without binding them: `table.append(1)`,
`sigmoid.x = 2`, `fill(table)`. A module is the same under every name, so its changes have the names
`settings of torch` and `parts of torch`.
"""

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .known_calls import changes_first, changes_owner, only_shows
from .statements import Statement, run_at_once

BARE = ast.Expr | ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Delete | ast.FunctionDef | ast.ClassDef
WAITING = {"input", "open"}  # calls that no setting is worth


@dataclass(frozen=True)
class Changes:
    """The changes by a call of a function: names of the module, and whether it changes any of its
    arguments.
    """

    names: frozenset[str] = frozenset()
    arguments: bool = False


class StatementEffects:
    """The changes by statements, in the context of a whole notebook: its functions may change their
    arguments.
    """

    def __init__(self, every: Sequence[Statement]) -> None:
        self._modules = {name: module for s in every for module in imported(s) for name in s.binds}
        self._functions, self._also = dict[str, Changes](), dict[str, str]()
        self._classes = {s.node.name for s in every if isinstance(s.node, ast.ClassDef)}
        functions = [found for s in every if s.node for found in _functions(s.node)]
        for statement in every:
            match statement.node:
                case ast.Assign([ast.Name(id=name)], ast.Name(id=other)):
                    self._also[name] = other
        for _ in range(3):  # a function may call one that is defined below it
            for name, arguments, body in functions:
                before, now = self._functions.get(name, Changes()), self._of_function(arguments, body)
                self._functions[name] = Changes(before.names | now.names, before.arguments or now.arguments)

    def of(self, statement: Statement) -> frozenset[str]:
        """Returns the names that a statement changes but does not bind. Changes of modules count
        only if the statement does nothing else: a loop that sets a seed has another purpose.
        """
        node = statement.node
        if node is None:
            return frozenset()
        parts = list(run_at_once(node))
        changed = set(self._changed(parts))
        if not isinstance(node, BARE) or any(isinstance(p, ast.Name) and p.id in WAITING for p in parts):
            changed = {name for name in changed if not _of_module(name)}
        match node:
            case ast.Expr(ast.Call(ast.Attribute(value, method), arguments)) if self._may_change(method, arguments):
                changed |= self._own_objects(value)
            case ast.FunctionDef() | ast.ClassDef():
                for decorator in node.decorator_list:
                    changed |= self._own_objects(decorator.func if isinstance(decorator, ast.Call) else decorator)
            case ast.For(target=ast.Name(id=name), iter=items) if name in changed:
                changed |= self._own_objects(items.func if isinstance(items, ast.Call) else items)
        return frozenset(changed)

    def _may_change(self, method: str, arguments: Sequence[ast.expr]) -> bool:
        # of a module of torch, which takes a function; not that of an autograd.Function
        if method == "apply":
            return any(isinstance(a, ast.Name) and a.id in self._functions for a in arguments)
        return not only_shows(method, bool(arguments))

    def _own_objects(self, node: ast.expr) -> set[str]:
        """Returns the name that owns an object, unless it is the name of a module, function or
        class.
        """
        return {n for n in _root(node) if not (n in self._modules or n in self._functions or n in self._classes)}

    def _of_function(self, arguments: ast.arguments, body: Sequence[ast.AST]) -> Changes:
        parts = [part for statement in body for part in ast.walk(statement)]
        shared = {name for part in parts if isinstance(part, ast.Global) for name in part.names}
        stored = {p.id for p in parts if isinstance(p, ast.Name) and isinstance(p.ctx, ast.Store)}
        stored |= {p.name for p in parts if isinstance(p, ast.FunctionDef | ast.ClassDef)}
        given = {a.arg for a in ast.walk(arguments) if isinstance(a, ast.arg)}
        changed = set(self._changed(parts))
        if not all(self._sets(statement) for statement in body):
            changed = {name for name in changed if not _of_module(name)}
        return Changes(frozenset((changed - stored - given) | (shared & stored)), bool(changed & given))

    def _sets(self, statement: ast.AST) -> bool:
        """Whether a statement of a function changes a module, or is its docstring."""
        match statement:
            case ast.Expr(ast.Constant()):
                return True
            case ast.Expr() | ast.Assign():
                return any(_of_module(name) for name in self._changed(ast.walk(statement)))
        return False

    def _changed(self, parts: Iterable[ast.AST]) -> Iterator[str]:
        for part in parts:
            match part:
                case ast.Attribute(ctx=ast.Store() | ast.Del()) | ast.Subscript(ctx=ast.Store() | ast.Del()):
                    yield from self._meant([part], "parts")
                case ast.Name(id=name, ctx=ast.Del()):
                    yield name
                case ast.AugAssign(target=target):
                    yield from self._meant([target], "parts")
                case ast.FunctionDef() | ast.ClassDef():
                    for decorator in part.decorator_list:
                        yield from self._by_call(decorator, [])
                case ast.Call():
                    yield from self._by_call(part.func, [*part.args, *(k.value for k in part.keywords)])
                    yield from self._meant([k.value for k in part.keywords if k.arg == "out"], "parts")

    def _by_call(self, function: ast.expr, arguments: list[ast.expr]) -> Iterator[str]:
        if isinstance(function, ast.Name):
            name = function.id
            owners: list[ast.expr] = [function] if name in self._modules else []
            known = self._functions.get(name, Changes())
            yield from known.names
            yield from self._meant(arguments if known.arguments else [], "parts")
        elif isinstance(function, ast.Attribute):
            name, owners = function.attr, [function.value]
        else:
            return
        module = any(root in self._modules for owner in owners for root in _root(owner))
        if changes_owner(name, module):
            yield from self._meant(owners, "settings")
        if changes_first(name, module):
            yield from self._meant(arguments[:1], "parts")

    def _meant(self, nodes: Iterable[ast.AST], what: str) -> Iterator[str]:
        """Yields the names that change together with the owners of some expressions."""
        for root in (root for node in nodes for root in _root(node)):
            yield f"{what} of {self._modules[root]}" if root in self._modules else root
            if root in self._also:
                yield self._also[root]


def imported(statement: Statement) -> list[str]:
    """Returns the package that a statement imports, or some of its names; or nothing."""
    match statement.node:
        case ast.Import(names=[alias]):
            return [alias.name.partition(".")[0]]
        case ast.ImportFrom(module=str(module)):
            return [module.partition(".")[0]]
    return []


def _of_module(name: str) -> bool:
    return " " in name


def _functions(node: ast.stmt) -> Iterator[tuple[str, ast.arguments, Sequence[ast.AST]]]:
    """Yields the function that a statement defines, with its arguments and its body; for a class,
    its initialiser.
    """
    match node:
        case ast.FunctionDef(name=name, args=arguments, body=body):
            yield name, arguments, body
        case ast.Assign([ast.Name(id=name)], ast.Lambda(arguments, value)):
            yield name, arguments, [value]
        case ast.ClassDef(name=name, body=body):
            for part in body:
                if isinstance(part, ast.FunctionDef) and part.name == "__init__":
                    yield name, part.args, part.body


def _root(node: ast.AST) -> Iterator[str]:
    """Yields the name that finally owns an attribute or an item."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Starred):
        node = node.value
    if isinstance(node, ast.Name):
        yield node.id
