"""Numbers for inputs: the author's traps, easy ones that a person can follow, and samples of the
domain.
"""

import math
from collections.abc import Sequence
from itertools import islice
from random import Random

from ..dtypes import DType
from ..errors import ExerciseError
from ..specification import Input

MOST_SPECIAL = 6


def simple(item: Input, dtype: DType) -> list[float]:
    """Easy numbers of the domain, or if it has none any number of it."""
    return rounded(item.domain.simple, item, dtype) or samples(item, dtype, Random(0), 1)


def traps(item: Input, dtype: DType) -> list[float]:
    """The traps, as this format holds them."""
    return rounded(item.traps, item, dtype)


def special(item: Input, dtype: DType) -> list[float]:
    """The numbers at which an input is special, for its domain or for the author: the first few."""
    return list(dict.fromkeys([*rounded(item.domain.special, item, dtype), *traps(item, dtype)]))[:MOST_SPECIAL]


def border(item: Input, dtype: DType) -> list[float]:
    """The numbers at the border of an open domain."""
    return [dtype.round(x) for x in item.domain.border]


def samples(item: Input, dtype: DType, random: Random, count: int) -> list[float]:
    """Numbers drawn from the domain.

    Raises:
        ExerciseError: A617, if the format has hardly any number of the domain.
    """
    draws = (item.domain.sample(random) for _ in range(100 * count))
    numbers = list(islice((r for x in draws for r in rounded([x], item, dtype)), count))
    if len(numbers) < count:
        raise ExerciseError("A617", f"the domain of {item.name} has hardly a number in {dtype.name}: {item.domain}")
    return numbers


def rounded(numbers: Sequence[float], item: Input, dtype: DType) -> list[float]:
    """The numbers in this format; those that it cannot hold, or that leave the domain, are
    dropped.
    """
    return [r for x in numbers if math.isfinite(r := dtype.round(x)) and r in item.domain]
