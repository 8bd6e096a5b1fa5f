"""Finds several mistakes one after another: if one mistake explains some scenarios, two explain
more.

For example, a wrong decay makes no difference without weight decay.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .candidates import Candidate, Fits
from .composed import Composing

MOST_AT_ONCE = 4  # mistakes
MOST_COMPARED = 2500  # formulas with scenarios


@dataclass(frozen=True)
class Beginning:
    """Some mistakes, and the scenarios that they explain."""

    parts: tuple[Candidate, ...]
    explained: frozenset[int]


class Stepwise:
    """A search among these single mistakes, in the submission's results for some scenarios."""

    def __init__(self, composing: Composing, single: Sequence[Candidate], probes: Sequence[Fits]) -> None:
        self._composing = composing
        self._single = single
        self._probes = probes
        self._left = MOST_COMPARED

    def found(self, right: Candidate) -> Iterator[Candidate]:
        """Yields combinations of two or more mistakes that explain all scenarios. The search
        follows those that explain most, and drops those that explain less than they did before.
        """
        beginnings = [Beginning((), self._explained(right, range(len(self._probes))))]
        least = 0
        while beginnings and self._left > 0:
            best = max(beginnings, key=lambda b: len(b.explained))
            beginnings.remove(best)
            if len(best.explained) < least:
                return
            for new in self._further(best) if len(best.parts) < MOST_AT_ONCE else ():
                beginnings.append(new)
                if len(new.explained) == len(self._probes) and len(new.parts) > 1:
                    least = len(best.explained)
                    yield self._composed(new.parts)

    def _further(self, old: Beginning) -> Iterator[Beginning]:
        """Yields beginnings with one more mistake, which explain more and lose nothing."""
        unexplained = [n for n in range(len(self._probes)) if n not in old.explained]
        for part in self._single:
            if part in old.parts or self._left <= 0:
                continue
            candidate = self._composed((*old.parts, part))
            new = self._explained(candidate, unexplained)
            if new and self._explained(candidate, old.explained) == old.explained:
                yield Beginning((*old.parts, part), old.explained | new)

    def _explained(self, candidate: Candidate, numbers: Sequence[int] | frozenset[int]) -> frozenset[int]:
        self._left -= len(numbers)
        return frozenset(n for n in numbers if self._probes[n].fits(candidate))

    def _composed(self, parts: tuple[Candidate, ...]) -> Candidate:
        """Returns all of these at once, in their usual order."""
        if len(parts) == 1:
            return parts[0]
        return self._composing.of(tuple(sorted(parts, key=self._single.index)))
