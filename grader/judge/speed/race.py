"""Runs laps of two workers in pairs, until their ratio is precise enough for a decision."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy

from .clock import Clock, Lap, Runner
from .laps import LEAST, Laps
from .ratio import Ratio
from .workload import Workload

MOST, MOST_UNEVEN = 60, 1500  # pairs of laps
CALLS = 44  # a sample of so many hardly ever misses a case that is one in ten
# width of an interval: more than the difference between laps of one piece of code
SCATTERED = 3.0
AGAIN = 1.1  # times as many laps before the ratio is computed again
MOMENTS, MOMENT_SECONDS = 40, 10.0  # laps at moments that nobody can know
LONGEST_PAUSE = 0.25  # seconds between these on average, if laps take as long


@dataclass(frozen=True)
class StoppingRule:
    """Ends a race when the interval lies on one side of the limit, or when the time is over: at the
    deadline, or later if there are few laps or they are scattered.
    """

    limit: float
    deadline: float
    latest: float


Pairs = Sequence[tuple[Runner, Runner]]


def race(clock: Clock, load: Workload, runners: Pairs, stopping: StoppingRule, random: numpy.random.Generator) -> Ratio:
    """Returns the ratio for several pairs of a submission's worker and a baseline's. Both run the
    same fresh inputs one after the other, in random order, until the rule stops them. The cost of a
    request, as the baseline's worker has shown it, is subtracted from both. The submission's
    workers are paused except in their own laps.

    A submission is also too slow if all its laps together are. For this grader counts the time that
    its process worked, which other programs hardly disturb. If only some laps are slow because of
    the submission, it may recognise from a clock when to be fast. So grader makes more laps, at
    moments that nobody can know.

    Raises:
        SubmissionError: P803, if an output of a timed call differs from the baseline's; and all
        errors of `Runner.lap`.
    """
    for student, _ in runners:
        student.pause()
    found = _Race(clock, load, runners, stopping.limit, random).run(stopping)
    for student, _ in runners:
        student.resume()
    return found


@dataclass(frozen=True)
class _Race:
    clock: Clock
    load: Workload
    runners: Pairs
    limit: float
    random: numpy.random.Generator

    def run(self, stopping: StoppingRule) -> Ratio:
        laps = Laps(self.load.calls, self.limit)
        ratio = self._in_a_row(laps, stopping)
        if laps.slow() and ratio.verdict(self.limit) != "too slow":
            later = self._now_and_then(min(laps.longest, LONGEST_PAUSE))
            return later if later.verdict(self.limit) == "too slow" else ratio
        return ratio

    def _in_a_row(self, laps: Laps, stopping: StoppingRule) -> Ratio:
        """Makes laps one after the other, until they are enough."""
        look = 1.0
        while True:
            for pair in self.runners:
                self._add(laps, *pair)
            if len(laps) < look:
                continue
            look = AGAIN * len(laps)
            ratio = laps.ratio(self.random)
            few = len(laps) < LEAST or len(laps) * self.load.calls < CALLS
            more = few or ratio.high > SCATTERED * ratio.low
            over = time.monotonic() > (stopping.latest if more else stopping.deadline)
            if over or len(laps) >= (MOST_UNEVEN if more else MOST):
                return ratio
            sure = not ratio.low <= self.limit < ratio.high
            if not few and sure and ratio.verdict(self.limit) != "undecided":
                return ratio

    def _now_and_then(self, pause: float) -> Ratio:
        """Makes laps with pauses between them, of this length on average."""
        laps, end = Laps(self.load.calls, self.limit), time.monotonic() + MOMENT_SECONDS
        while len(laps) < MOMENTS and (len(laps) < LEAST or time.monotonic() < end):
            time.sleep(2 * pause * self.random.random())
            self._add(laps, *self.runners[len(laps) % len(self.runners)])
        return laps.ratio(self.random)

    def _add(self, laps: Laps, student: Runner, baseline: Runner) -> None:
        drawn = self.clock.draw(self.load, self.random)
        first, second = (student, baseline) if self.random.random() < 0.5 else (baseline, student)
        both = {runner: _lap(runner, drawn, paused=runner is student) for runner in (first, second)}
        self.clock.verify(both[student], both[baseline])
        laps.add(both[student], both[baseline], baseline.asking)


def _lap(runner: Runner, drawn: object, paused: bool) -> Lap:
    """Makes a lap of a runner, which is paused before and after if `paused`."""
    if not paused:
        return runner.lap(drawn)
    runner.resume()
    lap = runner.lap(drawn)
    runner.pause()
    return lap
