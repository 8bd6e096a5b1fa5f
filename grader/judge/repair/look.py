"""A first look at a change: what it makes of one call, without doing all of the call again."""

import ast
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import numpy

from .changes import Change
from .interpreter import Interpreter
from .tape import Instance, Overlay
from .trial import Redoable, entries

Shape = tuple[int, ...]
Memo = dict[ast.expr, Any]
LOOK, REPLAYED = 10, 3  # work, in expressions: of a look itself, and of each operation in it


def depends_on(code: Interpreter, trial: Redoable, functions: Collection[str]) -> bool:
    """Whether results of a call depend on what is computed in functions or methods of these names.

    Raises:
        Exception: of any kind, if the call cannot be redone.
    """
    with code.recorded() as tape:
        results = trial.results(code)
    outputs = {number for r in results if (number := tape.number(r)) is not None}
    bodies = (n for n in ast.walk(code.tree) if isinstance(n, ast.FunctionDef) and n.name in functions)
    nodes = (n for body in bodies for n in ast.walk(body) if isinstance(n, ast.expr))
    return any(outputs & tape.following(i.number) for n in nodes for i in tape.instances.get(n, ()))


class Look:
    """A recorded call of a student's code that gave something wrong.

    Raises:
        Exception: of any kind, if the call cannot be redone.
    """

    def __init__(self, code: Interpreter, trial: Redoable) -> None:
        self._code, self._trial = code, trial
        with code.recorded() as tape:
            results = trial.results(code)
        self._tape = tape
        self._outputs = [tape.number(r) for r in results]
        self._once = {node: found[0] for node, found in tape.instances.items() if len(found) == 1}
        self._memo: Memo = tape.plain | {node: tape.values[i.number] for node, i in self._once.items()}
        self._parents = {child: parent for parent in ast.walk(code.tree) for child in ast.iter_child_nodes(parent)}
        wrong = list(self._wrong_entries(results))
        self._wrong = wrong[0] if wrong else None
        self._wrong_results = {n for i, _ in wrong if (n := self._outputs[i]) is not None}

    @property
    def values(self) -> dict[ast.expr, Any]:
        """The expressions that took part, with what they gave; those that took part often with one of the values."""
        often = {node: self._tape.values[found[-1].number] for node, found in self._tape.instances.items()}
        return self._tape.plain | often

    def changed(self, change: Change, after: Overlay | None = None) -> Overlay | None:
        """All values that a change changes, on top of those that are changed already; None if this cannot be looked
        at, or fails.
        """
        found = self._owner(change.old)
        if not found:
            return None
        owner, path = found
        instance, memo = self._once[owner], self._memoised(after)
        if path:
            memo = {node: value for node, value in memo.items() if node not in path and node is not owner}
        try:
            with numpy.errstate(all="ignore"):
                value = self._evaluated(change, owner, instance, memo)
                self._code.done += LOOK + REPLAYED * len(self._tape.following(instance.number))
                return self._tape.replayed({**(after or {}), instance.number: value}, instance.number)
        except Exception:  # a change can make nonsense of any kind
            return None

    def reached(self, node: ast.expr) -> bool:
        """Whether every result that is wrong depends on an expression, as far as can be seen."""
        found = self._owner(node)
        return not found or self._wrong_results <= self._tape.following(self._once[found[0]].number)

    def right(self, overlay: Overlay) -> bool:
        """Whether all results are right."""
        try:
            if self._wrong:
                i, entry = self._wrong
                if not self._trial.wanted[i].right_at(entry, float(self._result(i, overlay)[entry]), self._trial.size):
                    return False
            wanted = enumerate(self._trial.wanted)
            return all(w.right(self._result(i, overlay), self._trial.size) for i, w in wanted)
        except Exception:
            return False

    def score(self, overlay: Overlay) -> int:
        """How many results are right."""
        try:
            wanted = enumerate(self._trial.wanted)
            return sum(w.count(self._result(i, overlay), self._trial.size) for i, w in wanted)
        except Exception:
            return 0

    def distinct(self, words: Sequence[ast.expr], beside: Iterable[ast.expr]) -> list[tuple[ast.expr, Shape]]:
        """The words that are numbers beside other expressions of a function, one of each value, with their shapes."""
        frame = max((i.frame for node in beside for i in self._tape.instances.get(node, ())), key=len, default={})
        found: dict[bytes, tuple[ast.expr, Shape]] = {}
        self._code.memo = self._memo
        with numpy.errstate(all="ignore"):
            for word in words:
                try:
                    value = self._code.run(word, frame)
                    number = isinstance(value, numpy.ndarray | numpy.generic | float | int)
                    if number and not isinstance(value, bool):
                        found.setdefault(numpy.asarray(value, float).tobytes(), (word, numpy.shape(value)))
                except Exception:  # not everything is a number, or known here
                    continue
        self._code.memo = {}
        return list(found.values())

    def number(self, change: Change) -> int:
        """The place of a change among the operations, for an order."""
        instance = self._once.get(change.old)
        return instance.number if instance else -1

    def _owner(self, node: ast.expr) -> tuple[ast.expr, list[ast.expr]] | None:
        """The innermost expression around a node that an operation gave once, and what is between them."""
        owner, path = node, list[ast.expr]()
        while owner not in self._once:
            path.append(owner)
            parent = self._parents.get(owner)
            if not isinstance(parent, ast.expr) or owner in self._tape.instances:
                return None
            owner = parent
        return owner, path

    def _result(self, i: int, overlay: Overlay) -> Any:
        number = self._outputs[i]
        if number is None:
            raise ValueError("a result that nothing has computed")
        value = overlay[number] if number in overlay else self._tape.values[number]
        return entries(value, len(self._trial.wanted[i].got))

    def _memoised(self, after: Overlay | None) -> Memo:
        if not after:
            return self._memo
        return self._memo | {node: after[i.number] for node, i in self._once.items() if i.number in after}

    def _evaluated(self, change: Change, owner: ast.expr, instance: Instance, memo: Memo) -> Any:
        self._code.memo = memo
        try:
            if owner is change.old:
                return self._code.run(change.new, instance.frame)
            with self._code.replaced(change.old, change.new):
                return self._code.run(owner, instance.frame)
        finally:
            self._code.memo = {}

    def _wrong_entries(self, results: list[Any]) -> Iterator[tuple[int, int]]:
        """Where a result is wrong, finite ones first."""
        for finite in (True, False):
            for i, (wanted, result) in enumerate(zip(self._trial.wanted, results, strict=True)):
                numbers = entries(result, len(wanted.got))
                for entry in numpy.flatnonzero(
                    (numpy.isfinite(numbers) == finite) & numpy.isfinite(wanted.low)
                ).tolist():
                    if not wanted.right_at(entry, float(numbers[entry]), self._trial.size):
                        yield i, entry
