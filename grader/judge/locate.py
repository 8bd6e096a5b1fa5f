"""The steps at which a declared misconception goes wrong, if a formula near the right one is the same."""

from collections.abc import Iterable

from ..exercise import Misconception
from .candidates import Candidate, KnownCandidate
from .search import Fits, told_apart
from .searched import Searched, with_steps


def located(known: Misconception, near: Iterable[Candidate], fresh: Iterable[Fits]) -> Searched:
    """The misconception with the steps of the first candidate that gives the same on inputs that nobody was asked
    about; without any if none does.
    """
    probes = list(fresh)
    for candidate in near:
        found = candidate.misconception
        if isinstance(found, Searched) and len(told_apart([KnownCandidate(known), candidate], probes)) == 1:
            return with_steps(known, found.steps)
    return with_steps(known, tuple)
