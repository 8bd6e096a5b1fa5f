"""Two workers' laps side by side, until their ratio is known well enough to decide."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy

from ...errors import SubmissionError
from .runner import Lap, Runner
from .workload import Workload

LEAST, MOST = 7, 60  # pairs of laps
DRAWS = 1000  # of the bootstrap
SURE = 0.99
APART = 1.15  # what the ratio differs by from one pair of processes to the next, which no number of laps shows
CLOSE = 1e-4  # of a number, how far a timed output may be from the baseline's: work that was left out is farther
Verdict = Literal["fast enough", "too slow", "undecided"]


@dataclass(frozen=True)
class Ratio:
    """How many times the baseline's processor time: the median and an interval that holds it with 99 %; and what one
    call took of each, in seconds.
    """

    median: float
    low: float
    high: float
    own: float
    baseline: float

    def verdict(self, limit: float) -> Verdict:
        """Whether the interval lies on one side of a limit."""
        if self.high <= limit:
            return "fast enough"
        return "too slow" if self.low > limit else "undecided"


def race(
    load: Workload,
    runners: Sequence[tuple[Runner, Runner]],
    limit: float,
    deadline: float,
    random: numpy.random.Generator,
) -> Ratio:
    """The ratio of several pairs of a submission's worker and a baseline's, which run the same fresh inputs one after
    the other, in random order; until the interval decides, or the time is over.

    Raises:
        SubmissionError: P803, if an output of a timed call is not the baseline's; what `Runner.lap` raises.
    """
    ratios, own, others = list[float](), list[float](), list[float]()
    while True:
        for student, baseline in runners:
            calls = load.draw(random)
            first, second = (student, baseline) if random.random() < 0.5 else (baseline, student)
            laps = {first: first.lap(calls), second: second.lap(calls)}
            verify(laps[student], laps[baseline])
            ratios.append(laps[student].cpu / laps[baseline].cpu)
            own.append(laps[student].cpu)
            others.append(laps[baseline].cpu)
        ratio = interval(
            ratios, random, float(numpy.median(own)) / load.calls, float(numpy.median(others)) / load.calls
        )
        if len(ratios) >= MOST or time.monotonic() > deadline:
            return ratio
        if len(ratios) >= LEAST and ratio.verdict(limit) != "undecided":
            return ratio


def interval(ratios: Sequence[float], random: numpy.random.Generator, own: float, baseline: float) -> Ratio:
    """The median of ratios with its bootstrap interval (Efron 1979), and what processes differ by."""
    sample = numpy.array(ratios)
    medians = numpy.median(random.choice(sample, (DRAWS, len(sample))), axis=1)
    low, high = numpy.quantile(medians, [(1 - SURE) / 2, (1 + SURE) / 2])
    return Ratio(float(numpy.median(sample)), float(low) / APART, float(high) * APART, own, baseline)


def verify(lap: Lap, right: Lap) -> None:
    """Refuse a lap whose outputs are not those of another lap with the same inputs.

    Raises:
        SubmissionError: P803, if one is not.
    """
    for got, expected in zip(lap.outputs, right.outputs, strict=True):
        near = CLOSE * (numpy.abs(expected) + numpy.sqrt(numpy.mean(expected**2)))
        wrong = ~(numpy.abs(got - expected) <= near) & numpy.isfinite(expected)
        if wrong.any():
            raise SubmissionError(
                "P803",
                f"{int(wrong.sum()):,} of {wrong.size:,} results of a timed call are wrong, though they are right else",
            )
