"""Formulas that a search has found and declared misconceptions that are the same: one has steps,
the other a name.
"""

from collections.abc import Iterable
from dataclasses import replace

from ...specification import Misconception
from .candidates import Candidate, Fits, KnownCandidate
from .formula_search import told_apart
from .searched import Searched, with_steps


def located(known: Misconception, near: Iterable[Candidate], fresh: Iterable[Fits]) -> Searched:
    """The misconception with the steps of the first candidate that gives the same on inputs that
    nobody was asked about; without any if none does.
    """
    probes = list(fresh)
    for candidate in near:
        found = candidate.misconception
        if isinstance(found, Searched) and len(told_apart([KnownCandidate(known), candidate], probes)) == 1:
            return with_steps(known, found.steps)
    return with_steps(known, tuple)


def declared(found: Candidate, known: Iterable[Misconception], fresh: Iterable[Fits]) -> Misconception:
    """What a search has found, under the name of the declared misconception that gives the same on
    inputs that nobody was asked about, if one does: its author says it in words that fit any code.
    The formula stays the one that was found, whose error bound takes in what was got.
    """
    probes, formula = list(fresh), found.misconception
    for misconception in known:
        if len(told_apart([KnownCandidate(misconception), found], probes)) == 1:
            formula.function.__name__ = misconception.id
            return replace(misconception, function=formula.function)
    return formula
