"""Samplers: functions that draw random numbers."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from .. import layout, stubs
from ..domains import Reals
from ..errors import Blame
from ..family import Family, Procedure
from ..layout import Layout
from ..specification import Input, Specification, Subject
from .make import Decorator, Options, Variants, door, exercise


class Samplers(Family):
    """random numbers, drawn from a distribution"""

    name = "sampler"
    procedure: ClassVar[Procedure] = Procedure.DRAW
    subjects: ClassVar[tuple[Subject, ...]] = ("distribution",)

    def check_input(self, item: Input, first: bool, complain: Blame) -> None:
        if not first or not isinstance(item.domain, Reals):
            needed = "must take one number, whose domain is Reals(...): where nearly all of the numbers drawn lie"
            complain("A602", needed)

    def value_name(self, spec: Specification) -> str:
        return "distribution"

    def sampled(self, spec: Specification, count: int, sizes: Mapping[str, int]) -> Layout:
        """Numbers to ask the distribution function at."""
        return layout.elementwise(spec, {i.name: (count,) for i in spec.inputs})

    def starter(self, spec: Specification) -> str:
        size = ["size: tuple[int, ...]", *stubs.settings(spec)]
        return stubs.function(spec.slug, size, "torch.Tensor", "draw a tensor of this size")


SAMPLER = Samplers()


@door
def sampler(
    *,
    domain: Reals,
    variants: Variants = (),
    torch: str | None = None,
    deviation: str = "",
    forbids: Sequence[str] | None = ("distributions",),
) -> Decorator:
    """The distribution function of numbers to be drawn: the probability of one below x.

    A submission takes the size of the tensor to be drawn. `domain` is where nearly all of the
    numbers lie. What is not said otherwise forbids the classes of torch.distributions.

    Raises:
        ExerciseError: if the function or an option does not fit; it names the line.
    """
    return exercise(
        SAMPLER, Options(domain=domain, variants=variants, torch=torch, deviation=deviation, forbids=forbids)
    )
