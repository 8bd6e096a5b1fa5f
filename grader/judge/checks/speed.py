"""Checks whether the submission is fast enough: its time compared with that of torch, measured from
outside its process.
"""

from collections.abc import Sequence

from ...dtypes import FLOAT32
from ...exercise import Exercise
from ...report.model import CheckResult, Findings, Score, Status, Timing
from ..answers.attempt import Attempt
from ..sandbox.session import CPU
from ..speed.frozen import NotFrozen
from ..speed.growth import Growth

# exponents of the time at small sizes: a higher one means a loop, or n x n entries
LOOP, SQUARE = 0.25, 1.2


class Speed:
    """The ratio of times at several sizes, for submissions that are right."""

    name = "speed"
    dtype = FLOAT32

    def __init__(self, exercise: Exercise, limit: float, points: float) -> None:
        self.points, self._exercise, self._limit = points, exercise, limit

    def run(self, attempt: Attempt, before: Sequence[CheckResult]) -> CheckResult:
        session = attempt.session
        if any(c.status == "failed" for c in before):
            return self._skipped("only what is right is timed")
        from ..speed.measure import Measurement, baselines  # this imports numpy

        name, source = next(iter(baselines(self._exercise).items()))
        try:
            with Measurement(self._exercise, session, {name: source}, self._limit) as measurement:
                timings = list[Timing]()
                for timing in measurement.timings():
                    timings.append(timing)
                    if timing.verdict == "too slow":  # no larger size would change that
                        break
                slow = timings[-1].verdict == "too slow"
                why = _why(measurement.growth()) if slow and session.device == CPU else ""
                session.called |= measurement.called
        except NotFrozen as error:
            return self._skipped(f"no clock can be trusted on this machine: {error}")
        undecided = [t for t in timings if t.verdict == "undecided"]
        worst = timings[-1] if slow else max(undecided or timings, key=lambda t: t.ratio.median)
        words = f"{_words(worst)}; at most {self._limit:g} times is asked for"
        if any(t.ratio.high * t.seconds.baseline < t.seconds.floor for t in timings):
            summary = "faster than its numbers can be moved: a person has to look"
            return self._result("failed", summary, timings, code="P805")
        if slow:
            return self._result("failed", f"too slow: {words}{why}", timings, code="P801")
        if undecided:
            return self._skipped(f"inconclusive, no points lost: {words}", timings)
        return self._result("passed", words, timings)

    def _result(self, status: Status, summary: str, timings: Sequence[Timing], code: str = "") -> CheckResult:
        score = self.points if status == "passed" else 0.0
        return CheckResult(
            name=self.name,
            dtype="float32",
            status=status,
            summary=summary,
            score=Score(score, self.points),
            findings=Findings(code=code, timings=tuple(timings)),
        )

    def _skipped(self, reason: str, timings: Sequence[Timing] = ()) -> CheckResult:
        return CheckResult(
            name=self.name, dtype="float32", status="skipped", summary=reason, findings=Findings(timings=tuple(timings))
        )


def _why(growth: Growth) -> str:
    """Returns how the time grows, if that shows how the code is written; else ""."""
    if growth.low < LOOP:
        return ""
    square = growth.low > SQUARE
    how = "something of n x n entries is built or gone through" if square else "that is how a Python loop grows"
    return f". At small sizes it grows like n^{growth.exponent:.1f}, the other like n^{growth.baseline:.1f}: {how}"


def comparable(exercise: Exercise) -> bool:
    """Whether there is a baseline for an exercise's time."""
    from ..speed import baseline
    from ..speed.workload import workload

    if workload(exercise, 1 << 10) is None:
        return False
    return bool(baseline.of_torch(exercise) or baseline.of_formula(exercise))


def _words(timing: Timing) -> str:
    what = "the textbook form" if timing.baseline == "textbook" else "torch's own function"
    ratio = f"{timing.ratio.median:.1f} times ({timing.ratio.low:.3g} to {timing.ratio.high:.3g})"
    clock = ", by the clock on the wall" if timing.seconds.clock == "wall" else ""
    uneven = timing.verdict == "too slow" and timing.ratio.low <= timing.limit
    together = " all calls together, some of which take far longer than others," if uneven else ""
    return f"{ratio}{together} as long as {what}, {timing.direction}, {timing.size:,} entries{clock}"
