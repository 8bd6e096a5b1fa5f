"""Whether results of timed calls are right, compared with those of a baseline for the same
inputs.
"""

import numpy
from numpy.typing import NDArray

from ...errors import SubmissionError

CLOSE = 1e-4  # of a number and of the usual size of all, how far it may be from the baseline's
FAR = 0.1  # of all numbers, how many may be farther
MISSING = 0.05  # of the length of all numbers together, how far they may be from the baseline's

Numbers = NDArray[numpy.float32] | NDArray[numpy.float64]


def right(got: Numbers, expected: Numbers, size: Numbers) -> bool:
    """Whether nearly all numbers are close to those expected, which are about as large as `size`
    says, and hardly anything is missing from the others.

    Not all have to be close: at a kink every slope between those of its sides is right, and among
    millions of numbers some lie there, or so near that the order of sums decides on which side.
    Work that was left out misses more, work in a coarser format is far off nearly everywhere.
    """
    known = numpy.isfinite(expected)
    error, usual = numpy.abs(got - expected)[known], size[known]
    if not error.size:
        return True
    far = ~(error <= CLOSE * (usual + _length(usual) / numpy.sqrt(usual.size)))
    return bool(numpy.mean(far) <= FAR and _length(error) <= MISSING * _length(usual))


def refuse(wrong: int, count: int) -> None:
    """Refuse a lap of which so many results are wrong.

    Raises:
        SubmissionError: P803, if any is.
    """
    if wrong:
        raise SubmissionError("P803", f"{wrong:,} of {count:,} results of timed calls are wrong, though right else")


def _length(numbers: Numbers) -> float:
    """The Euclidean length; NaN, which is below no limit, if one of the numbers is.
    numpy.linalg.norm would have all cores work for it, which wait for each other where others use
    them.
    """
    return float(numpy.sqrt(numpy.square(numbers.astype(numpy.float64)).sum()))
