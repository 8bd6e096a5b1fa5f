"""The laps of a race, side by side, and what they show: a ratio, and whether the submission is slow
now and then.
"""

from dataclasses import replace

import numpy

from .clock import Lap
from .ratio import Ratio, interval, of_all, usual

LEAST = 7  # laps that all together mean something
SHORTEST = 1e-9  # seconds
SLOW = 3.0  # times what laps usually take: more than what those of one piece of code differ by
MANY = 3  # slow laps, which are no accident
VANISHED = 0.1  # of a baseline's laps
TOLD = 0.03  # of what asking takes, a baseline's time that can be told from it


class Laps:
    """A submission's laps beside a baseline's on the same numbers, of so many calls each, and a
    limit for the ratio. What asking for calls takes, as the baseline's worker has shown, is taken
    off.
    """

    def __init__(self, calls: int, limit: float) -> None:
        self._calls, self._limit = calls, limit
        self._own, self._worked, self._others = list[float](), list[float](), list[float]()
        self._asking = 0.0

    def __len__(self) -> int:
        return len(self._own)

    def add(self, own: Lap, other: Lap, asking: float) -> None:
        """One more of each."""
        self._own.append(net(own.seconds, asking))
        self._worked.append(net(own.worked, asking))
        self._others.append(net(other.seconds, asking))
        self._asking = max(asking, self._asking)

    @property
    def longest(self) -> float:
        """The seconds that a lap of the submission took at most."""
        return max(self._own)

    def slow(self) -> int:
        """How many laps are slow by what the submission did itself: longer than others and than the
        limit. A machine that disturbs some disturbs those of the baseline, too.
        """
        theirs = sum(lap > SLOW * max(usual(self._others), self._asking) for lap in self._others)
        return max(0, len(self._slow()) - int(SLOW) * theirs)

    def _slow(self) -> list[float]:
        least = max(SLOW * max(usual(self._worked), self._asking), self._limit * usual(self._others))
        return [lap for lap in self._worked if lap > least]

    @property
    def _uneven(self) -> bool:
        """Whether the slow laps take most of the time."""
        return self.slow() >= MANY and sum(self._slow()) > sum(self._worked) / 2

    def ratio(self, random: numpy.random.Generator) -> Ratio:
        """That of the lap in the middle; or that of all laps together if it is above the limit: it
        is no way out to be slow in some.
        """
        own, others = (float(numpy.median(laps)) / self._calls for laps in (self._own, self._others))
        ratios = [a / b for a, b in zip(self._own, self._others, strict=True)]
        # where a quarter of the baseline's laps is next to nothing beside what asking takes, or a
        # tenth of them vanish in its noise, no sum of laps means anything
        seen = float(numpy.quantile(self._others, VANISHED, method="lower")) > SHORTEST
        told = seen and usual(self._others) >= TOLD * self._asking
        ratio = replace(interval(ratios, random, own, others), told=told)
        if len(self) < LEAST or not ratio.told or ratio.verdict(self._limit) == "too slow":
            return ratio
        whole = of_all(self._worked, self._others, random, self._calls)
        return replace(whole, uneven=self._uneven) if whole.median > self._limit else ratio


def net(seconds: float, asking: float) -> float:
    """What a lap took without what asking for it costs."""
    return max(seconds - asking, SHORTEST)
