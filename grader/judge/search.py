"""Look for the mistake behind wrong numbers among the formulas near the right one: one edit away, then two.

A first look in float64 leaves few of the hundreds of candidates; those are then compared with every number, within the
error bound of the candidate itself. A candidate that explains all numbers is the mistake, however it was made.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

import numpy

from ..exercise import Function, Misconception, Subject
from ..reference.edits import Edit, Source, source
from ..reference.numeric import Array, NumericSym

MOST_FOUND = 12  # candidates that pass the first look and are told apart by exact comparison


class Fits(Protocol):
    """Numbers of a submission that a formula may fit, at a first look."""

    def gives(self, function: Function) -> Array | None: ...

    def fits(self, function: Function) -> bool: ...


@dataclass(frozen=True)
class Candidate:
    """A form of the right formula with one edit or two."""

    source: Source
    edits: tuple[Edit, ...]
    of: Subject
    wrt: str

    @property
    def misconception(self) -> Misconception:
        """The candidate as a wrong formula that can be compared exactly, with the code of the edits for its name."""
        function = self.source.build(self.edits)
        function.__name__ = "_and_".join(e.code for e in self.edits)
        return Misconception(function, self.of, self.wrt, "", " ".join(e.words for e in self.edits), False, "")

    @property
    def numeric(self) -> Function:
        """The candidate for numbers."""
        return self.source.build(self.edits, NumericSym)


def candidates(
    forms: Sequence[Function], probes: Sequence[Fits], of: Subject, wrt: str, deadline: float
) -> Iterator[list[Candidate]]:
    """What passes a first look: forms with one edit, then those with two, as far as time allows."""
    sources = [source(f) for f in forms]
    singles = [(s, s.edits()) for s in sources]
    one = (Candidate(s, (e,), of, wrt) for s, edits in singles for e in edits)
    yield list(_near(probes, one, deadline))
    two = (Candidate(s, pair, of, wrt) for s, edits in singles for pair in _pairs(edits))
    yield list(_near(probes, two, deadline))


def told_apart(found: Sequence[Candidate], fresh: Iterable[Fits]) -> list[Candidate]:
    """One of each group that gives the same on inputs that nobody was asked about."""
    probes = list(fresh) if len(found) > 1 else []
    kinds: list[tuple[Candidate, list[Array | None]]] = []
    for candidate in found:
        gives = [probe.gives(candidate.numeric) for probe in probes]
        if not any(all(map(_same, gives, other)) for _, other in kinds):
            kinds.append((candidate, gives))
    return [candidate for candidate, _ in kinds]


def _same(a: Array | None, b: Array | None) -> bool:
    return a is not None and b is not None and numpy.allclose(a, b, rtol=1e-6, atol=1e-9, equal_nan=True)


def _near(probes: Sequence[Fits], tried: Iterable[Candidate], deadline: float) -> Iterator[Candidate]:
    found = 0
    for candidate in tried:
        if time.monotonic() > deadline or found == MOST_FOUND:
            return
        try:
            function = candidate.numeric
        except (SyntaxError, ValueError):  # two edits that do not go together
            continue
        if all(probe.fits(function) for probe in probes):
            found += 1
            yield candidate


def _pairs(edits: Sequence[Edit]) -> Iterator[tuple[Edit, ...]]:
    """Two edits at different places, the more common ones first."""
    return ((a, b) for a, b in combinations(edits, 2) if a.place != b.place)
