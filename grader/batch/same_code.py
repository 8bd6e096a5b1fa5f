"""Finds students whose code is the same except for names and comments. This accuses nobody: many
people write the same short code.
"""

import ast
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

from .class_report import Alike, Row

LEAST = 100  # nodes of the syntax tree: less than that is alike by chance
UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)


def same_code(rows: Iterable[Row], source: Callable[[str], bytes]) -> Iterator[Alike]:
    """Yields groups of students with the same code for an exercise, the longest code first.
    `source` returns a file by its hash. Students who work as a team share one file.
    """
    groups = defaultdict[tuple[str, str], list[str]](list)
    lengths = dict[tuple[str, str], int]()
    shapes = dict[str, tuple[str, int]]()
    for row in rows:
        if not row.graded or row.graded.status not in ("passed", "not passed") or not row.sha256:
            continue
        if row.sha256 not in shapes:
            shapes[row.sha256] = shape(source(row.sha256))
        digest, lines = shapes[row.sha256]
        if digest:
            groups[row.exercise, digest].append(row.student)
            lengths[row.exercise, digest] = lines
    found = [Alike(key[0], tuple(who), lengths[key]) for key, who in groups.items() if len(who) > 1]
    yield from sorted(found, key=lambda a: (-a.lines, a.exercise, a.students))


def shape(data: bytes) -> tuple[str, int]:
    """Returns a hash of the code, without comments, docstrings and its own names, and its number of
    lines; "" and 0 if it is not Python, or too short.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the judge reports what Python says about it
            tree = ast.parse(data)
        nodes = list(ast.walk(tree))
        if len(nodes) < LEAST:
            return "", 0
        lines = {node.lineno for node in nodes if isinstance(node, ast.stmt | ast.expr)}
        _Rename().visit(tree)
        text = ast.dump(tree)
    except UNREADABLE:
        return "", 0
    return sha256(text.encode("utf-8", "replace")).hexdigest(), len(lines)


class _Rename(ast.NodeVisitor):
    """Renames the code's own names by their order, separately in each function, and drops
    docstrings.
    """

    def __init__(self) -> None:
        self._scopes: list[dict[str, str]] = [{}]

    def _called(self, name: str, new: bool) -> str:
        for scope in reversed(self._scopes):
            if name in scope:
                return scope[name]
        scope = self._scopes[-1 if new else 0]
        return scope.setdefault(name, f"name{len(scope)} of {len(self._scopes) if new else 1}")

    def _body(self, node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        node.body = [s for s in node.body if not (isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant))]

    def visit_Module(self, node: ast.Module) -> None:
        self._body(node)
        self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        node.name = self._called(node.name, True)
        self._body(node)
        self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        node.name = self._called(node.name, True)
        self._body(node)
        self._scopes.append({})
        self.generic_visit(node)
        self._scopes.pop()

    def visit_arg(self, node: ast.arg) -> None:
        node.arg = self._scopes[-1].setdefault(node.arg, f"argument{len(self._scopes[-1])}")
        self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        node.id = self._called(node.id, isinstance(node.ctx, ast.Store))

    def visit_alias(self, node: ast.alias) -> None:
        node.asname = self._called(node.asname or node.name, True)
