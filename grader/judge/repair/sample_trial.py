"""Runs a sampler again on evenly spread uniform numbers, and compares it with the quantiles of the
right distribution.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray

from ...exercise import Exercise
from ...reference.distribution import GRID, inverse
from ...reference.numeric import Array
from .array_functions import EVENLY
from .expressions import Expressions
from .trial import Wanted, entries

# Kolmogorov's statistic of a sample beside the distribution it is from is larger in 1 of 1000
LIKELY = 2.0


@dataclass(frozen=True)
class Quantiles(Wanted):
    """The quantiles of a distribution in order; what was got is a sample, which has them only
    about.
    """

    sample: Array

    def same(self, numbers: Array, size: float) -> bool:
        """Whether the sample may be from where these quantiles are from."""
        shares = numpy.searchsorted(self.sample, numbers) / len(self.sample)
        even = (numpy.arange(len(numbers)) + 0.5) / len(numbers)
        off: NDArray[numpy.float64] = numpy.abs(shares - even) - 0.5 / len(numbers)
        return bool(off.max() * numpy.sqrt(len(self.sample)) < LIKELY)


@dataclass(frozen=True)
class SampleTrial:
    """A call of a sampler with some settings; its result is sorted."""

    name: str
    settings: Mapping[str, Any]
    wanted: Sequence[Quantiles]
    size: float = 1.0
    asked: str = ""  # no function's value

    @classmethod
    def of(cls, exercise: Exercise, settings: Mapping[str, Any], sample: Sequence[float]) -> "SampleTrial":
        """A sample that was drawn with these settings."""
        shares = [k / EVENLY for k in range(EVENLY + 1)]
        edges = numpy.array(list(inverse(exercise, settings, shares)))
        domain: Any = exercise.inputs[0].domain
        allowed = numpy.full(EVENLY, (domain.high - domain.low) / GRID)
        low, high = edges[:-1].copy(), edges[1:].copy()
        # of the outermost nobody knows how far out they are
        low[0], high[-1] = -numpy.inf, numpy.inf
        got = numpy.zeros(EVENLY)
        return cls(
            exercise.slug, settings, [Quantiles(0, low, high, allowed, got, got, numpy.sort(numpy.array(sample)))]
        )

    def results(self, code: Expressions) -> list[Any]:
        """What is drawn, in order.

        Raises:
            Exception: of any kind, if the code cannot be redone.
        """
        drawn = code.ask(self.name, [(EVENLY,)], dict(self.settings))
        return [code.operate(numpy.sort, drawn)]

    def numbers(self, code: Expressions) -> list[Array]:
        """The results as arrays of entries.

        Raises:
            Exception: of any kind, if the code cannot be redone.
        """
        return [entries(r, EVENLY) for r in self.results(code)]

    def exact(self, code: Expressions, numbers: Sequence[Array]) -> bool:
        return True  # what was asked is looked at so

    def usable(self, code: Expressions) -> bool:
        """The other check of samplers is about extreme numbers."""
        return True
