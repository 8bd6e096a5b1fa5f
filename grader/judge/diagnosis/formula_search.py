"""Searches for the mistake behind wrong numbers among the formulas near the right one: first one
mistake away, then two.

A first test in float64 leaves few of the hundreds of candidates. These are then compared with every
number, within the candidate's own error bound. A candidate that explains all numbers is the
mistake, however the student made it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import Self

import numpy

from ...exercise import Exercise
from ...reference.edits import source
from ...reference.numeric import Array
from ...specification import Function, Subject
from ..answers.budget import Budget
from .candidates import Candidate, EditCandidate, Fits, KnownCandidate, RightCandidate, RuleCandidate, derivations
from .composed import COMMON, ComposedCandidate, Composing, beside
from .decays import decays
from .quantities import candidates as stand_ins
from .setting_mixups import candidates as setting_mixups
from .stepwise import Stepwise

# expression trees that are requested or rewritten, for all forms: about a second of CPU time
COMPOSITIONS = 150_000
# candidates with one mistake and with two, the plausible ones first
MOST_OF_ONE, MOST_OF_TWO = 2500, 20_000
MOST_FOUND = 12  # candidates that pass the first test and are compared exactly


@dataclass(frozen=True)
class RightForms:
    """The right formulas that the search starts from: forms of an exercise's value, or of its
    gradient by `wrt`.
    """

    exercise: Exercise
    of: Subject
    wrt: str
    forms: Sequence[Function]

    @classmethod
    def written(cls, exercise: Exercise, of: Subject, wrt: str) -> Self:
        """Returns all forms that the author has written."""
        more = [f.function for f in exercise.forms if f.of == of and f.wrt == wrt]
        return cls(exercise, of, wrt, more if of == "gradient" else [exercise.function, *more])

    def edited(self, form: Function) -> list[EditCandidate]:
        """Returns the form with each of the edits of its text."""
        return _edited(self.exercise, form, self.of, self.wrt)


@lru_cache(maxsize=64)
def _edited(exercise: Exercise, form: Function, of: Subject, wrt: str) -> list[EditCandidate]:
    text = source(form)
    return [EditCandidate(exercise, text, edit, of, wrt) for edit in text.edits()]


def candidates(right: RightForms, probes: Sequence[Fits], two: bool) -> Iterator[Candidate]:
    """Yields candidates that pass a first test: derivations with a wrong step and forms with an
    edit, or with `two` mistakes. Their number is limited.
    """
    return _near(probes, islice(wrong_formulas(right, two), MOST_OF_TWO if two else MOST_OF_ONE))


def found_stepwise(right: RightForms, probes: Sequence[Fits], edits: bool) -> Iterator[Candidate]:
    """Yields combinations of mistakes in paths that pass a first test, found one after another:
    declared ones, or `edits` too.
    """
    return _near(probes, _stepwise(right, probes, edits))


def wrong_formulas(right: RightForms, two: bool = False) -> Iterator[Candidate]:
    """Yields derivations with a wrong step, formulas with another quantity or exchanged settings,
    then forms with an edit, also with the same edit at two places. With `two` it yields pairs,
    among them known mistakes with an edit.
    """
    exercise, of, wrt = right.exercise, right.of, right.wrt
    tried = _rules(exercise, wrt, two) if of == "gradient" else ()
    if two:
        return chain(tried, _composed(right))
    if of == "trajectory":
        tried = map(KnownCandidate, decays(exercise))
    quantities = stand_ins(exercise, of, wrt) if right.forms else ()
    settings = setting_mixups(exercise, right.forms, of, wrt)
    return chain(tried, quantities, settings, _edits(right))


def told_apart(found: Sequence[Candidate], fresh: Iterable[Fits]) -> list[Candidate]:
    """Returns one candidate of each group that gives the same results on fresh inputs. A candidate
    that leaves something out comes before one that uses another quantity instead.
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
    if isinstance(candidate, ComposedCandidate):
        return all(map(_leaves_out, candidate.parts))
    if isinstance(candidate, EditCandidate):
        return candidate.code in COMMON
    return isinstance(candidate, RuleCandidate)


def _same(a: Array | None, b: Array | None) -> bool:
    """Whether both give the same wherever both are numbers."""
    if a is None or b is None:
        return False
    known = numpy.isfinite(a) & numpy.isfinite(b)
    return bool(numpy.allclose(a[known], b[known], rtol=1e-6, atol=1e-9))


def _rules(exercise: Exercise, wrt: str, two: bool) -> Iterator[Candidate]:
    for number in range(len(derivations(exercise, wrt, (), two))):
        yield RuleCandidate(exercise, wrt, two, number)


def _edits(right: RightForms) -> Iterator[Candidate]:
    for form in right.forms:
        yield from right.edited(form)


def _composed(right: RightForms) -> Iterator[Candidate]:
    """Yields candidates with several mistakes, in each form."""
    for form in right.forms:
        share = Budget(COMPOSITIONS // len(right.forms))
        yield from Composing(right.exercise, form, share).every(_declared(right), right.edited(form))


def _stepwise(right: RightForms, probes: Sequence[Fits], edits: bool) -> Iterator[Candidate]:
    for form in right.forms:
        composing = Composing(right.exercise, form, Budget(COMPOSITIONS))
        single = [*_declared(right), *(beside(right.edited(form)) if edits else ())]
        yield from Stepwise(composing, single, probes).found(RightCandidate(form))


def _declared(right: RightForms) -> list[Candidate]:
    """Returns the author's mistakes; for an optimizer also weight decay at another place."""
    declared: list[Candidate] = [KnownCandidate(m) for m in right.exercise.known_mistakes(right.of, right.wrt)]
    more = decays(right.exercise) if right.of == "trajectory" else ()
    return declared + [KnownCandidate(m) for m in more]


def _near(probes: Sequence[Fits], tried: Iterable[Candidate]) -> Iterator[Candidate]:
    found = 0
    for candidate in tried:
        if found == MOST_FOUND:
            return
        if all(p.fits(candidate) for p in probes) and any(p.tells(candidate) for p in probes):
            found += 1
            yield candidate
