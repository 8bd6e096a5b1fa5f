"""How a time grows with the size of the input."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy

    Samples = Sequence["numpy.typing.NDArray[numpy.float64]"]

DRAWS = 1000  # of the bootstrap
SURE = 0.99


@dataclass(frozen=True)
class Growth:
    """The exponent p of time ~ size^p, the exponent of a baseline's time, and a 99 % interval for
    the difference.

    At small sizes an operation of torch hardly takes longer for more entries, so p is near 0. A
    Python loop over the entries has nearly 1, and code that builds n x n entries nearly 2.
    """

    exponent: float
    baseline: float
    low: float
    high: float


def growth(
    sizes: Sequence[int],
    own: Sequence[Sequence[float]],
    beside: Sequence[Sequence[float]],
    random: "numpy.random.Generator",
) -> Growth:
    """Fits exponents to some times at each size. Returns them with the bootstrap interval of their
    difference (Efron 1979).

    The fit uses the lower quartile of the times, because a disturbance only makes a lap longer.
    """
    import numpy

    logs = numpy.log(numpy.array(sizes, float))
    times, others = ([numpy.log(numpy.array(t)) for t in samples] for samples in (own, beside))

    def slope(samples: "Samples") -> float:
        return float(numpy.polyfit(logs, [numpy.quantile(s, 0.25) for s in samples], 1)[0])

    def drawn(samples: "Samples") -> "Samples":
        return [random.choice(s, len(s)) for s in samples]

    differences = [slope(drawn(times)) - slope(drawn(others)) for _ in range(DRAWS)]
    low, high = numpy.quantile(differences, [(1 - SURE) / 2, (1 + SURE) / 2])
    return Growth(slope(times), slope(others), float(low), float(high))
