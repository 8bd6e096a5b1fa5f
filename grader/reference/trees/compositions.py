"""Several mistakes in one formula: each is known as a wrong formula of its own."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from ...specification import Function
from .differences import differences
from .forest import Forest, Tree
from .leaf_values import LeafValues
from .rewriting import Rewriting
from .tracing import traced

Outputs = tuple[Tree, ...]


class Compositions:
    """The right formula and wrong ones, as trees of the same leaves."""

    def __init__(self, right: Function, given: Mapping[str, Any], settings: Mapping[str, Any]) -> None:
        self._forest = Forest()
        self._given = [_planted(self._forest, name, x) for name, x in given.items()]
        self._settings = {name: _planted(self._forest, name, x) for name, x in settings.items()}
        self._decided = any(map(_decides, settings.values()))
        self._right = self._traced(right)
        self._rules: dict[Function, Rewriting] = {}
        self._outputs: dict[frozenset[Function], Outputs] = {frozenset(): self._right}

    @property
    def work(self) -> int:
        """What was done so far, in trees that were asked for."""
        return self._forest.work

    def outputs(self, wrong: Sequence[Function]) -> Outputs | None:
        """The outputs of a formula with all of these mistakes; None if two of them are about the
        same piece, or if fewer of them give the same. That may be where settings decide which
        formula it is: a mistake may be in another.

        Raises:
            Exception: of any kind, if one of the formulas cannot be read.
        """
        rules = [self._of(w).rules for w in wrong]
        if any(_contradict(*both) for both in combinations([r for r in rules if not self._whole(r)], 2)):
            return None
        result = self._composed(wrong)
        if self._decided:
            return result
        fewer = (self._composed(some) for n in range(len(wrong)) for some in combinations(wrong, n))
        return None if any(result == other for other in fewer) else result

    def _composed(self, wrong: Sequence[Function]) -> Outputs:
        key = frozenset(wrong)
        if key not in self._outputs:
            first, *others = sorted(map(self._of, wrong), key=lambda r: not self._whole(r.rules))
            rewriting = first.with_other(others) if others else first
            self._outputs[key] = tuple(map(rewriting.of, self._right))
        return self._outputs[key]

    def _whole(self, rules: Mapping[Tree, Tree]) -> bool:
        """Whether a mistake puts whole outputs in the place of others: those of a smaller one go on
        inside.
        """
        return all(before in self._right for before in rules)

    def _of(self, wrong: Function) -> Rewriting:
        if wrong not in self._rules:
            rules = differences(self._forest, self._right, self._traced(wrong))
            self._rules[wrong] = Rewriting(self._forest, rules)
        return self._rules[wrong]

    def _traced(self, function: Function) -> Outputs:
        return traced(self._forest, function, self._given, self._settings)


def _contradict(first: Mapping[Tree, Tree], second: Mapping[Tree, Tree]) -> bool:
    """Whether two mistakes put different things in the place of one."""
    return any(second.get(before, after) is not after for before, after in first.items())


def values(given: Mapping[str, Any], sym: Any) -> LeafValues:
    """What inputs and settings stand for."""
    leaves: dict[str, Any] = {}
    for name, x in given.items():
        _named(name, x, leaves)
    return LeafValues(leaves, sym)


def _planted(forest: Forest, name: str, value: Any) -> Any:
    """A leaf for a number or a symbol, nested as they are; what decides which formula it is stays
    as it is.
    """
    if isinstance(value, list | tuple):
        return type(value)(_planted(forest, f"{name}_{k}", v) for k, v in enumerate(value))
    return value if _decides(value) else forest.leaf(name)


def _named(name: str, value: Any, leaves: dict[str, Any]) -> None:
    if isinstance(value, list | tuple):
        for k, v in enumerate(value):
            _named(f"{name}_{k}", v, leaves)
    elif not _decides(value):
        leaves[name] = value


def _decides(value: Any) -> bool:
    return value is None or isinstance(value, bool | int | str)
