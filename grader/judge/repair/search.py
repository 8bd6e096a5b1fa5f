"""Look for the one change of a student's code that makes every result right."""

import ast
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy

from .changes import RANK, Change, call, changes, insertions
from .interpreter import Interpreter
from .look import Look
from .trial import Trial

MOST_WORDS = 80  # pieces that are tried as missing factors and terms
CONSTANTS = ("math.sqrt(2)", "math.pi", "math.sqrt(2 * math.pi)", "math.log(2)")
SLOWEST = 0.02  # seconds of one call that is worth repeating thousands of times


def redone(code: Interpreter, trials: Sequence[Trial]) -> bool:
    """Whether redoing the code gives what the submission gave, and quickly."""
    started = time.monotonic()
    return all(t.same(code) for t in trials) and time.monotonic() - started < SLOWEST * len(trials)


def confirmed(code: Interpreter, changes: Iterable[Change], trials: Sequence[Trial]) -> bool:
    """Whether all trials are right with these changes."""
    with ExitStack() as stack:
        for change in changes:
            stack.enter_context(code.replaced(change.old, change.new))
        return all(t.right(code) for t in trials)


def repaired(
    code: Interpreter, trials: Sequence[Trial], untouched: Sequence[Trial], deadline: float
) -> tuple[Change, ...]:
    """The most plausible change with which all trials are right, or two.

    What `untouched` trials compute is right as it is, and is left alone.
    """
    first = next((t for t in trials if not t.right(code)), None)
    if first is None:
        return ()
    look = Look(code, first)
    nodes = _nodes(code, look, untouched)
    small = sorted(_small(code, nodes), key=lambda c: c.rank)
    search = Search(code, look, trials, deadline)
    return search.one(small) or search.one(_new(code, look, nodes)) or search.two(small)


@dataclass(frozen=True)
class Search:
    """Changes are tried until the deadline, first on one call and then on all."""

    code: Interpreter
    look: Look
    trials: Sequence[Trial]
    deadline: float

    def one(self, tried: Iterable[Change]) -> tuple[Change, ...]:
        """The most plausible change of the first kind that has any; kinds come one after another."""
        for _, group in groupby(tried, key=lambda c: c.code):
            found = [c for c in group if not self._late() and self._right(c)]
            if found:
                return (min(found, key=lambda c: c.rank),)
        return ()

    def two(self, tried: Sequence[Change]) -> tuple[Change, ...]:
        """The first two changes that put everything right together."""
        for first in tried:
            overlay = self.look.changed(first)
            number = self.look.number(first)
            for second in tried if overlay else ():
                if self._late():
                    return ()
                if number < self.look.number(second):
                    both = self.look.changed(second, overlay)
                    if both and self.look.right(both) and confirmed(self.code, (first, second), self.trials):
                        return first, second
        return ()

    def _right(self, change: Change) -> bool:
        overlay = self.look.changed(change)
        return (overlay is None or self.look.right(overlay)) and confirmed(self.code, (change,), self.trials)

    def _late(self) -> bool:
        return time.monotonic() > self.deadline


def _nodes(code: Interpreter, look: Look, untouched: Sequence[Trial]) -> dict[ast.expr, Any]:
    """The expressions that take part in what is wrong, with what they gave."""
    nodes = look.values
    for other in untouched:
        with code.recorded() as tape:
            other.right(code)
        nodes = {n: value for n, value in nodes.items() if n not in tape.instances and n not in tape.plain}
    return nodes


def _numeric(value: Any) -> bool:
    if isinstance(value, numpy.ndarray | numpy.generic):
        return True
    return isinstance(value, float | int) and not isinstance(value, bool)


def _small(code: Interpreter, nodes: dict[ast.expr, Any]) -> Iterator[Change]:
    functions = _functions(code.tree)
    for node, value in nodes.items():
        names = _names(functions.get(node))
        if _numeric(value) or isinstance(value, bool | tuple):
            yield from changes(node, names)


def _new(code: Interpreter, look: Look, nodes: dict[ast.expr, Any]) -> list[Change]:
    functions = _functions(code.tree)
    found: list[Change] = []
    for function in dict.fromkeys(functions.get(n) for n in nodes):
        inside = [n for n in nodes if functions.get(n) is function]
        words = look.distinct(_vocabulary(function, inside), inside)[:MOST_WORDS]
        for node in inside:
            if isinstance(nodes[node], numpy.ndarray | numpy.generic | float) and not isinstance(node, ast.Constant):
                found += insertions(node, words)
    return sorted(found, key=lambda c: RANK[c.code])


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


def _vocabulary(function: ast.FunctionDef | None, pieces: Iterable[ast.expr]) -> list[ast.expr]:
    """What a student may have left out: the names at hand, simple expressions of them, and the pieces that the code has
    already.
    """
    names: list[ast.expr] = [ast.Name(n, ast.Load()) for n in _names(function)]
    minus: list[ast.expr] = [ast.UnaryOp(ast.USub(), n) for n in names]
    one, two = ast.Constant(1), ast.Constant(2)
    words: list[ast.expr] = [*names, two]
    words += [ast.BinOp(one, op, n) for n in names for op in (ast.Sub(), ast.Add())]
    words += [ast.BinOp(n, ast.Pow(), two) for n in names]
    words += [ast.parse(text, mode="eval").body for text in CONSTANTS]
    words += [p for p in pieces if isinstance(p, ast.BinOp | ast.Call)]
    words += [ast.BinOp(a, ast.Mult(), b) for i, a in enumerate(names) for b in names[:i]]
    words += [call(f, n) for f in ("exp", "sigmoid", "tanh") for n in (*names, *minus)]
    return words
