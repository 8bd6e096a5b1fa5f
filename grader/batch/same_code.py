"""Who has the same code up to names and comments. It is told, and accuses nobody: what is short is written alike by
many.
"""

import ast
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256

from .class_report import Alike, Row

LEAST = 100  # nodes of the syntax tree: less than that is alike by chance
UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)


def same_code(rows: Iterable[Row], source: Callable[[str], bytes]) -> Iterator[Alike]:
    """Groups of students with the same code for an exercise, those with the longest first. `source` gives a file by its
    hash; whoever is of the same group has handed in one file.
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
    """A hash of what code does, without its comments, its texts that document, and the names that it gives, and how
    many lines it has; nothing if it is no Python, or too short to say anything.
    """
    try:
        tree = ast.parse(data)
        nodes = list(ast.walk(tree))
        if len(nodes) < LEAST:
            return "", 0
        _rename(nodes)
        text = ast.dump(tree)
    except UNREADABLE:
        return "", 0
    lines = {node.lineno for node in nodes if isinstance(node, ast.stmt | ast.expr)}
    return sha256(text.encode("utf-8", "replace")).hexdigest(), len(lines)


def _rename(nodes: Sequence[ast.AST]) -> None:
    """Call everything that the code itself names by the order in which that comes, and drop texts that document."""
    own = dict[str, str]()

    def called(name: str) -> str:
        return own.setdefault(name, f"name{len(own)}")

    for node in nodes:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                node.name = called(node.name)
                node.body = _without_text(node.body)
            case ast.Module():
                node.body = _without_text(node.body)
            case ast.arg():
                node.arg = called(node.arg)
            case ast.Name():
                node.id = called(node.id)
            case ast.alias():
                node.asname = called(node.asname or node.name)
            case ast.keyword() if node.arg:
                node.arg = own.get(node.arg, node.arg)


def _without_text(body: list[ast.stmt]) -> list[ast.stmt]:
    """Statements without those that are nothing but a text."""
    return [s for s in body if not (isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant))] or [ast.Pass()]
