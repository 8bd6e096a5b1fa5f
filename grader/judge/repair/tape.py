"""A call as a list of operations, each with the source of its arguments. To find the effect of a
change of one operation, only the operations after it run again.
"""

import ast
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy

Overlay = dict[int, Any]  # the values of operations that a change has changed, by number


@dataclass(frozen=True)
class TapeOperation:
    """One operation: the function, its arguments as they were, and which of them are results of
    earlier operations.

    A slot is the place of an argument with the number of its operation: a position, a position
    within a list at a position, or a keyword.
    """

    function: Callable[..., Any]
    arguments: Sequence[Any]
    keywords: Mapping[str, Any]
    slots: Sequence[tuple[Any, int]]

    def redone(self, values: Sequence[Any], overlay: Overlay) -> Any:
        """The result with changed arguments; `values` are those of all operations as they were."""
        arguments, keywords = self.given(values, overlay)
        return self.function(*arguments, **keywords)

    def given(self, values: Sequence[Any], overlay: Overlay) -> tuple[list[Any], dict[str, Any]]:
        """The arguments, with changes."""
        arguments, keywords = list(self.arguments), dict(self.keywords)
        for slot, number in self.slots:
            value = overlay[number] if number in overlay else values[number]
            if isinstance(slot, int):
                arguments[slot] = value
            elif isinstance(slot, str):
                keywords[slot] = value
            else:
                arguments[slot[0]] = [*arguments[slot[0]]]
                arguments[slot[0]][slot[1]] = value
        return arguments, keywords


@dataclass(frozen=True)
class Instance:
    """An expression that was evaluated: the number of the operation that gave its value, and the
    names around it.
    """

    number: int
    frame: dict[str, Any]


class Tape:
    """The operations of a call in order, the value of each, and the expressions that they belong
    to.
    """

    def __init__(self) -> None:
        self.values: list[Any] = []
        self.instances: dict[ast.expr, list[Instance]] = {}
        self.plain: dict[ast.expr, Any] = {}  # what expressions gave that no operation has computed
        self._operations: list[TapeOperation] = []
        self._numbers: dict[int, int] = {}  # of an operation, by the identity of its value
        self._kept: list[Any] = []  # so that no identity is used twice
        self._noted: set[int] = set()  # operations that are an expression's
        self._originals: dict[int, Any] = {}  # of aliases
        self._after: dict[int, list[int]] = {}

    def number(self, value: Any) -> int | None:
        """The number of the operation that gave a value."""
        return self._numbers.get(id(value)) if isinstance(value, numpy.ndarray | numpy.generic | tuple) else None

    def record(self, function: Callable[..., Any], arguments: Sequence[Any], keywords: Mapping[str, Any]) -> Any:
        """Do an operation and remember it."""
        slots: list[tuple[Any, int]] = []
        for place, value in (*enumerate(arguments), *keywords.items()):
            inside = [((place, i), v) for i, v in enumerate(value)] if isinstance(value, list | tuple) else []
            for slot, part in ((place, value), *inside):
                number = self.number(part)
                if number is not None:
                    slots.append((slot, number))
        result = function(*arguments, **keywords)
        if isinstance(result, numpy.ndarray | numpy.generic | tuple) and self.number(result) is None:
            self._add(TapeOperation(function, list(arguments), keywords, slots), result)
            for i, part in enumerate(result) if isinstance(result, tuple) else ():
                if isinstance(part, numpy.ndarray):
                    self._add(TapeOperation(_part, [result, i], {}, [(0, len(self.values) - 1 - i)]), part)
        return result

    def changed(self, holder: Any, result: Any) -> None:
        """An array is about to be given the value of an operation, in place."""
        before, number = self.number(holder), self.number(result)
        if before is not None:
            self.values[before] = numpy.array(holder)
        if number is not None:
            self.values[number] = numpy.array(result)
            for array in (holder, self._originals.get(id(holder), holder)):
                self._numbers[id(array)] = number

    def note(self, node: ast.expr, value: Any, frame: dict[str, Any]) -> Any:
        """An expression has been evaluated. Gives its value, or if another expression has it
        already, as a name's value has, an alias: each expression has an operation of its own, to be
        changed alone.
        """
        number = self.number(value)
        if number is None:
            self.plain[node] = value
            return value
        if number in self._noted and isinstance(value, numpy.ndarray | numpy.generic):
            alias = value.view() if isinstance(value, numpy.ndarray) else numpy.asarray(value)
            self._originals[id(alias)] = self._originals.get(id(value), value)
            self._add(TapeOperation(_itself, [value], {}, [(0, number)]), alias)
            value, number = alias, len(self.values) - 1
        self._noted.add(number)
        self.instances.setdefault(node, []).append(Instance(number, dict(frame)))
        return value

    def inputs(self, arrays: Sequence[Any]) -> None:
        """Values that no operation has computed."""
        for array in arrays:
            self._add(TapeOperation(_itself, [array], {}, []), array)
            self._noted.add(len(self.values) - 1)

    def replayed(self, overlay: Overlay, start: int) -> Overlay:
        """What changes with the values in `overlay`, of which `start` is the last to be put
        there.
        """
        overlay = dict(overlay)
        for number in self._following(start):
            overlay[number] = self._operations[number].redone(self.values, overlay)
        return overlay

    def following(self, start: int) -> set[int]:
        """An operation and all that depend on it."""
        return {start, *self._following(start)}

    def operation(self, number: int) -> TapeOperation:
        """The operation of a number."""
        return self._operations[number]

    def uses(self, output: int) -> Counter[int]:
        """How often the operations that a result was made of use each other, by number."""
        uses: Counter[int] = Counter()
        left, seen = [output], {output}
        while left:
            before = [n for _, n in self._operations[left.pop()].slots]
            uses.update(before)
            left += {*before} - seen
            seen.update(before)
        return uses

    def origin(self, number: int, entry: int) -> int:
        """The operation that gave the first value without a number on the way to an entry of a
        result, which has none.

        Of values with as many entries as the result, only the same entry counts.
        """
        count = numpy.size(self.values[number])

        def none(value: Any) -> bool:
            if not isinstance(value, numpy.ndarray | numpy.generic) or value.dtype.kind != "f":
                return False
            return not numpy.all(numpy.isfinite(value.ravel()[entry] if value.size == count else value))

        while before := [n for _, n in self._operations[number].slots if none(self.values[n])]:
            number = before[0]
        return number

    def _following(self, start: int) -> list[int]:
        """The operations that depend on one, in order."""
        if start not in self._after:
            reached = {start}
            for number in range(start + 1, len(self._operations)):
                if any(n in reached for _, n in self._operations[number].slots):
                    reached.add(number)
            self._after[start] = sorted(reached - {start})
        return self._after[start]

    def _add(self, operation: TapeOperation, value: Any) -> None:
        self._numbers[id(value)] = len(self.values)
        self._kept.append(value)
        self.values.append(value)
        self._operations.append(operation)


def _itself(value: Any) -> Any:
    return value


def _part(parts: Sequence[Any], i: int) -> Any:
    return parts[i]
