"""Does a sampler draw from the right distribution, every number by itself, and never an infinite one?"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from ...dtypes import FLOAT32
from ...errors import SubmissionError
from ...exercise import Exercise
from ...reference.distribution import Crowd, crowd, distance, placed, trend
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
# What a right sampler exceeds in fewer than one of 10^9 checks: a sample farther from its distribution than FAR, nearer
# than NEAR, with a part that is more crowded or emptier than SURPRISING, with more equal numbers than EQUAL, or with
# numbers that hang together more than LINKED, which those of samplers of any other distribution do not; or one that
# leans more than LEANING.
FAR, NEAR, SURPRISING, LEANING, LINKED = 3.3, 0.22, 35.0, 6.8, 8.0
EQUAL = 0.05  # of all numbers; of float32's uniform ones, a thousandth are equal to another
LIKELY = 2.0  # a mistake explains a sample that is nearer to its distribution than this, as 999 of 1000 are


class DistributionCheck:
    """Large samples under all settings, beside the exact distribution function."""

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
        shares = {k: placed(self._exercise, dict(k), s) for k, s in samples.items()}
        far = {k: distance(s) for k, s in shares.items()}
        wrong = [k for k, d in far.items() if d > FAR]
        if wrong:
            share = far[wrong[0]] / math.sqrt(math.prod(SIZE))
            summary = f"the share of numbers below some x is off by {share:.4f}{self._with(wrong[0], clues)}"
            found = recognise_samples(self._exercise, samples, clues)
            return self._failed("D601", f"{summary}; chance explains {FAR / math.sqrt(math.prod(SIZE)):.4f}", found)
        leaning = next((k for k, s in shares.items() if trend(s) > LEANING), None)
        if leaning is not None:
            middle = 100 * sum(s < 0.5 for s in shares[leaning]) / math.prod(SIZE)
            inner = 100 * sum(0.25 < s < 0.75 for s in shares[leaning]) / math.prod(SIZE)
            summary = f"{middle:.1f} % of the numbers are below the median, {inner:.1f} % between the quartiles"
            found = recognise_samples(self._exercise, samples, clues)
            return self._failed("D601", f"{summary}{self._with(leaning, clues)}; half should be, but for chance", found)
        for key, found_at in ((k, crowd(s)) for k, s in shares.items()):
            if found_at.surprise > SURPRISING:
                return self._failed("D601", _crowded(found_at, samples[key][found_at.place]) + self._with(key, clues))
        numbers = base.count(math.prod(SIZE), "number")
        summary = f"{numbers} for each of {base.count(len(samples), 'setting')}, spread as they should be"
        return CheckResult(
            name=self.name,
            dtype=self.dtype.name,
            status="passed",
            summary=summary,
            score=Score(self.points, self.points),
        )

    def _with(self, settings: tuple[tuple[str, Any], ...], clues: Clues) -> str:
        """The settings of a sample; of one without any, the defaults that are not the exercise's."""
        if settings:
            return " with " + ", ".join(f"{n}={v!r}" for n, v in settings)
        said = wrong_defaults(self._exercise, clues.source)
        return f" ({'; '.join(said.values())})" if said else ""

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


def _crowded(found: Crowd, x: float) -> str:
    where = "at most" if found.closed else "below"
    return f"{found.count:,} of {math.prod(SIZE):,} numbers are {where} {x:.4g}; about {found.expected:,.0f} should be"


class Draws:
    """Numbers drawn one by one: sizes, independence, calls that differ, and uniform numbers of exactly 0."""

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
        first, second = (
            asking.numbers(answer, SIZE, self.dtype, f"the result of {self._exercise.slug}")
            for answer in draw(session, self._exercise, self._seed, Sampling([SIZE, SIZE]))
        )
        if first == second:
            raise SubmissionError("D602", "a second call draws the same numbers again: is a seed set in the function?")
        if not all(map(math.isfinite, first)):
            raise SubmissionError("D603", "a number drawn is infinite or nan")
        if not all(map(math.isfinite, second)):
            raise SubmissionError("D603", "a number drawn is infinite or nan")
        numbers = [*first, *second]
        if len(numbers) - len(set(numbers)) > EQUAL * len(numbers):
            raise SubmissionError("D602", "the same numbers come again: draw every element by itself")
        if _linked(numbers):
            raise SubmissionError("D602", "the numbers hang together: every element must be drawn by itself")
        if distance(placed(self._exercise, {}, first)) < NEAR:
            raise SubmissionError("D602", "the numbers are spread too evenly to have been drawn by chance")

    def _extremes(self, session: Session) -> None:
        (answer,) = draw(session, self._exercise, self._seed, Sampling([SIZE], extreme=True))
        numbers = asking.numbers(answer, SIZE, self.dtype, f"the result of {self._exercise.slug}")
        if not all(map(math.isfinite, numbers)):
            message = "a uniform number of exactly 0, or as near to 1 as can be, gives an infinite number or nan"
            raise SubmissionError("D603", message)


def _linked(numbers: Sequence[float]) -> bool:
    from ...reference.independence import dependence  # this brings numpy, which no other check of a sampler needs

    return dependence(numbers) > LINKED


@dataclass(frozen=True)
class Sampling:
    """Tensors to be drawn, of these sizes, one call after the other; of uniform numbers that are `extreme` or usual."""

    sizes: Sequence[tuple[int, ...]]
    settings: Mapping[str, Any] = field(default_factory=dict)
    extreme: bool = False


def draw(session: Session, exercise: Exercise, seed: int, wanted: Sampling) -> Sequence[protocol.Tensor]:
    """What the submission draws; it does not learn the seed itself."""
    sizes, settings, extreme = wanted.sizes, wanted.settings, wanted.extreme
    drawn = Random(f"{seed}/{exercise.slug}/{sorted(settings.items())!r}/{sizes}/{extreme}").getrandbits(63)
    request = {"name": exercise.slug, "keywords": dict(settings), "sizes": sizes, "seed": drawn, "extreme": extreme}
    return session.ask(Request(protocol.SAMPLE, request, [], len(sizes)), Given(exercise.slug, words(settings), ()))


def recognise_samples(
    exercise: Exercise, samples: Mapping[tuple[tuple[str, Any], ...], Sequence[float]], clues: Clues | None = None
) -> tuple[Diagnosis, ...]:
    """The misconceptions whose distribution all samples are likely to have; or else the change of the submission's code
    with which they would have the right one.
    """
    matching = distinct(
        [
            m
            for m in exercise.misconceptions
            if all(distance(placed(exercise, dict(k), s, m)) < LIKELY for k, s in samples.items())
        ]
    )
    if not matching and clues:
        from ..diagnosis.repairs import repair_samples  # this brings numpy, which a right submission does not need

        change = repair_samples(exercise, samples, clues, Budget(REPAIR))
        return (change,) if change else ()
    which = f"all {len(samples)} samples" if len(samples) > 1 else "the sample"
    evidence = f"it has the distribution of {which}"
    return tuple(record(exercise, m, len(matching), m.explanation, evidence) for m in matching)
