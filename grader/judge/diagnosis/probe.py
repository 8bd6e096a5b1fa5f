"""Compares results of a submission with those of any formula for the same inputs, in float64, for a
first test.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import prod
from typing import Any

import numpy

from ...dtypes import DType
from ...exercise import Exercise
from ...inputs import Case, cases
from ...reference.expected import divisor
from ...reference.formula import flat
from ...reference.numeric import Array, hyperparameters, nest
from ..answers.clues import FRESH
from ..answers.evidence import Answer
from .candidates import Candidate, Memory

MOST_PROBES = 4
CLOSE = 1e-3  # of a number: the error of a candidate in a first test; float16 is coarser
LEAST_NEAR = 0.8  # of the numbers must be near if a formula is likely
NOISE = 1e-5  # of the size of the inputs


@dataclass(frozen=True)
class Probe:
    """An answer with the inputs of its case as arrays, one number for each sample."""

    arguments: Sequence[Any]
    keywords: dict[str, Any]
    upstream: Sequence[Array]  # for each output; empty for values
    # for each number that a formula gives for a sample: its entry of the answer
    places: Sequence[Any]
    divisor: float
    tolerance: Array
    got: Array
    memory: Memory = field(default_factory=dict)

    @classmethod
    @numpy.errstate(all="ignore")  # numbers with an added allowance may have any size
    def of(cls, answer: Answer) -> "Probe":
        case, plan, exercise = answer.case, answer.case.call.layout, answer.case.call.exercise
        samples = plan.samples
        columns = [[case.call.data[name][n] for name, n in s.inputs] for s in samples]
        arrays = [numpy.array(column, float) for column in zip(*columns, strict=True)]
        arguments, start, places = [], 0, []
        for item in exercise.inputs:
            shape = exercise.family.sample_shape(item, plan.sizes)
            count = int(numpy.prod(shape, dtype=int))
            arguments.append(nest(arrays[start : start + count], shape))
            if item.name == answer.wrt:
                places = [numpy.array([s.inputs[k][1] for s in samples]) for k in range(start, start + count)]
            start += count
        outputs = [numpy.array(column) for column in zip(*(s.outputs for s in samples), strict=True)]
        upstream = [numpy.array(case.upstream, float)[o] for o in outputs] if answer.wrt else []
        allowed = numpy.array([b.allowed for b in answer.bands]) if answer.bands else 0.0
        got = numpy.array(answer.got, float)
        size = max(1.0, *(float(numpy.max(numpy.abs(a), initial=0.0)) for a in arrays if len(a)))
        coarse = max(1.0, case.dtype.unit * 2**24)
        tolerance = CLOSE * coarse * numpy.abs(got) + 64 * allowed + NOISE * coarse * min(size, 10.0)
        return cls(
            arguments,
            hyperparameters(exercise, case.call.settings),
            upstream,
            places or outputs,
            float(divisor(case.call)),
            tolerance,
            got,
        )

    def gives(self, candidate: Candidate) -> Array | None:
        """Returns the results of a formula, entry by entry; None if it fails or does not fit."""
        try:
            with numpy.errstate(all="ignore"):
                numbers = list(flat(candidate.numbers(self.arguments, self.keywords, self.memory)))
                if self.upstream:
                    width = len(self.places)
                    rows = [numbers[k * width : (k + 1) * width] for k in range(len(self.upstream))]
                    weighted = [[u * x for x in row] for u, row in zip(self.upstream, rows, strict=True)]
                    numbers = [sum(column) for column in zip(*weighted, strict=True)]
                entries = numpy.zeros(len(self.got))
                for place, number in zip(self.places, numbers, strict=True):
                    numpy.add.at(entries, place, real(number))
                return entries / self.divisor
        except Exception:  # an edit can cause any kind of error
            return None

    @numpy.errstate(all="ignore")  # the submission's numbers may have any size
    def fits(self, candidate: Candidate) -> bool:
        """Whether the submission may have computed the formula: near it where both are numbers."""
        numbers = self.gives(candidate)
        if numbers is None:
            return False
        known = numpy.isfinite(numbers) & numpy.isfinite(self.got)
        off = numpy.abs(numbers[known] - self.got[known])
        return bool(known.any()) and bool(numpy.all(off <= self.tolerance[known]))

    def tells(self, candidate: Candidate) -> bool:
        """Whether a formula gives anything except 0. If not, it cannot show which piece of it is
        missing.
        """
        numbers = self.gives(candidate)
        return numbers is not None and bool(numbers.any())

    @numpy.errstate(all="ignore")  # the submission's numbers may have any size
    def likely(self, candidate: Candidate) -> bool:
        """Whether the submission may have computed the formula, though float64 can lose digits that
        an exact comparison keeps.
        """
        numbers = self.gives(candidate)
        if numbers is None:
            return True
        known = numpy.isfinite(numbers) & numpy.isfinite(self.got)
        near = numpy.abs(numbers[known] - self.got[known]) <= self.tolerance[known]
        return not known.any() or bool(numpy.mean(near) > LEAST_NEAR)


def probes(answers: Sequence[Answer]) -> list[Probe]:
    """Returns some answers, with as many different settings as possible, those with most numbers
    first.
    """
    by_settings: dict[str, Answer] = {}
    for answer in sorted(answers, key=lambda a: -len(a.got)):
        key = f"{dict(answer.case.call.settings)}/{answer.case.call.layout.reduction}"
        by_settings.setdefault(key, answer)
    return [Probe.of(a) for a in list(by_settings.values())[:MOST_PROBES]]


def fresh(answers: Sequence[Answer]) -> Iterator[Probe]:
    """Yields inputs that no check uses, for the same leg."""
    first = answers[0]
    for case in _fresh_cases(first.case.call.exercise, first.case.dtype):
        shape = case.call.layout.shapes[first.wrt] if first.wrt else case.call.layout.result
        yield Probe.of(Answer(case, first.leg, [], [0.0] * prod(shape), first.wrt))


@lru_cache(maxsize=16)
def _fresh_cases(exercise: Exercise, dtype: DType) -> tuple[Case, ...]:
    """Returns cases that are the same for every submission: making them is half of a diagnosis."""
    return tuple(cases(exercise, dtype, FRESH))


def real(numbers: Any) -> Any:
    """Returns the numbers unchanged.

    Raises:
        ValueError: if they are complex, as powers of negative numbers can be.
    """
    if numpy.iscomplexobj(numbers):
        raise ValueError("complex numbers")
    return numbers
