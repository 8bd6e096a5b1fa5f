"""Matches formulas that a search has found with equal declared misconceptions: one has steps, the
other a name.
"""

from collections.abc import Iterable
from dataclasses import replace

from ...specification import Misconception
from .candidates import Candidate, Fits, KnownCandidate
from .formula_search import told_apart
from .searched import Searched, with_steps


def located(known: Misconception, near: Iterable[Candidate], fresh: Iterable[Fits]) -> Searched:
    """Returns the misconception with the steps of the first candidate that gives the same on fresh
    inputs; without steps if none does.
    """
    probes = list(fresh)
    for candidate in near:
        found = candidate.misconception
        if isinstance(found, Searched) and len(told_apart([KnownCandidate(known), candidate], probes)) == 1:
            return with_steps(known, found.steps)
    return with_steps(known, tuple)


def declared(found: Candidate, known: Iterable[Misconception], fresh: Iterable[Fits]) -> Misconception:
    """Returns the found formula under the name of a declared misconception that gives the same on
    fresh inputs, if there is one, because the author's words fit any code. The formula stays the
    found one, because its error bound covers the submission's numbers.
    """
    probes, formula = list(fresh), found.misconception
    for misconception in known:
        if len(told_apart([KnownCandidate(misconception), found], probes)) == 1:
            formula.function.__name__ = misconception.id
            return replace(misconception, function=formula.function)
    return formula
