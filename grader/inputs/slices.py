"""Lines through the inputs of an exercise, for drawing: one number varies, all others keep
still.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod
from random import Random

from ..domains import Classes, Distribution
from ..drawing.draft import Draft
from ..dtypes import DType
from ..exercise import Exercise
from ..layout import Layout
from ..specification import Input

WIDEST = 6.0  # most curves live in [-6, 6]
SAMPLES = 1000  # of a domain that has no ends, to see how far it goes
CURVES = 3  # as many values of a target or parameter are drawn


class NoSlice(Exception):
    """Why there is nothing to draw."""


@dataclass(frozen=True)
class Slice:
    """A line through the inputs: the first entry of the first input varies, `still` has the entries
    of a sample.

    It is drawn output by output; `label` tells it from the exercise's other lines.
    """

    exercise: Exercise
    still: Mapping[str, Sequence[float]]
    sizes: Mapping[str, int]
    label: str

    @property
    def outputs(self) -> int:
        """How many outputs a sample has."""
        return len(self._layout(1).samples[0].outputs)

    def draft(self, xs: Sequence[float]) -> Draft:
        """A call with one sample for each x."""
        plan = self._layout(len(xs))
        first = self.exercise.inputs[0].name
        data = {name: [0.0] * prod(shape) for name, shape in plan.shapes.items()}
        for x, sample in zip(xs, plan.samples, strict=True):
            rest = {name: iter(numbers) for name, numbers in self.still.items()}
            moving = True
            for name, entry in sample.inputs:
                number = next(rest[name])
                if name == first and moving:
                    number, moving = x, False
                data[name][entry] = number
        keywords = self.exercise.family.sampled_keywords(self.exercise)
        omitted = tuple(i.name for i in self.exercise.inputs if i.default is not None)
        return Draft(plan, {name: tuple(numbers) for name, numbers in data.items()}, keywords, omitted)

    def _layout(self, count: int) -> Layout:
        return self.exercise.family.sampled(self.exercise, count, self.sizes)


def slices(exercise: Exercise, dtype: DType) -> list[Slice]:
    """The lines to draw for an exercise, of numbers that a format has: one, or one for each of a
    few targets or parameters.

    Raises:
        NoSlice: if it gives no number for each sample.
    """
    if exercise.family.no_curve:
        raise NoSlice(f"{exercise.slug} {exercise.family.no_curve}")
    if exercise.reductions and "none" not in exercise.reductions:
        raise NoSlice(f"{exercise.slug} has no loss for a single sample, so there is no curve to draw")
    sizes = exercise.family.drawn_sizes(exercise)
    still = {i.name: _still(i, exercise, sizes) for i in exercise.inputs}
    second = next((i for i in exercise.inputs[1:] if i.default is None and not i.shared), None)
    choices = [still]
    if second and len(still[second.name]) == 1:
        choices = [{**still, second.name: [value]} for value in _choices(second, exercise, sizes)]
    exact = ({name: [dtype.round(x) for x in entries] for name, entries in chosen.items()} for chosen in choices)
    return [Slice(exercise, entries, sizes, _label(exercise, entries)) for entries in exact]


def interval(item: Input) -> tuple[float, float]:
    """Where an input is varied: over its domain, but no farther out than most curves live."""
    random = Random(0)
    drawn = [item.domain.sample(random) for _ in range(SAMPLES)]
    low, high = getattr(item.domain, "low", min(drawn)), getattr(item.domain, "high", max(drawn))
    return max(low, -WIDEST), min(high, WIDEST)


def _still(item: Input, exercise: Exercise, sizes: Mapping[str, int]) -> Sequence[float]:
    """The entries of an input in every sample; what the first one has in place of x is never
    seen.
    """
    count = prod(exercise.family.sample_shape(item, sizes))
    if (rest := exercise.family.at_rest(item, count)) is not None:
        return rest
    if item.default is not None:
        return [item.default] * count
    if isinstance(item.domain, Distribution) and count > 1:
        return item.domain.row(Random(0), count)
    easy = item.domain.simple or [item.domain.sample(Random(0))]
    first = item == exercise.inputs[0]
    return [easy[(k - first) % len(easy)] for k in range(count)]


def _choices(item: Input, exercise: Exercise, sizes: Mapping[str, int]) -> list[float]:
    """A few values of a target or a parameter."""
    if isinstance(item.domain, Classes):
        return [float(k) for k in range(min(sizes[item.domain.of], CURVES))]
    traps = [t for t in item.traps if abs(t) <= WIDEST] if exercise.family.per_entry else []
    return sorted((traps or list(item.domain.simple) or [item.domain.sample(Random(0))])[:CURVES])


def _label(exercise: Exercise, still: Mapping[str, Sequence[float]]) -> str:
    """What keeps still, short of matrices, and for a vector where x is in it."""
    first, *others = exercise.inputs
    short = [i.name for i in others if i.default is None and (len(i.shape) < 2 or len(still[i.name]) == 1)]
    parts = {name: [f"{x:g}" for x in still[name]] for name in short}
    if len(still[first.name]) > 1:
        parts = {first.name: ["x", *(f"{x:g}" for x in still[first.name][1:])], **parts}
    return ", ".join(f"{name} = {p[0] if len(p) == 1 else '(' + ', '.join(p) + ')'}" for name, p in parts.items())
