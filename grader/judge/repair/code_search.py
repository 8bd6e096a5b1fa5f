"""Searches for the one change of a student's code that repairs every result."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import chain, groupby, takewhile
from typing import Any

from ..answers.budget import Budget
from . import statement_changes
from .changes import Change
from .interpreter import Interpreter
from .look import Look
from .plausible import Plausible
from .statement_changes import StatementChange
from .supply import Supply
from .tape import Overlay
from .trial import Redoable, Trial, right, same, same_numbers

AnyChange = Change | StatementChange
MOST_FIRST = 12  # changes that repair something, to be combined with another
FOR_STATEMENTS = 60_000  # of the work, that changes of statements of an optimizer may take
# that changes at several places may take, and changes of statements of other code
FOR_PLACES = 25_000
MOST_PLACES = 6  # of one mistake
FOR_TWO = 75_000  # of them, that are kept for two changes
LARGER = 1.0625  # times: a number of the same kind
SLOWEST = 5_000  # expressions of one call that is worth repeating thousands of times


def redone(code: Interpreter, trials: Sequence[Redoable]) -> bool:
    """Whether redoing the code gives what the submission gave, with little work."""
    before = code.done
    return all(same(t, code) for t in trials) and code.done - before < SLOWEST * len(trials)


def confirmed(code: Interpreter, changes: Iterable[AnyChange], trials: Sequence[Redoable]) -> bool:
    """Whether all trials are right with these changes, and not in exact arithmetic alone."""
    with changed(code, changes):
        return all(right(t, code) for t in trials) and all(t.usable(code) for t in trials)


@contextmanager
def changed(code: Interpreter, changes: Iterable[AnyChange]) -> Iterator[None]:
    """Compute what stands in the code with these changes."""
    with ExitStack() as stack:
        for change in changes:
            stack.enter_context(change.made(code))
        yield


def repaired(
    code: Interpreter,
    trials: Sequence[Redoable],
    untouched: Sequence[Trial],
    hyperparameters: Mapping[str, Any],
    budget: Budget,
) -> tuple[AnyChange, ...]:
    """The most plausible change with which all trials are right, or two.

    `hyperparameters` are the exercise's own, with their defaults, which are not what is wrong.

    What `untouched` trials compute is right as it is, and has to stay so: code that takes part in
    it is changed only if no other change is found. A call of the function that was asked for is no
    repair of it.
    """
    first = next((t for t in trials if not right(t, code)), None)
    if first is None:
        return ()
    look = Look(code, first)
    nodes = _nodes(code, look, untouched)
    supply, touched = (
        Supply(code, look, nodes),
        Supply(code, look, {n: v for n, v in look.values.items() if n not in nodes}),
    )
    plausible = Plausible.of(code.tree, hyperparameters, look.values)
    others = [t for t in trials if t is not first]
    before, kept = code.done, [first, *others, *(t.kept(code) for t in untouched)]
    search = Search(code, look, kept, plausible, first.asked, before + budget.left)
    found = _first(search, supply, touched)
    budget.spend(code.done - before)
    return found


def _first(search: "Search", supply: Supply, touched: Supply) -> tuple[AnyChange, ...]:
    """What is found first; what leaves results infinite or nan only if there is nothing else."""
    partly: tuple[AnyChange, ...] = ()
    small = list(supply.small())
    for found in _looks(search, supply, touched, small):
        if found and not search.loses(found):
            return found
        partly = partly or found
    return partly or search.two(small, supply)


def _looks(
    search: "Search", supply: Supply, touched: Supply, small: Sequence[Change]
) -> Iterator[tuple[AnyChange, ...]]:
    """What is found among the changes of each kind, the most likely kinds first."""
    of_statements = list(statement_changes.changes(search.code.tree))
    moved = [c for c in of_statements if c.code != "statement_extra"]
    yield search.statements(moved)
    yield search.one(supply.choices())
    yield search.one(small)
    yield search.one(touched.small())
    yield search.everywhere([*moved, *small])
    yield search.statements(c for c in of_statements if c.code == "statement_extra")
    need = search.look.needed()
    yield search.one(supply.plain(need))
    yield search.one(supply.inserted(need))
    yield search.one(supply.combined(need))
    yield search.one(supply.pieces(need), keep=2 * FOR_TWO if need.numbers else FOR_TWO)


@dataclass(frozen=True)
class Search:
    """Changes are tried until the code has been redone so often that its work is at `end`, first on
    one call and then on all. None calls the function `asked` for.
    """

    code: Interpreter
    look: Look
    trials: Sequence[Redoable]
    plausible: Plausible
    asked: str
    end: int

    def one(self, tried: Iterable[Change], keep: int = FOR_TWO) -> tuple[AnyChange, ...]:
        """The most plausible change of the first kind that has any; kinds come one after another.
        One with which all results are numbers goes before those that leave some infinite or nan.
        Work is kept for two changes.
        """
        partly: tuple[AnyChange, ...] = ()

        def early(change: Change) -> bool:
            return self.code.done < self.end - keep

        for _, group in groupby(takewhile(early, tried), key=lambda c: c.code):
            found = [c for c in group if self.plausible.alone(c) and self.look.reached(c.old) and self._right(c)]
            if whole := [c for c in found if not self.loses((c,))]:
                return (self._best(whole),)
            if found and not partly:
                partly = (self._best(found),)
        return partly

    def statements(self, tried: Iterable[StatementChange]) -> tuple[AnyChange, ...]:
        """The first of these changes that puts everything right, as long as there is work for
        statements.
        """
        end = min(self.code.done + (FOR_STATEMENTS if self._steps else FOR_PLACES), self.end)
        early = takewhile(lambda _: self.code.done < end, tried)
        return next(((c,) for c in early if confirmed(self.code, (c,), self.trials)), ())

    def loses(self, changes: Sequence[AnyChange]) -> bool:
        """Whether some results are infinite or nan with these changes, though the right ones are
        not.
        """
        with changed(self.code, changes):
            return any(
                bool(w.lost(n).any()) for t in self.trials for w, n in zip(t.wanted, t.numbers(self.code), strict=True)
            )

    @property
    def _steps(self) -> bool:
        """Whether it is the code of an optimizer, in which the order of statements matters most."""
        return any(isinstance(n, ast.FunctionDef) and n.name == "step" for n in ast.walk(self.code.tree))

    def everywhere(self, tried: Iterable[AnyChange]) -> tuple[AnyChange, ...]:
        """Changes of one kind that put everything right together, as in both moments or at both
        ends of an interval.
        """
        kinds: dict[str, list[AnyChange]] = {}
        for change in tried:
            kinds.setdefault(change.kind, []).append(change)
        end = min(self.code.done + FOR_PLACES, self.end)
        for changes in kinds.values():
            early = self.code.done < end and 1 < len(changes) <= MOST_PLACES
            if early and self._plausible(changes) and confirmed(self.code, changes, self.trials):
                return tuple(sorted(changes, key=lambda c: c.old.lineno))
        return ()

    def _plausible(self, changes: Sequence[AnyChange]) -> bool:
        """Whether each may be of a mistake, and none is within another."""
        inside = {n for c in changes for n in ast.walk(c.old) if n is not c.old}
        return not any(c.old in inside for c in changes) and all(
            self.plausible.alone(c) for c in changes if isinstance(c, Change)
        )

    def two(self, small: Sequence[Change], supply: Supply) -> tuple[AnyChange, ...]:
        """The first two changes that put everything right together: one that alone puts something
        right with any that then gives what is needed, or two small ones.
        """
        before, scores = self.look.score({}), dict[Change, int]()
        overlays = dict[Change, Overlay]()
        for change in takewhile(self._in_time, chain(small, supply.names())):
            if self.plausible.alone(change) and (overlay := self.look.changed(change)):
                scores[change], overlays[change] = self.look.score(overlay), overlay
        better = sorted((c for c in scores if scores[c] > before), key=lambda c: -scores[c])[:MOST_FIRST]
        known = [c for c in small if c in scores]
        fixed = [c for c in scores if c.code == "piece_other" and isinstance(c.old, ast.Constant)]
        beside = self.look.beside({c: overlays[c] for c in known})
        others = sorted((c for c in known if c not in better), key=lambda c: not c.code.endswith("_extra"))
        for first in (*better, *others):
            need = self.look.needed(first, overlays[first])
            inserted = supply.inserted(need, simple=True)
            if first in better or not need.numbers:
                helping = (c for c in (*known, *fixed) if self.look.gives(c, need))
                seconds = chain(helping, inserted, supply.combined(need))
            else:
                seconds = chain(self.look.giving(need, beside), inserted)
            for second in seconds:
                if first.old is second.old or not self.plausible.alone(second):
                    continue
                helpful = first in better and self._score(second, scores) > before
                if self.plausible.together(first, second, helpful) and self._together(first, second):
                    return first, second
            if not self._in_time(first):
                return ()
        return ()

    def _score(self, change: Change, scores: dict[Change, int]) -> int:
        """How many results are right with a change alone."""
        if change not in scores:
            scores[change] = self.look.score(self.look.changed(change) or {})
        return scores[change]

    def _together(self, first: Change, second: Change) -> bool:
        early, late = sorted((first, second), key=self.look.number)
        overlay = self.look.changed(early)
        both = self.look.changed(late, overlay) if overlay else None
        if both is None or not self.look.right(both) or not confirmed(self.code, (early, late), self.trials):
            return False
        return not any(confirmed(self.code, (change,), self.trials) for change in (early, late))

    def _right(self, change: Change) -> bool:
        if self.asked and self.asked in change.called:
            return False
        overlay = self.look.changed(change)
        right = (overlay is None or self.look.right(overlay)) and confirmed(self.code, (change,), self.trials)
        return right and not (change.old in self.plausible.choosing and self._moot(change))

    def _moot(self, change: Change) -> bool:
        """Whether the results are the same for any other number of that kind too, as where max(-n,
        1) is always 1: then the change has only switched off what is wrong.
        """
        larger = replace(change, new=ast.BinOp(change.new, ast.Mult(), ast.Constant(LARGER)))
        ast.fix_missing_locations(ast.copy_location(larger.new, change.new))
        try:
            with changed(self.code, (change,)):
                before = [n for t in self.trials for n in t.numbers(self.code)]
            with changed(self.code, (larger,)):
                after = [n for t in self.trials for n in t.numbers(self.code)]
        except Exception:  # what is put there is no number
            return False
        return all(map(same_numbers, before, after))

    def _best(self, found: Sequence[Change]) -> Change:
        handed = _handed_on(self.code.tree)
        return min(found, key=lambda c: (c.rank, c.old in handed, self._error(c)))

    def _error(self, change: Change) -> float:
        """How far from what is right a change leaves the results: of several numbers that will do
        one is the best.
        """
        with change.made(self.code):
            return max(w.error(n) for t in self.trials for w, n in zip(t.wanted, t.numbers(self.code), strict=True))

    def _in_time(self, change: Change) -> bool:
        return self.code.done < self.end


def _handed_on(tree: ast.AST) -> set[ast.expr]:
    """What autograd.Functions are applied to: what is wrong with it is rather wrong inside."""
    calls = (n for n in ast.walk(tree) if isinstance(n, ast.Call))
    return {a for c in calls if isinstance(c.func, ast.Attribute) and c.func.attr == "apply" for a in c.args}


def _nodes(code: Interpreter, look: Look, untouched: Sequence[Trial]) -> dict[ast.expr, Any]:
    """The expressions that take part in what is wrong, with what they gave."""
    nodes = look.values
    for other in untouched:
        with code.recorded() as tape:
            right(other, code)
        nodes = {n: value for n, value in nodes.items() if n not in tape.instances and n not in tape.plain}
    return nodes
