"""The paired laps of a race and their evidence: a ratio, and whether the submission is slow now and
then.
"""

from dataclasses import replace

import numpy

from .clock import Lap
from .ratio import Ratio, interval, of_all, usual

LEAST = 7  # laps, so that their total means something
SHORTEST = 1e-9  # seconds
SLOW = 3.0  # times the usual lap: laps of one piece of code differ by less
MANY = 3  # slow laps, which are no accident
VANISHED = 0.1  # of a baseline's laps
TOLD = 0.03  # of the cost of a request: a shorter baseline time cannot be measured


class Laps:
    """A submission's laps and a baseline's laps on the same numbers, with the number of calls in
    each and the limit for the ratio. The cost of a request, as the baseline's worker has shown it,
    is subtracted.
    """

    def __init__(self, calls: int, limit: float) -> None:
        self._calls, self._limit = calls, limit
        self._own, self._worked, self._others = list[float](), list[float](), list[float]()
        self._asking = 0.0

    def __len__(self) -> int:
        return len(self._own)

    def add(self, own: Lap, other: Lap, asking: float) -> None:
        """Adds one lap of each."""
        self._own.append(net(own.seconds, asking))
        self._worked.append(net(own.worked, asking))
        self._others.append(net(other.seconds, asking))
        self._asking = max(asking, self._asking)

    @property
    def longest(self) -> float:
        """Returns the longest time of a lap of the submission, in seconds."""
        return max(self._own)

    def slow(self) -> int:
        """Returns how many laps are slow because of the submission: longer than others and than the
        limit. A disturbed machine also disturbs laps of the baseline.
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
        """Returns the ratio of the median lap, or that of all laps together if it is above the
        limit: a submission gains nothing by being slow in only some laps.
        """
        own, others = (float(numpy.median(laps)) / self._calls for laps in (self._own, self._others))
        ratios = [a / b for a, b in zip(self._own, self._others, strict=True)]
        # if a quarter of the baseline's laps is tiny compared with the cost of a request, or a
        # tenth of them vanish in its noise, no sum of laps means anything
        seen = float(numpy.quantile(self._others, VANISHED, method="lower")) > SHORTEST
        told = seen and usual(self._others) >= TOLD * self._asking
        ratio = replace(interval(ratios, random, own, others), told=told)
        if len(self) < LEAST or not ratio.told or ratio.verdict(self._limit) == "too slow":
            return ratio
        whole = of_all(self._worked, self._others, random, self._calls)
        return replace(whole, uneven=self._uneven) if whole.median > self._limit else ratio


def net(seconds: float, asking: float) -> float:
    """Returns the time of a lap without the cost of the request."""
    return max(seconds - asking, SHORTEST)
