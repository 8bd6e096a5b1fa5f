"""Compares results of timed calls with those of a baseline for the same inputs."""

import numpy
from numpy.typing import NDArray

from ...errors import SubmissionError

CLOSE = 1e-4  # of a number and of the usual size: the largest distance from the baseline's number
FAR = 0.1  # of all numbers: so many may be farther away
MISSING = 0.05  # of the length of all numbers: the largest distance from the baseline's numbers

Numbers = NDArray[numpy.float32] | NDArray[numpy.float64]


def right(got: Numbers, expected: Numbers, size: Numbers) -> bool:
    """Whether nearly all numbers are close to those expected, which are about as large as `size`
    says, and the others miss hardly anything.

    Not all have to be close. At a kink every slope between those of its sides is right. Among
    millions of numbers some lie there, or so near that the order of sums decides the side. Omitted
    work misses more, and work in a coarser format is far off nearly everywhere.
    """
    known = numpy.isfinite(expected)
    error, usual = numpy.abs(got - expected)[known], size[known]
    if not error.size:
        return True
    far = ~(error <= CLOSE * (usual + _length(usual) / numpy.sqrt(usual.size)))
    return bool(numpy.mean(far) <= FAR and _length(error) <= MISSING * _length(usual))


def refuse(wrong: int, count: int) -> None:
    """Refuses a lap with so many wrong results.

    Raises:
        SubmissionError: P803, if any result is wrong.
    """
    if wrong:
        raise SubmissionError("P803", f"{wrong:,} of {count:,} results of timed calls are wrong, though right else")


def _length(numbers: Numbers) -> float:
    """Returns the Euclidean length, or NaN, which is below no limit, if one of the numbers is NaN.
    numpy.linalg.norm would use all cores, which wait for each other if other programs use them.
    """
    return float(numpy.sqrt(numpy.square(numbers.astype(numpy.float64)).sum()))
