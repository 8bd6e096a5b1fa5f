"""How a time grows with the size of what is worked on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy

DRAWS = 1000  # of the bootstrap
SURE = 0.99


@dataclass(frozen=True)
class Growth:
    """The exponent p of time ~ size^p, and an interval that holds it with 99 %.

    At small sizes an operation of torch hardly takes longer for more entries, so that p is near 0; a Python loop over
    the entries has 1, and what builds n x n entries 2.
    """

    exponent: float
    low: float
    high: float


def growth(sizes: Sequence[int], time_at: Callable[[int], Sequence[float]], random: "numpy.random.Generator") -> Growth:
    """Fit the exponent to some times at each size, with its bootstrap interval (Efron 1979).

    Of the times the lower quartile is taken: what disturbs a lap only makes it longer.
    """
    import numpy

    times = [numpy.log(numpy.array(time_at(n))) for n in sizes]
    logs = numpy.log(numpy.array(sizes, float))

    def slope(samples: Sequence["numpy.typing.NDArray[numpy.float64]"]) -> float:
        return float(numpy.polyfit(logs, [numpy.quantile(s, 0.25) for s in samples], 1)[0])

    drawn = [slope([random.choice(t, len(t)) for t in times]) for _ in range(DRAWS)]
    low, high = numpy.quantile(drawn, [(1 - SURE) / 2, (1 + SURE) / 2])
    return Growth(slope(times), float(low), float(high))
