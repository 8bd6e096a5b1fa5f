"""Look for the mistake behind wrong numbers among the formulas near the right one: one mistake away, then two.

A first look in float64 leaves few of the hundreds of candidates; those are then compared with every number, within the
error bound of the candidate itself. A candidate that explains all numbers is the mistake, however it was made.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, islice
from typing import Protocol, Self

import numpy

from ...exercise import Exercise
from ...reference.edits import Edit, Source, source
from ...reference.numeric import Array
from ...specification import Function, Subject
from .candidates import BesideCandidate, Candidate, EditCandidate, RuleCandidate, derivations
from .quantities import candidates as stand_ins
from .setting_mixups import candidates as setting_mixups

COMMON = (
    "sign_lost",
    "factor_dropped",
    "divisor_dropped",
    "term_dropped",
    "term_sign",
    "exponent_dropped",
)  # edits that are made two at a time
BESIDE = ("factor_dropped", "divisor_dropped", "term_dropped", "weights_exchanged")  # edits beside a known mistake
MOST_OF_ONE, MOST_OF_TWO = 2500, 2200  # candidates with one mistake and with two, the plausible ones first
MOST_FOUND = 12  # candidates that pass the first look and are told apart by exact comparison


class Fits(Protocol):
    """Numbers of a submission that a formula may fit, at a first look."""

    def gives(self, candidate: Candidate) -> Array | None: ...

    def fits(self, candidate: Candidate) -> bool: ...

    def tells(self, candidate: Candidate) -> bool: ...


@dataclass(frozen=True)
class RightForms:
    """What wrong formulas are looked for around: forms of an exercise's value, or of its gradient by `wrt`."""

    exercise: Exercise
    of: Subject
    wrt: str
    forms: Sequence[Function]

    @classmethod
    def written(cls, exercise: Exercise, of: Subject, wrt: str) -> Self:
        """All that the author has written of it."""
        more = [f.function for f in exercise.forms if f.of == of and f.wrt == wrt]
        return cls(exercise, of, wrt, more if of == "gradient" else [exercise.function, *more])

    def edited(self, text: Source, edits: tuple[Edit, ...]) -> EditCandidate:
        """A form with edits in its text."""
        return EditCandidate(self.exercise, text, edits, self.of, self.wrt)


def candidates(right: RightForms, probes: Sequence[Fits], two: bool) -> Iterator[Candidate]:
    """What passes a first look: derivations with a wrong step and forms with an edit, or with `two`; of so many."""
    return _near(probes, islice(wrong_formulas(right, two), MOST_OF_TWO if two else MOST_OF_ONE))


def wrong_formulas(right: RightForms, two: bool = False) -> Iterator[Candidate]:
    """Derivations with a wrong step, formulas with another quantity or mixed-up settings, then forms with an edit,
    which may be the same at two places; or with `two`, among them known mistakes with an edit.
    """
    exercise, of, wrt = right.exercise, right.of, right.wrt
    tried = _rules(exercise, wrt, two) if of == "gradient" else ()
    if two:
        return chain(tried, _beside(right), _edits(right, True))
    quantities = stand_ins(exercise, of, wrt) if right.forms else ()
    settings = setting_mixups(exercise, right.forms, of, wrt)
    return chain(tried, quantities, settings, _edits(right, False), _alike(right))


def told_apart(found: Sequence[Candidate], fresh: Iterable[Fits]) -> list[Candidate]:
    """One of each group that gives the same on inputs that nobody was asked about. What is left out goes before another
    quantity in its place.
    """
    probes = list(fresh) if len(found) > 1 else []
    kinds: list[tuple[Candidate, list[Array | None]]] = []
    for candidate in sorted(found, key=lambda c: not _leaves_out(c)):
        gives = [probe.gives(candidate) for probe in probes]
        if not any(all(map(_same, gives, other)) for _, other in kinds):
            kinds.append((candidate, gives))
    return [candidate for candidate, _ in kinds]


def _leaves_out(candidate: Candidate) -> bool:
    """Whether a formula has a wrong step, or an edit of the common kinds."""
    if isinstance(candidate, EditCandidate):
        return all(edit.code in COMMON for edit in candidate.edits)
    return isinstance(candidate, RuleCandidate)


def _same(a: Array | None, b: Array | None) -> bool:
    """Whether they give the same wherever both are numbers."""
    if a is None or b is None:
        return False
    known = numpy.isfinite(a) & numpy.isfinite(b)
    return bool(numpy.allclose(a[known], b[known], rtol=1e-6, atol=1e-9))


def _rules(exercise: Exercise, wrt: str, two: bool) -> Iterator[Candidate]:
    for number in range(len(derivations(exercise, wrt, (), two))):
        yield RuleCandidate(exercise, wrt, two, number)


def _edits(right: RightForms, two: bool) -> Iterator[Candidate]:
    sources = [source(f) for f in right.forms]
    for s in sources:
        edits = s.edits()
        for chosen in _pairs(edits) if two else ((e,) for e in edits):
            yield right.edited(s, chosen)


def _alike(right: RightForms) -> Iterator[Candidate]:
    for s in [source(f) for f in right.forms]:
        for both in s.alike():
            yield right.edited(s, both)


def _beside(right: RightForms) -> Iterator[Candidate]:
    """What an author knows as a mistake, with one edit more; first those with the same edit at two places."""
    misconceptions = right.exercise.misconceptions if right.forms else ()
    known = [m for m in misconceptions if m.of == right.of and m.wrt in ("", right.wrt)]
    sources = [(m, source(m.function)) for m in known]
    alike = ((m, s, both) for m, s in sources for both in s.alike())
    single = ((m, s, (edit,)) for m, s in sources for edit in s.edits())
    for m, s, edits in chain(alike, single):
        if edits[0].code in BESIDE:
            yield BesideCandidate(m, right.edited(s, edits))


def _near(probes: Sequence[Fits], tried: Iterable[Candidate]) -> Iterator[Candidate]:
    found = 0
    for candidate in tried:
        if found == MOST_FOUND:
            return
        if all(p.fits(candidate) for p in probes) and any(p.tells(candidate) for p in probes):
            if isinstance(candidate, BesideCandidate) and _idle(probes, candidate):
                continue
            found += 1
            yield candidate


def _idle(probes: Sequence[Fits], candidate: BesideCandidate) -> bool:
    """Whether an edit beside a known mistake changes nothing, as of what that does not use."""
    gives = [p.gives(candidate) for p in probes]
    fewer = [[p.gives(other) for p in probes] for other in candidate.with_one_less()]
    return any(all(map(_same, gives, other)) for other in fewer)


def _pairs(edits: Sequence[Edit]) -> Iterator[tuple[Edit, ...]]:
    """Two edits of common kinds at different places, the more plausible ones first.

    Two of any kind make a short formula into any other, and so explain results that came about in another way.
    """
    common = [e for e in edits if e.code in COMMON]
    return ((a, b) for a, b in combinations(common, 2) if a.place != b.place)
