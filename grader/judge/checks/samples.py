"""Checks whether a sampler draws from the right distribution, draws every number independently, and
never draws an infinite one.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from ...dtypes import FLOAT32
from ...errors import SubmissionError
from ...exercise import Exercise
from ...reference.distribution import Crowd, crowd, distance, placed, trend
from ...reference.ties import equal, piles, used_again
from ...report.model import CheckResult, Diagnosis, Findings, Score
from ...worker import protocol
from ..answers import asking
from ..answers.attempt import Attempt
from ..answers.budget import REPAIR, Budget
from ..answers.clues import Clues
from ..diagnosis.diagnose import distinct, record
from ..sandbox.effects import Given, words
from ..sandbox.session import Request, Session
from . import base
from .defaults import wrong_defaults

SIZE = (200, 200)
# A right sampler exceeds these limits in fewer than one of 10^9 checks. Its sample is then farther
# from its distribution than FAR, or nearer than NEAR; a part is more crowded or emptier than
# SURPRISING; more numbers are equal than EQUAL; numbers depend on each other more than LINKED,
# which samplers of other distributions do not; or the sample leans more than LEANING.
FAR, NEAR, SURPRISING, LEANING, LINKED = 3.3, 0.22, 35.0, 6.8, 8.0
EQUAL = 0.05  # of all numbers; in float32, a thousandth of uniform numbers equal another one
FEWEST = 1000  # numbers that show a distribution, where they come again
NONE = 0.05  # of a number: that many are none
# a mistake explains a sample that is nearer to its distribution than this, as 999 of 1000 are
LIKELY = 2.0
HANG_TOGETHER = "not judged: these numbers hang together, and what chance explains is known of independent ones alone"

Settings = tuple[tuple[str, Any], ...]


class DistributionCheck:
    """Large samples under all settings, compared with the exact distribution function."""

    name = "distribution"
    dtype = FLOAT32

    def __init__(self, exercise: Exercise, seed: int, points: float) -> None:
        self.points, self._exercise, self._seed = points, exercise, seed

    def run(self, attempt: Attempt, before: Sequence[CheckResult]) -> CheckResult:
        session, clues = attempt.session, attempt.clues
        samples = {}
        for settings in ({}, *self._exercise.variants):
            (answer,) = draw(session, self._exercise, self._seed, Sampling([SIZE], settings))
            key = tuple(settings.items())
            samples[key] = asking.numbers(answer, SIZE, self.dtype, f"the result of {self._exercise.slug}")
            if not all(map(math.isfinite, samples[key])):
                return self._failed("D603", "a number drawn is infinite or nan")
        drawn = {k: self._drawn(session, k, s) for k, s in samples.items()}
        fewest = min(map(len, drawn.values()))
        wrong = self._wrong(drawn, clues)
        if wrong and any(map(_linked, drawn.values())):
            return self._skipped(HANG_TOGETHER)
        if wrong:
            return self._failed("D601", *wrong)
        if fewest < FEWEST:
            return self._skipped(
                f"not judged: the same {f'{fewest:,} numbers come' if fewest > 1 else 'number comes'} again"
            )
        numbers = base.count(fewest, "number")
        summary = f"{numbers} for each of {base.count(len(samples), 'setting')}, spread as they should be"
        return CheckResult(
            name=self.name,
            dtype=self.dtype.name,
            status="passed",
            summary=summary,
            score=Score(self.points, self.points),
        )

    def _drawn(self, session: Session, key: Settings, sample: Sequence[float]) -> Sequence[float]:
        """Returns the numbers of a sample that were drawn independently: each once, if a call used
        them again.
        """
        if equal(sample) > EQUAL:
            first, second = _two(session, self._exercise, self._seed, dict(key))
            if first == second or used_again(first, second) > EQUAL:
                return list(dict.fromkeys(sample))
        return sample

    def _wrong(
        self, samples: Mapping[Settings, Sequence[float]], clues: Clues
    ) -> tuple[str, tuple[Diagnosis, ...]] | None:
        """Returns the evidence that samples have a wrong distribution, if there is any, and the
        mistake behind it.
        """
        shares = {k: placed(self._exercise, dict(k), s) for k, s in samples.items()}
        for key, d in ((k, distance(s)) for k, s in shares.items()):
            if d > FAR:
                root = math.sqrt(len(samples[key]))
                summary = f"the share of numbers below some x is off by {d / root:.4f}{self._with(key, clues)}"
                words = [summary, f"chance explains {FAR / root:.4f}", *filter(None, [_coarse(samples[key])])]
                return "; ".join(words), self._recognised(samples, clues)
        for key, sample in samples.items():
            if coarse := _coarse(sample):
                return coarse + self._with(key, clues), ()
        leaning = next((k for k, s in shares.items() if trend(s) > LEANING), None)
        if leaning is not None:
            middle = 100 * sum(s < 0.5 for s in shares[leaning]) / len(shares[leaning])
            inner = 100 * sum(0.25 < s < 0.75 for s in shares[leaning]) / len(shares[leaning])
            summary = f"{middle:.1f} % of the numbers are below the median, {inner:.1f} % between the quartiles"
            summary += f"{self._with(leaning, clues)}; half should be, but for chance"
            return summary, self._recognised(samples, clues)
        for key, sample in samples.items():
            found = crowd(shares[key])
            if found.surprise > SURPRISING:
                return _crowded(found, len(sample), sample[found.place]) + self._with(key, clues), ()
        return None

    def _recognised(self, samples: Mapping[Settings, Sequence[float]], clues: Clues) -> tuple[Diagnosis, ...]:
        """Returns the mistake behind wrong samples. Too many mistakes would explain few numbers."""
        whole = all(len(s) == math.prod(SIZE) for s in samples.values())
        return recognise_samples(self._exercise, samples, clues) if whole else ()

    def _with(self, settings: tuple[tuple[str, Any], ...], clues: Clues) -> str:
        """Returns the settings of a sample; for a sample without settings, the wrong defaults."""
        if settings:
            return " with " + ", ".join(f"{n}={v!r}" for n, v in settings)
        said = wrong_defaults(self._exercise, clues.source)
        return f" ({'; '.join(said.values())})" if said else ""

    def _skipped(self, reason: str) -> CheckResult:
        return CheckResult(
            name=self.name,
            dtype=self.dtype.name,
            status="skipped",
            summary=reason,
            score=Score(0.0, self.points),
        )

    def _failed(self, code: str, summary: str, found: tuple[Diagnosis, ...] = ()) -> CheckResult:
        points = self.points
        return CheckResult(
            name=self.name,
            dtype=self.dtype.name,
            status="failed",
            summary=summary,
            score=Score(0.0, points),
            findings=Findings(code=code, diagnoses=found),
        )


def _crowded(found: Crowd, n: int, x: float) -> str:
    """Returns the surprising part of a sample, by its smaller side: 8 numbers where none should be,
    not all the others.
    """
    count, expected, where = found.count, found.expected, "at most" if found.closed else "below"
    if expected > n / 2:
        count, expected, where = n - count, n - expected, "above" if found.closed else "at least"
    some = "none" if expected < NONE else "less than 1" if expected < 1 else f"about {expected:,.0f}"
    return f"{count:,} of {n:,} numbers are {where} {x:.4g}; {some} should be"


def _coarse(sample: Sequence[float]) -> str:
    """Returns a message about equal numbers that were drawn independently, if there are many."""
    if found := sorted(piles(sample).items()):
        (x, count), *others = found
        more = "".join(f", {n:,} exactly {y:.4g}" for y, n in others)
        return f"{count:,} of {len(sample):,} numbers are exactly {x:.4g}{more}"
    few = f"only {len(set(sample)):,} different numbers are among {len(sample):,}"
    return f"{few}, as from a coarse grid or in a lower precision" if equal(sample) > EQUAL else ""


class Draws:
    """Numbers drawn one by one: checks sizes, independence, whether calls differ, and uniform
    numbers of exactly 0.
    """

    name = "draws"
    dtype = FLOAT32

    def __init__(self, exercise: Exercise, seed: int, points: float) -> None:
        self.points, self._exercise, self._seed = points, exercise, seed

    def run(self, attempt: Attempt, before: Sequence[CheckResult]) -> CheckResult:
        session = attempt.session
        try:
            self._sizes(session)
            self._independence(session)
            self._extremes(session)
            if left := session.effects.left:
                raise SubmissionError("C408", f"{'; '.join(left)}: that belongs to the caller")
        except SubmissionError as error:
            if not session.alive:
                raise
            return CheckResult(
                name=self.name,
                dtype=self.dtype.name,
                status="failed",
                summary=error.message,
                score=Score(0.0, self.points),
                findings=Findings(code=error.code),
            )
        summary = "every size; independent numbers; other numbers in every call; finite for a uniform 0"
        return CheckResult(
            name=self.name,
            dtype=self.dtype.name,
            status="passed",
            summary=summary,
            score=Score(self.points, self.points),
        )

    def _sizes(self, session: Session) -> None:
        sizes: list[tuple[int, ...]] = [(), (3,), (0, 2), (2, 3, 4)]
        for size, answer in zip(sizes, draw(session, self._exercise, self._seed, Sampling(sizes)), strict=True):
            asking.numbers(answer, size, self.dtype, f"the result of {self._exercise.slug} for size {size}")

    def _independence(self, session: Session) -> None:
        first, second = _two(session, self._exercise, self._seed, {})
        if first == second:
            if len(set(first)) == 1:
                raise SubmissionError("D602", f"nothing is drawn: every number of two calls is {first[0]:.4g}")
            raise SubmissionError("D602", "a second call draws the same numbers again: is a seed set in the function?")
        if not all(map(math.isfinite, first)):
            raise SubmissionError("D603", "a number drawn is infinite or nan")
        if not all(map(math.isfinite, second)):
            raise SubmissionError("D603", "a number drawn is infinite or nan")
        again = used_again(first, second)
        if again > EQUAL:
            raise SubmissionError("D602", "the same numbers come again: draw every element by itself")
        if again < -EQUAL:
            raise SubmissionError("D602", "numbers of one call come again in the next: draw every element anew")
        if _linked([*first, *second]):
            raise SubmissionError("D602", "the numbers hang together: every element must be drawn by itself")
        if distance(placed(self._exercise, {}, first)) < NEAR:
            raise SubmissionError("D602", "the numbers are spread too evenly to have been drawn by chance")

    def _extremes(self, session: Session) -> None:
        (answer,) = draw(session, self._exercise, self._seed, Sampling([SIZE], extreme=True))
        numbers = asking.numbers(answer, SIZE, self.dtype, f"the result of {self._exercise.slug}")
        if not all(map(math.isfinite, numbers)):
            message = "a uniform number of exactly 0, or as near to 1 as can be, gives an infinite number or nan"
            raise SubmissionError("D603", message)


def _two(
    session: Session, exercise: Exercise, seed: int, settings: Mapping[str, Any]
) -> tuple[Sequence[float], Sequence[float]]:
    """Returns what two calls draw, one after the other."""
    first, second = draw(session, exercise, seed, Sampling([SIZE, SIZE], settings))
    what = f"the result of {exercise.slug}"
    return asking.numbers(first, SIZE, FLOAT32, what), asking.numbers(second, SIZE, FLOAT32, what)


def _linked(numbers: Sequence[float]) -> bool:
    # this imports numpy, which no other check of a sampler needs
    from ...reference.independence import dependence

    return dependence(numbers) > LINKED


@dataclass(frozen=True)
class Sampling:
    """The sizes of tensors to draw, one call after the other, and whether the uniform numbers are
    `extreme` or usual.
    """

    sizes: Sequence[tuple[int, ...]]
    settings: Mapping[str, Any] = field(default_factory=dict)
    extreme: bool = False


def draw(session: Session, exercise: Exercise, seed: int, wanted: Sampling) -> Sequence[protocol.Tensor]:
    """Returns what the submission draws. The submission does not learn the seed itself."""
    sizes, settings, extreme = wanted.sizes, wanted.settings, wanted.extreme
    drawn = Random(f"{seed}/{exercise.slug}/{sorted(settings.items())!r}/{sizes}/{extreme}").getrandbits(63)
    request = {"name": exercise.slug, "keywords": dict(settings), "sizes": sizes, "seed": drawn, "extreme": extreme}
    return session.ask(Request(protocol.SAMPLE, request, [], len(sizes)), Given(exercise.slug, words(settings), ()))


def recognise_samples(
    exercise: Exercise, samples: Mapping[tuple[tuple[str, Any], ...], Sequence[float]], clues: Clues | None = None
) -> tuple[Diagnosis, ...]:
    """Returns the misconceptions whose distribution all samples probably have; otherwise the change
    of the code with which the samples would have the right one.
    """
    matching = distinct(
        [
            m
            for m in exercise.misconceptions
            if all(distance(placed(exercise, dict(k), s, m)) < LIKELY for k, s in samples.items())
        ]
    )
    if not matching and clues:
        # this imports numpy, which a right submission does not need
        from ..diagnosis.repairs import repair_samples

        change = repair_samples(exercise, samples, clues, Budget(REPAIR))
        return (change,) if change else ()
    which = f"all your {len(samples)} samples" if len(samples) > 1 else "your sample"
    evidence = f"this mistake gives the distribution of {which}"
    return tuple(record(exercise, m, len(matching), m.explanation, evidence) for m in matching)
