"""Two workers' laps side by side, until their ratio is known well enough to decide."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy

from .clock import Clock, Lap, Runner
from .workload import Workload

LEAST, MOST = 7, 60  # pairs of laps
CALLS = 18  # of which one in six is hardly ever missed
DRAWS = 1000  # of the bootstrap
SURE = 0.99
APART = 1.15  # what the ratio differs by from one pair of processes to the next, which no number of laps shows
SHORTEST = 1e-9  # seconds
QUIET = 2.0  # times what the baseline usually takes, up to which a lap was not disturbed
SCATTERED = 3.0  # between the ends of an interval: more than what laps of one piece of code differ by
TOLD = 0.03  # of what asking takes, a baseline's time that can be told from it
Verdict = Literal["fast enough", "too slow", "undecided"]


@dataclass(frozen=True)
class Ratio:
    """How many times the baseline's time: the median and an interval that holds it with 99 %; and what one call took of
    each, in seconds. It is not `told` if a baseline's call takes next to nothing beside what asking for it does.
    """

    median: float
    low: float
    high: float
    own: float
    baseline: float
    told: bool = True

    def verdict(self, limit: float) -> Verdict:
        """Whether the interval lies on one side of a limit."""
        if not self.told:
            return "undecided"
        if self.high <= limit:
            return "fast enough"
        return "too slow" if self.low > limit else "undecided"


@dataclass(frozen=True)
class StoppingRule:
    """A race is over when the interval lies on one side of the limit, or the time is over: at the deadline, or the
    latest one if the laps are few or scattered.
    """

    limit: float
    deadline: float
    latest: float


Pairs = Sequence[tuple[Runner, Runner]]


def race(clock: Clock, load: Workload, runners: Pairs, stopping: StoppingRule, random: numpy.random.Generator) -> Ratio:
    """The ratio of several pairs of a submission's worker and a baseline's, which run the same fresh inputs one after
    the other, in random order, until the rule stops them. What asking costs, as the baseline's worker has shown, is
    taken off both. The submission's workers are paused except in their own laps.

    By the clock of the processor, which other programs hardly disturb, a submission is also too slow if all its laps
    together are, so that it is no way out to be slow in some of them; and while these take longer than the limit it is
    not fast enough.

    Raises:
        SubmissionError: P803, if an output of a timed call is not the baseline's; what `Runner.lap` raises.
    """
    for student, _ in runners:
        student.pause()
    found = _raced(clock, load, runners, stopping, random)
    for student, _ in runners:
        student.resume()
    return found


def _raced(
    clock: Clock, load: Workload, runners: Pairs, stopping: StoppingRule, random: numpy.random.Generator
) -> Ratio:
    limit = stopping.limit
    ratios, own, others = list[float](), list[float](), list[float]()
    while True:
        for student, baseline in runners:
            drawn = clock.draw(load, random)
            first, second = (student, baseline) if random.random() < 0.5 else (baseline, student)
            laps = {runner: _lap(runner, drawn, paused=runner is student) for runner in (first, second)}
            clock.verify(laps[student], laps[baseline])
            own.append(net(laps[student].seconds, baseline))
            others.append(net(laps[baseline].seconds, baseline))
            ratios.append(own[-1] / others[-1])
        ratio = interval(
            ratios, random, float(numpy.median(own)) / load.calls, float(numpy.median(others)) / load.calls
        )
        if float(numpy.median(others)) < TOLD * max(baseline.asking for _, baseline in runners):
            ratio = replace(ratio, told=False)
        if clock.name == "processor" and len(ratios) >= LEAST and ratio.verdict(limit) != "too slow":
            whole = of_all(own, others, random, load.calls)
            if whole.verdict(limit) == "too slow" or whole.median > limit:
                ratio = whole
        few = len(ratios) * load.calls < CALLS
        more = few or ratio.high > SCATTERED * ratio.low
        if len(ratios) >= MOST or time.monotonic() > (stopping.latest if more else stopping.deadline):
            return ratio
        if len(ratios) >= LEAST and not few and ratio.verdict(limit) != "undecided":
            return ratio


def _lap(runner: Runner, drawn: object, paused: bool) -> Lap:
    """A lap of a runner, which is paused before and after if it is `paused`."""
    if not paused:
        return runner.lap(drawn)
    runner.resume()
    lap = runner.lap(drawn)
    runner.pause()
    return lap


def of_all(own: Sequence[float], others: Sequence[float], random: numpy.random.Generator, calls: int) -> Ratio:
    """The ratio of the time of all laps together, with its bootstrap interval: of those in which the baseline took no
    longer than usual, so that what disturbs the machine is left out, and what the submission does only now and then
    is not.
    """
    mine, theirs = numpy.array(own), numpy.array(others)
    quiet = theirs <= QUIET * numpy.quantile(theirs, 0.25)
    mine, theirs = mine[quiet], theirs[quiet]
    picked = random.integers(len(mine), size=(DRAWS, len(mine)))
    low, high = numpy.quantile(mine[picked].sum(1) / theirs[picked].sum(1), [(1 - SURE) / 2, (1 + SURE) / 2])
    ratio, one = float(mine.sum() / theirs.sum()), calls * len(mine)
    return Ratio(ratio, float(low) / APART, float(high) * APART, float(mine.sum()) / one, float(theirs.sum()) / one)


def net(seconds: float, baseline: Runner) -> float:
    """What a lap took without what asking for it costs in a baseline's worker."""
    return max(seconds - baseline.asking, SHORTEST)


def interval(ratios: Sequence[float], random: numpy.random.Generator, own: float, baseline: float) -> Ratio:
    """The median of ratios with its bootstrap interval (Efron 1979), and what processes differ by."""
    sample = numpy.array(ratios)
    medians = numpy.median(random.choice(sample, (DRAWS, len(sample))), axis=1)
    low, high = numpy.quantile(medians, [(1 - SURE) / 2, (1 + SURE) / 2])
    return Ratio(float(numpy.median(sample)), float(low) / APART, float(high) * APART, own, baseline)
