"""Points of functions of numbers: easy ones, traps, samples, and those at which wrong answers
differ.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from random import Random

from ..domains import Reals
from ..dtypes import DType
from ..specification import Input, Specification
from . import numbers
from .draft import Data, Drawing, Point

SAMPLES = 64
TINY = 2.0**-14  # how near to a kink, or to each other, numbers are asked


def all_points(spec: Specification, drawing: Drawing) -> list[Point]:
    """The points of a function of numbers, with those that tell wrong answers apart."""
    drawn = points(spec.inputs_under(drawing.settings), drawing.dtype, drawing.random)
    drawn += drawing.beside(drawn)
    return [*drawn, *drawing.separating({}, drawn)]


def points(inputs: Sequence[Input], dtype: DType, random: Random) -> list[Point]:
    """Points for inputs of one shape: easy ones, each trap beside easy numbers, samples."""
    easy = [numbers.simple(i, dtype) for i in inputs]
    found = [tuple(e[(n + 3 * k) % len(e)] for k, e in enumerate(easy)) for n in range(max(map(len, easy)))]
    for k, item in enumerate(inputs):
        traps = numbers.traps(item, dtype)
        found += [tuple(t if j == k else random.choice(e) for j, e in enumerate(easy)) for t in traps]
    found += [p for p in _crossed(inputs, easy, dtype) if p not in found]
    drawn = [numbers.samples(i, dtype, random, SAMPLES) for i in inputs]
    return [*found, *zip(*drawn, strict=True)]


def close(inputs: Sequence[Input], dtype: DType) -> Iterator[Point]:
    """Points at which two inputs that are compared, as a prediction and its target, are nearly
    equal.
    """
    easy = [numbers.simple(i, dtype)[0] for i in inputs]
    for i, j in combinations(range(len(inputs)), 2):
        if type(inputs[i].domain) is type(inputs[j].domain) is Reals:
            for x, y in ((-TINY, 0.0), (-0.5, -0.5 - 2.0**-20), (-(2.0**-20), -(2.0**-19))):
                yield tuple(dtype.round(x) if k == i else dtype.round(y) if k == j else e for k, e in enumerate(easy))


def columns(inputs: Sequence[Input], rows: Sequence[Point]) -> Data:
    """Points as one tensor for each input."""
    return {item.name: tuple(p[k] for p in rows) for k, item in enumerate(inputs)}


def _crossed(inputs: Sequence[Input], easy: Sequence[Sequence[float]], dtype: DType) -> Iterator[Point]:
    """Every special number of an input beside every special number of every other one."""
    special = [numbers.special(i, dtype) for i in inputs]
    for i, j in combinations(range(len(inputs)), 2):
        for n, (x, y) in enumerate(product(special[i], special[j])):
            yield tuple(x if k == i else y if k == j else e[n % len(e)] for k, e in enumerate(easy))
