"""The ratio of a submission's time to a baseline's: an interval, and its verdict for a limit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy

DRAWS = 1000  # of the bootstrap
SURE = 0.99
# how much the ratio differs between pairs of processes, which no number of laps shows
APART = 1.15
QUIET = 2.0  # times the usual lap of a baseline: a shorter lap was not disturbed
Verdict = Literal["fast enough", "too slow", "undecided"]


@dataclass(frozen=True)
class Ratio:
    """The submission's time divided by the baseline's: the median, a 99 % interval, and the seconds
    of one call of each. It is not `told` if a baseline's call is tiny compared with the cost of a
    request. It is `uneven` if the submission makes some laps much slower than others; then it is
    the ratio of all laps together.
    """

    median: float
    low: float
    high: float
    own: float
    baseline: float
    told: bool = True
    uneven: bool = False

    def verdict(self, limit: float) -> Verdict:
        """Returns whether the interval lies on one side of a limit. Slow laps now and then widen
        the interval. This does not help the submission: if it is uneven, the ratio itself decides.
        """
        if not self.told:
            return "undecided"
        if self.high <= limit:
            return "fast enough"
        return "too slow" if (self.median if self.uneven else self.low) > limit else "undecided"


def interval(ratios: Sequence[float], random: numpy.random.Generator, own: float, baseline: float) -> Ratio:
    """Returns the median of ratios with its bootstrap interval (Efron 1979), widened by the
    difference between processes.
    """
    sample = numpy.array(ratios)
    medians = numpy.median(random.choice(sample, (DRAWS, len(sample))), axis=1)
    low, high = numpy.quantile(medians, [(1 - SURE) / 2, (1 + SURE) / 2])
    return Ratio(float(numpy.median(sample)), float(low) / APART, float(high) * APART, own, baseline)


def of_all(own: Sequence[float], others: Sequence[float], random: numpy.random.Generator, calls: int) -> Ratio:
    """Returns the ratio of the total times, with its bootstrap interval. It uses only laps in which
    the baseline was as fast as usual. That removes disturbances of the machine, and keeps slow laps
    that the submission makes only now and then.
    """
    mine, theirs = numpy.array(own), numpy.array(others)
    quiet = theirs <= QUIET * usual(others)
    mine, theirs = mine[quiet], theirs[quiet]
    picked = random.integers(len(mine), size=(DRAWS, len(mine)))
    low, high = numpy.quantile(mine[picked].sum(1) / theirs[picked].sum(1), [(1 - SURE) / 2, (1 + SURE) / 2])
    ratio, one = float(mine.sum() / theirs.sum()), calls * len(mine)
    return Ratio(ratio, float(low) / APART, float(high) * APART, float(mine.sum()) / one, float(theirs.sum()) / one)


def usual(laps: Sequence[float]) -> float:
    """Returns the time of a lap that nothing slows down."""
    return float(numpy.quantile(laps, 0.25))
