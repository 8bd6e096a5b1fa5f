"""Layers: functions of vectors and of weights that training adjusts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from .. import layout
from ..drawing.draft import Clause, Draft, Drawing, Part, Timed
from ..drawing.tensors import entries
from ..errors import Blame
from ..family import Family
from ..layout import Layout, Sample
from ..specification import Input, Specification
from . import batches
from .make import REALS, SPEED, Decorator, Domains, Options, Shapes, Traps, Variants, door, exercise

SIZES = ({"in": 3, "out": 2}, {"in": 2, "out": 3})
BATCH = 4


class Layers(Family):
    """a vector and small weights in, a vector out, for every entry of a batch"""

    name = "layer"
    no_gradient: ClassVar[str] = (
        'a layer has no derivative to write: its inputs are matrices. Say what goes wrong with of="value"'
    )
    multiplies: ClassVar[bool] = True

    def check_shapes(self, names: Sequence[str], shapes: Shapes, complain: Blame) -> None:
        if set(shapes) != set(names):
            complain("A602", f"needs shapes= for exactly its inputs {', '.join(names)}")
        if foreign := {d for shape in shapes.values() for d in shape} - {"in", "out"}:
            there = 'those of a layer are "in" and "out" alone'
            complain("A602", f"has the dimension {', '.join(sorted(foreign))}: {there}")

    def outputs(self, spec: Specification, sizes: Mapping[str, int]) -> tuple[int, str] | None:
        return sizes["out"], "a sample"

    def drafts(self, spec: Specification, drawing: Drawing) -> Iterator[Draft]:
        """A batch for every choice of sizes, the first with easy numbers."""
        for number, sizes in enumerate(spec.sizes):
            plan = self.sampled(spec, BATCH, sizes)
            yield Draft(plan, entries(spec, plan, drawing, easy=number == 0), drawing.settings)

    def clauses(self, spec: Specification) -> list[Clause]:
        sizes = spec.sizes[0]
        return [
            Clause("batch of 1", self.sampled(spec, 1, sizes)),
            Clause("empty batch", self.sampled(spec, 0, sizes)),
            Clause("dimensions of length 1", self.sampled(spec, 3, dict.fromkeys(sizes, 1))),
            Clause("strided", self.sampled(spec, 4, sizes), strided=True),
        ]

    def sampled(self, spec: Specification, count: int, sizes: Mapping[str, int]) -> Layout:
        return layout.layer(spec, count, sizes)

    def cut(self, spec: Specification, whole: Part, plan: Layout, samples: Sequence[Sample], wrt: str) -> Part:
        return batches.cut(spec, whole, plan, samples, wrt)

    def written_sizes(self, spec: Specification) -> Mapping[str, int]:
        return {name: 1 if name in spec.output else 2 for name in super().written_sizes(spec)}

    def drawn_sizes(self, spec: Specification) -> Mapping[str, int]:
        return {name: 1 for sizes in spec.sizes for name in sizes}

    def at_rest(self, item: Input, count: int) -> list[float] | None:
        return [1.0 if len(item.shape) > 1 else 0.0] * count  # weights and biases

    def timed(self, spec: Specification, size: int, row: int) -> Timed | None:
        return batches.timed(spec, size)


LAYER = Layers()


@door
def layer(
    *,
    shapes: Shapes,
    domain: Domains = REALS,
    traps: Traps = (),
    variants: Variants = (),
    torch: str | None = None,
    deviation: str = "",
    forbids: Sequence[str] | None = (),
    speed: float | None = SPEED,
) -> Decorator:
    """A vector and small weights in, a vector out; the first input has a batch dimension in front
    of `shapes`.

    Vectors come as sequences, matrices as sequences of rows. The result's dimension is called
    "out".

    Raises:
        ExerciseError: if the function or an option does not fit; it names the line.
    """
    options = Options(
        domain=domain,
        traps=traps,
        shapes=shapes,
        shared=tuple(shapes)[1:],
        sizes=SIZES,
        output=("out",),
        variants=variants,
        torch=torch,
        deviation=deviation,
        forbids=forbids,
        speed=speed,
    )
    return exercise(LAYER, options)
