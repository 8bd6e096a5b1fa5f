"""How many times a baseline's time a submission takes: an interval, and what that is worth beside a
limit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy

DRAWS = 1000  # of the bootstrap
SURE = 0.99
# what the ratio differs by from one pair of processes to the next, which no number of laps shows
APART = 1.15
QUIET = 2.0  # times what the baseline usually takes, up to which a lap was not disturbed
Verdict = Literal["fast enough", "too slow", "undecided"]


@dataclass(frozen=True)
class Ratio:
    """How many times the baseline's time: the median and an interval that holds it with 99 %; and
    what one call took of each, in seconds. It is not `told` if a baseline's call takes next to
    nothing compared with what asking for it does. It is `uneven` if the submission makes some laps
    much slower than others, and this is the ratio of all together.
    """

    median: float
    low: float
    high: float
    own: float
    baseline: float
    told: bool = True
    uneven: bool = False

    def verdict(self, limit: float) -> Verdict:
        """Whether the interval lies on one side of a limit. Being slow now and then makes it wide,
        and is no way out: of what is uneven the ratio itself decides.
        """
        if not self.told:
            return "undecided"
        if self.high <= limit:
            return "fast enough"
        return "too slow" if (self.median if self.uneven else self.low) > limit else "undecided"


def interval(ratios: Sequence[float], random: numpy.random.Generator, own: float, baseline: float) -> Ratio:
    """The median of ratios with its bootstrap interval (Efron 1979), and what processes differ
    by.
    """
    sample = numpy.array(ratios)
    medians = numpy.median(random.choice(sample, (DRAWS, len(sample))), axis=1)
    low, high = numpy.quantile(medians, [(1 - SURE) / 2, (1 + SURE) / 2])
    return Ratio(float(numpy.median(sample)), float(low) / APART, float(high) * APART, own, baseline)


def of_all(own: Sequence[float], others: Sequence[float], random: numpy.random.Generator, calls: int) -> Ratio:
    """The ratio of the time of all laps together, with its bootstrap interval: of those in which
    the baseline took no longer than usual, so that what disturbs the machine is left out, and what
    the submission does only now and then is not.
    """
    mine, theirs = numpy.array(own), numpy.array(others)
    quiet = theirs <= QUIET * usual(others)
    mine, theirs = mine[quiet], theirs[quiet]
    picked = random.integers(len(mine), size=(DRAWS, len(mine)))
    low, high = numpy.quantile(mine[picked].sum(1) / theirs[picked].sum(1), [(1 - SURE) / 2, (1 + SURE) / 2])
    ratio, one = float(mine.sum() / theirs.sum()), calls * len(mine)
    return Ratio(ratio, float(low) / APART, float(high) * APART, float(mine.sum()) / one, float(theirs.sum()) / one)


def usual(laps: Sequence[float]) -> float:
    """What a lap takes that nothing slows down."""
    return float(numpy.quantile(laps, 0.25))
