"""A first test of a change: its effect on one call, without running all of the call again."""

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, TypeGuard

import numpy

from ...reference.numeric import Array
from .changes import Change
from .interpreter import Interpreter
from .required import NEAR, Need, matching, near, required
from .tape import Overlay
from .trial import Redoable, entries

Memo = dict[ast.expr, Any]
Owner = tuple[ast.expr, list[ast.expr]]
# changes at an operation, with the values that they give
Beside = Mapping[int, tuple[list[Change], Array]]
# Work, in expressions: of a look, of each operation in it, of undoing one, and of comparing with
# what is needed.
LOOK, REPLAYED, UNDONE, MATCHED = 10, 3, 15, 5


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
        """The expressions that took part, with what they gave; those that took part often with one
        of the values.
        """
        often = {node: self._tape.values[found[-1].number] for node, found in self._tape.instances.items()}
        return self._tape.plain | often

    def changed(self, change: Change, after: Overlay | None = None) -> Overlay | None:
        """All values that a change changes, on top of those that are changed already; None if this
        cannot be looked at, or fails.
        """
        found = self._owner(change.old)
        if not found:
            return None
        instance = self._once[found[0]]
        try:
            with numpy.errstate(all="ignore"):
                value = self._evaluated(change, found, self._memoised(after))
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

    def valued(self, words: Iterable[ast.expr], beside: Iterable[ast.expr]) -> Iterator[tuple[ast.expr, Any]]:
        """The words that are numbers beside other expressions of a function, with their values."""
        frame = max((i.frame for node in beside for i in self._tape.instances.get(node, ())), key=len, default={})
        for word in words:
            self._code.memo = self._memo
            try:
                with numpy.errstate(all="ignore"):
                    value = self._code.run(word, frame)
            except Exception:  # not everything is a number, or known here
                continue
            finally:
                self._code.memo = {}
            if isinstance(value, numpy.ndarray | numpy.generic | float | int) and not isinstance(value, bool):
                yield word, value

    def needed(self, first: Change | None = None, after: Overlay | None = None) -> Need:
        """What operations should have given for the first wrong result to be right, if a `first`
        change is made, which has led to `after`.
        """
        i = self._wrong[0] if self._wrong else 0
        number, overlay = self._outputs[i], after or {}
        owner = self._owner(first.old) if first else None
        if not self._wrong or number is None or (first and not owner):
            return Need({}, overlay)
        result = overlay[number] if number in overlay else self._tape.values[number]
        wanted = self._trial.wanted[i]
        middle = (wanted.low + wanted.high) / 2
        one = numpy.isfinite(middle) & (wanted.high - wanted.low <= NEAR * abs(middle))
        if not _is_real(result) or result.size != len(middle) or not one.any():
            return Need({}, overlay)
        middle = numpy.where(one, middle, numpy.nan)
        ends = [self._once[owner[0]].number] if owner else []
        need = required(self._tape, number, middle.reshape(numpy.shape(result)), overlay, ends)
        self._code.done += UNDONE * len(need.numbers)
        return need

    def at(self, node: ast.expr, need: Need) -> tuple[Array, Array] | None:
        """What an expression gave, and what is needed instead; None where that is not known."""
        instance = self._once.get(node)
        if not instance or instance.number not in need.numbers:
            return None
        number = instance.number
        self._code.done += MATCHED
        value = need.changed[number] if number in need.changed else self._tape.values[number]
        return (numpy.asarray(value), need.numbers[number]) if _is_real(value) else None

    def beside(self, changes: Mapping[Change, Overlay]) -> Beside:
        """What changes give at their places, which each of them has changed alone."""
        found: dict[int, list[tuple[Change, Array]]] = {}
        for change, overlay in changes.items():
            owner = self._owner(change.old)
            number = self._once[owner[0]].number if owner else -1
            value, before = overlay.get(number), self._tape.values[number] if owner else None
            if _is_real(value) and _is_real(before) and value.shape == before.shape:
                found.setdefault(number, []).append((change, value))
        return {n: ([c for c, _ in group], numpy.stack([v for _, v in group])) for n, group in found.items()}

    def giving(self, need: Need, beside: Beside) -> Iterator[Change]:
        """Those that give what is needed at places that no change has reached."""
        for number, wanted in need.numbers.items():
            if number in beside and number not in need.changed:
                self._code.done += MATCHED
                changes, values = beside[number]
                yield from (changes[n] for n in numpy.flatnonzero(matching(values, wanted)).tolist())

    def gives(self, change: Change, need: Need) -> bool:
        """Whether a change may give what is needed at its place; so may any where it is not known
        what that is.
        """
        found = self._owner(change.old)
        instance = self._once[found[0]] if found else None
        if not found or not instance or instance.number not in need.numbers:
            return True
        wanted = need.numbers[instance.number]
        try:
            with numpy.errstate(all="ignore"):
                value = self._evaluated(change, found, self._memoised(need.changed))
                self._code.done += LOOK
                return near(numpy.asarray(value, float), wanted)
        except Exception:  # a change can make nonsense of any kind
            return False

    def number(self, change: Change) -> int:
        """The place of a change among the operations, for an order."""
        instance = self._once.get(change.old)
        return instance.number if instance else -1

    def _owner(self, node: ast.expr) -> Owner | None:
        """The innermost expression around a node that an operation gave once, and what is between
        them.
        """
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

    def _evaluated(self, change: Change, found: Owner, memo: Memo) -> Any:
        """What the expression gives that a change is in."""
        owner, path = found
        frame = self._once[owner].frame
        if path:
            changing = {owner, *path}
            # What a function is given decides what all of its body gives.
            kept = ast.walk(owner) if any(isinstance(node, ast.Call) for node in changing) else memo
            memo = {node: memo[node] for node in kept if node in memo and node not in changing}
        self._code.memo = memo
        try:
            if owner is change.old:
                return self._code.run(change.new, frame)
            with self._code.replaced(change.old, change.new):
                return self._code.run(owner, frame)
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


def _is_real(value: Any) -> TypeGuard[Array]:
    """Whether it is an array of real numbers: an operation may also give several, as a split
    does.
    """
    return isinstance(value, numpy.ndarray | numpy.generic) and value.dtype.kind == "f"
