"""Candidates with several mistakes at once, each of which is known as a single mistake."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations, groupby, product, takewhile
from typing import Any

from ... import sym
from ...exercise import Exercise
from ...reference.numeric import NumericSym
from ...reference.trees.compositions import Compositions, values
from ...report.mistake_list import AND, numbered
from ...report.model import Step
from ...specification import Function, Misconception
from ..answers.budget import Budget
from .candidates import Candidate, EditCandidate, Memory, flags
from .searched import Searched
from .titles import title

CLAUSE_ENDS = re.compile(r"[.:;](?=\s|$)")  # not the point in 0.2
# Edits that may join another mistake: two edits of any kind turn a short formula into any other.
COMMON = (
    "sign_lost",
    "factor_dropped",
    "divisor_dropped",
    "term_dropped",
    "term_sign",
    "exponent_dropped",
)
BESIDE = (*COMMON, "weights_exchanged", "function_dropped", "power_of_difference", "divisor_multiplied")
TWICE = (*BESIDE, "exponent_lowered", "exponent_as_factor", "function_other", "argument_sign", "branches_exchanged")
COMPOSED = 10  # work of a formula by itself, in trees
MOST_DECLARED = 3  # of an author's mistakes at once
FOR_EDITED, FOR_THREE = 70_000, 50_000  # shares of the budget: for mistakes with an edit, for three


@dataclass(frozen=True)
class ComposedCandidate:
    """A form of the right formula with several mistakes, each of which is also a candidate."""

    exercise: Exercise
    right: Function
    parts: tuple[Candidate, ...]
    budget: Budget

    @cached_property
    def misconception(self) -> Searched:
        known = [part.misconception for part in self.parts]

        def function(*given: Any, **settings: Any) -> list[Any]:
            named = dict(zip((i.name for i in self.exercise.inputs), given, strict=True))
            trees = Compositions(self.right, named, settings).outputs([m.function for m in known])
            if trees is None:
                raise ValueError("one of the mistakes makes no difference")
            leaves = values({**named, **settings}, sym)
            return [leaves.of(tree) for tree in trees]

        function.__name__ = AND.join(m.id for m in known)
        of, wrt = known[0].of, next((m.wrt for m in known if m.wrt), "")
        return Searched(function, of, wrt, "", _said(known), False, "", lambda: tuple(_steps(known)))

    def numbers(self, given: Sequence[Any], keywords: Mapping[str, Any], memory: Memory) -> Any:
        named = dict(zip((i.name for i in self.exercise.inputs), given, strict=True))
        kept = memory.setdefault("compositions", {})
        key = self.right, flags(keywords)
        if key not in kept:
            kept[key] = Compositions(self.right, named, keywords)
        before = kept[key].work
        trees = kept[key].outputs([part.misconception.function for part in self.parts])
        self.budget.spend(COMPOSED + kept[key].work - before)
        if trees is None:
            raise ValueError("one of the mistakes makes no difference")
        if "leaves" not in memory:
            memory["leaves"] = values({**named, **keywords}, NumericSym)
        return [memory["leaves"].of(tree) for tree in trees]


@dataclass(frozen=True)
class Composing:
    """Compositions of single mistakes around one form of an exercise's right formula, within a
    budget.
    """

    exercise: Exercise
    right: Function
    budget: Budget

    def of(self, parts: tuple[Candidate, ...]) -> ComposedCandidate:
        """Returns the candidate with all of these mistakes."""
        return ComposedCandidate(self.exercise, self.right, parts, self.budget)

    def every(self, declared: Sequence[Candidate], edits: Sequence[EditCandidate]) -> Iterator[ComposedCandidate]:
        """Yields compositions of two and three mistakes, the more plausible ones first: two of an
        author's, the same edit at two places, two declared ones, a declared one with an edit, three
        declared ones, two edits.
        """
        common = [e for e in edits if e.code in COMMON]
        twice = [e for e in edits if e.code in TWICE]
        kinds = (group for _, group in groupby(sorted(twice, key=_code), key=_code))
        alike = ((a, b) for group in kinds for a, b in combinations(group, 2) if a.apart(b))
        own = [d for d in declared if type(d.misconception) is Misconception]
        others = (both for both in combinations(declared, 2) if not all(d in own for d in both))
        yield from self._made(chain(combinations(own, 2), alike, others), self.budget.left)
        yield from self._made(product(declared, beside(edits)), FOR_EDITED)
        yield from self._made(combinations(declared, MOST_DECLARED), FOR_THREE)
        yield from self._made(((a, b) for a, b in combinations(common, 2) if a.apart(b)), self.budget.left)

    def _made(self, parts: Iterable[tuple[Candidate, ...]], limit: int) -> Iterator[ComposedCandidate]:
        """Yields the compositions of one kind, within a part of the budget."""
        end = max(self.budget.left - limit, 0)
        for some in takewhile(lambda _: self.budget.left > end, parts):
            yield self.of(some)


def beside(edits: Sequence[EditCandidate]) -> list[EditCandidate]:
    """Returns the edits that may join another mistake."""
    return [e for e in edits if e.code in BESIDE]


def _code(edit: EditCandidate) -> str:
    return edit.code


def _said(known: Sequence[Misconception]) -> str:
    """Returns the explanation of each; for an author's mistake only the first clause, because the
    other clauses may not hold together with another mistake.
    """
    return numbered(list(dict.fromkeys(first_clause(m) if type(m) is Misconception else m.explanation for m in known)))


def first_clause(known: Misconception) -> str:
    """Returns the first clause of an author's explanation; the title, if it is no sentence."""
    clause = CLAUSE_ENDS.split(known.explanation)[0].strip()
    whole = clause.count("(") == clause.count(")") and len(clause.split()) > 2
    return f"{clause if whole else title(known.id).capitalize()}."


def _steps(known: Sequence[Misconception]) -> Iterator[Step]:
    for misconception in known:
        if isinstance(misconception, Searched):
            yield from misconception.steps()
