"""The statements at the top level of cells: the names that each one binds, changes and reads."""

import ast
import re
import symtable
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from .magics import parsed, plain

DEFINITE = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.ImportFrom | ast.Assign | ast.AnnAssign
# Ways to bind a name in a cell that Python cannot read.
SEEMS = re.compile(r"^(?:async\s+)?(?:def|class)\s+(\w+)|^(\w+)\s*(?::[^=\n]+)?=(?!=)", re.MULTILINE)
COMPREHENSIONS = ("listcomp", "setcomp", "dictcomp", "genexpr")


@dataclass(frozen=True)
class Span:
    """The place of a statement in its cell: lines from 1, columns in bytes from 0."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, eq=False)
class Statement:
    """A statement of a cell, or a whole cell that Python cannot read, with its `error`."""

    cell: int
    text: str
    span: Span
    node: ast.stmt | None = None
    error: str = ""

    @cached_property
    def binds(self) -> frozenset[str]:
        """Returns the names that it binds, at least in some cases."""
        if self.node is None:
            return seems_bound(self.text)
        if isinstance(self.node, ast.AnnAssign) and self.node.value is None:
            return frozenset()
        return frozenset(_bound(self.node))

    @property
    def definite(self) -> bool:
        """Whether the earlier meaning of its names no longer matters. `import scipy.stats` only
        adds to an earlier import.
        """
        return self.node is None or isinstance(self.node, DEFINITE)

    @property
    def imports(self) -> bool:
        """Whether it imports a module, and does nothing if the module is already imported."""
        return isinstance(self.node, ast.Import)

    @property
    def star(self) -> str:
        """Returns the module of a star import, or ""."""
        stars = isinstance(self.node, ast.ImportFrom) and any(a.name == "*" for a in self.node.names)
        return (self.node.module or "") if stars and isinstance(self.node, ast.ImportFrom) else ""

    @cached_property
    def reads(self) -> "Reads":
        """Returns the names that it reads."""
        found = Reads()
        if self.node is not None:
            with warnings.catch_warnings():  # hides the warnings of Python
                warnings.simplefilter("ignore")
                table = symtable.symtable(self.text, "cell", "exec")
            _read(table, found, now=True)
            changed = (n for n in run_at_once(self.node) if isinstance(n, ast.AugAssign | ast.Delete))
            found.now.update(n.id for c in changed for n in ast.walk(c) if isinstance(n, ast.Name))
        return found


@dataclass
class Reads:
    """Names that a statement reads: when it runs, and when functions that it defines are called."""

    now: set[str] = field(default_factory=set)
    later: set[str] = field(default_factory=set)


def seems_bound(text: str) -> frozenset[str]:
    """Returns the names that a text seems to define, though Python cannot read it."""
    return frozenset(filter(None, (name for pair in SEEMS.findall(text) for name in pair)))


def statements(cells: Sequence[tuple[int, str]]) -> Iterator[Statement]:
    """Yields the statements of numbered cells, in order."""
    for number, source in cells:
        text = plain(source)
        lines = text.split("\n")
        tree = parsed(text)
        if isinstance(tree, Exception):
            yield Statement(number, text, Span(1, 0, len(lines), 0), error=_told(tree, number))
            continue
        coded = [line.encode() for line in lines]
        for node in tree.body:
            span = _span(node)
            if isinstance(node, ast.Import):
                yield from _imports(node, number, span)
            else:
                yield Statement(number, _cut(coded, span), span, node)


def _imports(node: ast.Import, cell: int, span: Span) -> Iterator[Statement]:
    """Yields one statement for each module, because some of them may not be needed."""
    for alias in node.names:
        name = f" as {alias.asname}" if alias.asname else ""
        yield Statement(cell, f"import {alias.name}{name}", span, ast.Import([alias]))


def _span(node: ast.stmt) -> Span:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(d.lineno for d in decorators)])
    return Span(first, node.col_offset, node.end_lineno or node.lineno, node.end_col_offset or 0)


def _cut(lines: Sequence[bytes], span: Span) -> str:
    taken = list(lines[span.line - 1 : span.end_line])
    taken[-1] = taken[-1][: span.end_column]
    taken[0] = taken[0][span.column :]
    return b"\n".join(taken).decode()


def _told(error: Exception, cell: int) -> str:
    """Returns a syntax error as a message about a file."""
    if isinstance(error, SyntaxError):
        text = f": {error.text.strip()}" if error.text else ""
        line = f", line {error.lineno}" if error.lineno else ""
        return f"{type(error).__name__}: {error.msg} (cell {cell}{line}{text})"
    return f"{type(error).__name__}: Python cannot read cell {cell}"


def _read(table: symtable.SymbolTable, found: Reads, now: bool) -> None:
    """Records the module's names that are read in a scope and in its inner scopes."""
    top = table.get_type() == "module"
    into = found.now if now else found.later
    into.update(s.get_name() for s in table.get_symbols() if s.is_referenced() and (top or s.is_global()))
    for inner in table.get_children():
        deferred = inner.get_type() == "function" and inner.get_name() not in COMPREHENSIONS
        _read(inner, found, now and not deferred)


def run_at_once(node: ast.AST) -> Iterator[ast.AST]:
    """Yields the parts of a statement that run immediately, not when a function that it defines is
    called.
    """
    left = [node]
    while left:
        part = left.pop()
        yield part
        if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef):
            left += [*part.decorator_list, *part.args.defaults, *filter(None, part.args.kw_defaults)]
        elif isinstance(part, ast.Lambda):
            left += [*part.args.defaults, *filter(None, part.args.kw_defaults)]
        else:
            left += ast.iter_child_nodes(part)


def _bound(node: ast.stmt) -> Iterator[str]:
    left: list[ast.AST] = [node]
    while left:
        part = left.pop()
        match part:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
                continue
            case ast.Lambda():
                continue
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                yield from (a.asname or a.name.partition(".")[0] for a in names if a.name != "*")
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
                yield name
        children = [*ast.iter_child_nodes(part)]
        left += [part.iter, *part.ifs] if isinstance(part, ast.comprehension) else children
