"""Look for the one change of a student's code that makes every result right."""

import ast
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby, product
from typing import Any

import numpy

from .changes import RANK, Change, call, changes, insertions, transposed, wrappings
from .interpreter import Interpreter
from .look import Look, Shape
from .trial import Redoable, right, same

MOST_FIRST = 12  # changes that put something right, to be tried with another
MOST_WORDS = 100  # pieces that are tried as missing factors and terms
CONSTANTS = ("math.sqrt(2)", "math.pi", "math.sqrt(2 * math.pi)", "math.log(2)")
SLOWEST = 0.02  # seconds of one call that is worth repeating thousands of times


def redone(code: Interpreter, trials: Sequence[Redoable]) -> bool:
    """Whether redoing the code gives what the submission gave, and quickly."""
    started = time.thread_time()
    return all(same(t, code) for t in trials) and time.thread_time() - started < SLOWEST * len(trials)


def confirmed(code: Interpreter, changes: Iterable[Change], trials: Sequence[Redoable]) -> bool:
    """Whether all trials are right with these changes."""
    with ExitStack() as stack:
        for change in changes:
            stack.enter_context(code.replaced(change.old, change.new))
        return all(right(t, code) for t in trials)


def repaired(
    code: Interpreter, trials: Sequence[Redoable], untouched: Sequence[Redoable], deadline: float
) -> tuple[Change, ...]:
    """The most plausible change with which all trials are right, or two.

    What `untouched` trials compute is right as it is, and is left alone. A call of the function that was asked for
    is no repair of it.
    """
    first = next((t for t in trials if not right(t, code)), None)
    if first is None:
        return ()
    look = Look(code, first)
    nodes = _nodes(code, look, untouched)
    small = sorted(_small(code, nodes), key=lambda c: c.rank)
    search = Search(code, look, trials, deadline)
    if found := search.one(small):
        return found
    new = [c for c in _new(code, look, nodes) if not first.asked or first.asked not in _called(c)]
    return search.one(new) or search.two([*small, *(c for c in new if isinstance(c.piece, ast.Name))])


@dataclass(frozen=True)
class Search:
    """Changes are tried until the deadline, first on one call and then on all."""

    code: Interpreter
    look: Look
    trials: Sequence[Redoable]
    deadline: float

    def one(self, tried: Iterable[Change]) -> tuple[Change, ...]:
        """The most plausible change of the first kind that has any; kinds come one after another."""
        for _, group in groupby(tried, key=lambda c: c.code):
            found = [c for c in group if not self._late() and self._right(c)]
            if found:
                return (min(found, key=lambda c: c.rank),)
        return ()

    def two(self, tried: Sequence[Change]) -> tuple[Change, ...]:
        """The first two changes that put everything right together, of which one alone puts something right."""
        before = self.look.score({})
        scores = {c: self.look.score(overlay) for c in tried if (overlay := self.look.changed(c)) and not self._late()}
        better = sorted((c for c in scores if scores[c] > before), key=lambda c: -scores[c])
        for first, second in product(better[:MOST_FIRST], scores):
            if self._late():
                return ()
            if first.old is not second.old and self._together(first, second):
                return first, second
        return ()

    def _together(self, first: Change, second: Change) -> bool:
        early, late = sorted((first, second), key=self.look.number)
        overlay = self.look.changed(early)
        both = self.look.changed(late, overlay) if overlay else None
        return both is not None and self.look.right(both) and confirmed(self.code, (early, late), self.trials)

    def _right(self, change: Change) -> bool:
        overlay = self.look.changed(change)
        return (overlay is None or self.look.right(overlay)) and confirmed(self.code, (change,), self.trials)

    def _late(self) -> bool:
        return time.thread_time() > self.deadline


def _nodes(code: Interpreter, look: Look, untouched: Sequence[Redoable]) -> dict[ast.expr, Any]:
    """The expressions that take part in what is wrong, with what they gave."""
    nodes = look.values
    for other in untouched:
        with code.recorded() as tape:
            right(other, code)
        nodes = {n: value for n, value in nodes.items() if n not in tape.instances and n not in tape.plain}
    return nodes


def _numeric(value: Any) -> bool:
    if isinstance(value, numpy.ndarray | numpy.generic):
        return True
    return isinstance(value, float | int) and not isinstance(value, bool)


def _small(code: Interpreter, nodes: dict[ast.expr, Any]) -> Iterator[Change]:
    functions = _functions(code.tree)
    names = {f: _names(f) for f in dict.fromkeys(map(functions.get, nodes))}
    for node, value in nodes.items():
        if _numeric(value) or isinstance(value, bool | tuple):
            yield from changes(node, names[functions.get(node)])


def _new(code: Interpreter, look: Look, nodes: dict[ast.expr, Any]) -> Iterator[Change]:
    """Changes with something new: first with one of the names at hand, then with what can be made of them."""
    functions = _functions(code.tree)
    names, others = list[Change](), list[Change]()
    for function in dict.fromkeys(functions.get(n) for n in nodes):
        inside = [n for n in nodes if functions.get(n) is function]
        words = look.distinct(_vocabulary(function, inside), inside)[:MOST_WORDS]
        for node in inside:
            if isinstance(nodes[node], numpy.ndarray | numpy.generic | float) and not isinstance(node, ast.Constant):
                fitting = [w for w, shape in words if _fits(shape, numpy.shape(nodes[node]))]
                plain = [w for w in fitting if isinstance(w, ast.Name | ast.Constant)]
                names += insertions(node, plain)
                names += wrappings(node)
                others += insertions(node, [w for w in fitting if w not in plain])
    yield from sorted(names, key=lambda c: RANK[c.code])
    yield from sorted(others, key=lambda c: RANK[c.code])


def _called(change: Change) -> set[str]:
    """The names of the functions that are called in what is put there."""
    calls = (n.func for n in ast.walk(change.new) if isinstance(n, ast.Call))
    return {f.attr if isinstance(f, ast.Attribute) else f.id for f in calls if isinstance(f, ast.Attribute | ast.Name)}


def _fits(shape: Shape, beside: Shape) -> bool:
    """Whether an array can stand beside another without giving its shape to both."""
    try:
        return numpy.broadcast_shapes(shape, beside) == beside
    except ValueError:
        return False


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


def _vocabulary(function: ast.FunctionDef | None, pieces: Sequence[ast.expr]) -> list[ast.expr]:
    """What a student may have left out: the names at hand, simple expressions of them, and the pieces that the code has
    already.
    """
    names: list[ast.expr] = [ast.Name(n, ast.Load()) for n in _names(function)]
    minus: list[ast.expr] = [ast.UnaryOp(ast.USub(), n) for n in names]
    one, two = ast.Constant(1), ast.Constant(2)
    words: list[ast.expr] = [*names, two]
    if any(isinstance(p, ast.BinOp) and isinstance(p.op, ast.MatMult) for p in pieces):
        words += [ast.BinOp(m, ast.MatMult(), b) for a in names for b in names for m in (a, transposed(a))]
    words += [ast.BinOp(one, op, n) for n in names for op in (ast.Sub(), ast.Add())]
    words += [ast.BinOp(n, ast.Pow(), two) for n in names]
    words += [ast.parse(text, mode="eval").body for text in CONSTANTS]
    words += [p for p in pieces if isinstance(p, ast.BinOp | ast.Call)]
    words += [ast.BinOp(a, ast.Mult(), b) for i, a in enumerate(names) for b in names[:i]]
    words += [call(f, n) for f in ("exp", "sigmoid", "tanh") for n in (*names, *minus)]
    return words
