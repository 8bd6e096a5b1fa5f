"""Do numbers that were drawn hang together: neighbours, rows, halves, calls, in order or mirrored?

Numbers drawn one by one can stand in any order. So their ranks have the correlation 0 with
themselves at every distance (Wald and Wolfowitz 1943), whatever the distribution is. The same holds
for how far ranks are from the middle one.
"""

from collections.abc import Sequence

import numpy

from .numeric import Array


def dependence(sample: Sequence[float]) -> float:
    """The largest correlation of a sample with itself, each as a number of standard deviations.

    All distances are looked at, and all ways to pair the sample with itself read backwards: about 3
    n normal numbers for n numbers that are independent.
    """
    ranks = _ranks(sample)
    return max(_largest(ranks), _largest(numpy.abs(ranks)))


def _ranks(sample: Sequence[float]) -> Array:
    """The place of each number in order, counted from the middle; equal numbers share one."""
    _, place, count = numpy.unique(numpy.array(sample), return_inverse=True, return_counts=True)
    mean = numpy.cumsum(count) - (count + 1) / 2
    ranks: Array = mean[place] - (len(sample) - 1) / 2
    return ranks


def _largest(scores: Array) -> float:
    scores = scores - scores.mean()
    whole = float(scores @ scores)
    if not whole:
        return 0.0
    n = len(scores)
    waves = numpy.fft.fft(scores)
    apart = numpy.fft.ifft(waves * waves.conj()).real[1 : n // 2 + 1]
    if n % 2 == 0:
        apart[-1] /= numpy.sqrt(2)  # every pair is in it twice, as in the mirrored ones
    mirrored = numpy.fft.ifft(waves * waves).real / numpy.sqrt(2)
    return float(max(numpy.abs(apart).max(), numpy.abs(mirrored).max()) / whole * numpy.sqrt(n))
