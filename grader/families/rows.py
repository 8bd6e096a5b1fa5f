"""Functions of vectors, along a dimension that every submission gets as an argument."""

import math
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import ClassVar, Literal

from .. import layout
from ..drawing import numbers
from ..drawing.draft import Clause, Draft, Drawing, Part, Settings, Timed
from ..dtypes import DType
from ..family import Family
from ..layout import Layout, Sample, Shape
from ..specification import Input, Specification
from .make import REALS, SPEED, Decorator, Domains, Options, Traps, Variants, door, exercise

ROWS = 12
LENGTHS = {"row": (1, 2, 3, 5), "half": (2, 4, 6), "": (1, 2, 3, 5)}
OTHERS: Mapping[str, tuple[tuple[Shape, int], ...]] = {
    "row": (((4, 3), 0), ((2, 3, 2), 1), ((3,), 0)),
    "half": (((4, 3), 0), ((2, 6, 2), 1), ((4,), 0)),
    "": (((4, 3), 0), ((2, 3, 2), 1), ((3,), 0)),
}
SHOWN, SHOWN_IN_HALVES = 3, 4  # how long a row is shown


class Rowwise(Family):
    """a vector in, a vector or a number out, along the dimension that a submission gets as an
    argument
    """

    name = "rowwise"
    keywords: ClassVar[Mapping[str, str]] = {"dim": "int"}
    undrawn: ClassVar[tuple[str, ...]] = ("other dimensions",)
    along_dim: ClassVar[bool] = True

    def sample_shape(self, item: Input, sizes: Mapping[str, int]) -> Shape:
        return (sizes["row"],)

    def outputs(self, spec: Specification, sizes: Mapping[str, int]) -> tuple[int, str] | None:
        row = sizes["row"]
        return (row // 2 if spec.output == ("half",) else row, f"a row of {row}") if spec.output else None

    def drafts(self, spec: Specification, drawing: Drawing) -> Iterator[Draft]:
        """Rows of several lengths along the last dimension, with easy numbers and traps; then other
        dimensions.
        """
        output, inputs = "".join(spec.output), spec.inputs_under(drawing.settings)
        settings, dtype, random = drawing.settings, drawing.dtype, drawing.random
        for length in LENGTHS[output]:
            lists = [_rows(item, length, dtype, random) for item in inputs]
            count = max(map(len, lists))
            samples = [tuple(x for rows in lists for x in rows[n % len(rows)]) for n in range(count)]
            if length == max(LENGTHS[output][:3]):
                samples += drawing.separating({"row": length}, samples)
            data = {
                item.name: tuple(x for s in samples for x in s[k * length : (k + 1) * length])
                for k, item in enumerate(inputs)
            }
            yield Draft(self.along(spec, (len(samples), length), -1), data, {**settings, "dim": -1})
        for shape, dim in OTHERS[output]:
            data = {i.name: tuple(numbers.samples(i, dtype, random, math.prod(shape))) for i in inputs}
            yield Draft(self.along(spec, shape, dim), data, {**settings, "dim": dim})

    def clauses(self, spec: Specification) -> list[Clause]:
        def clause(name: str, shape: Shape, dim: int, strided: bool = False) -> Clause:
            return Clause(name, self.along(spec, shape, dim), {"dim": dim}, strided)

        return [
            clause("1-d", (4,), 0),
            clause("3-d", (2, 4, 3), 1),
            clause("negative dim", (2, 4, 3), -2),
            clause("dimensions of length 1", (1, 4, 1), 1),
            clause("empty", (0, 4), 1),
            clause("strided", (3, 4), 1, strided=True),
        ]

    def sampled(self, spec: Specification, count: int, sizes: Mapping[str, int]) -> Layout:
        return self.along(spec, (count, sizes["row"]), -1)

    def sampled_keywords(self, spec: Specification) -> Settings:
        return {"dim": -1}

    def along(self, spec: Specification, shape: Shape, dim: int) -> Layout:
        return layout.rowwise(spec, shape, dim)

    def cut(self, spec: Specification, whole: Part, plan: Layout, samples: Sequence[Sample], wrt: str) -> Part:
        """Rows as a tensor of their own. Across the last dimension it is the whole: a mistake may
        be in the dimension, which one row does not show.
        """
        rank = len(plan.shapes[spec.inputs[0].name])
        if whole.keywords["dim"] % rank != rank - 1:
            return whole
        parts = {name: [[n for i, n in s.inputs if i == name] for s in samples] for name in whole.data}
        own = samples[0].outputs
        before: Shape = () if len(samples) == 1 else (len(samples),)
        data = {name: tuple(whole.data[name][n] for row in parts[name] for n in row) for name in whole.data}
        shapes: dict[str, Shape] = {name: (*before, len(parts[name][0])) for name in whole.data}
        result: Shape = (*before, len(own)) if spec.output else before
        place = parts[wrt][0].index(whole.entry) if wrt else own.index(whole.entry)
        upstream = tuple(whole.upstream[n] for s in samples for n in s.outputs)
        return Part(data, shapes, upstream, result, {**whole.keywords, "dim": len(before)}, place)

    def written_sizes(self, spec: Specification) -> Mapping[str, int]:
        return {"row": SHOWN_IN_HALVES if spec.output == ("half",) else SHOWN}

    def drawn_sizes(self, spec: Specification) -> Mapping[str, int]:
        return self.written_sizes(spec)

    def shown_for(self, sizes: Mapping[str, int]) -> str:
        return f"a row of {sizes['row']} numbers"

    def timed(self, spec: Specification, size: int, row: int) -> Timed | None:
        lengths: dict[str, Shape] = {"row": (row,), "half": (row // 2,), "": ()}
        result = (size // row, *lengths["".join(spec.output)])
        return Timed([(i, (size // row, row)) for i in spec.inputs], result, {"dim": -1})


def _rows(item: Input, length: int, dtype: DType, random: Random) -> list[list[float]]:
    simple = numbers.simple(item, dtype)
    rows = [[simple[(r + k) % len(simple)] for k in range(length)] for r in range(3)]
    rows.append([simple[-1]] * length)
    for trap in numbers.traps(item, dtype):
        row = numbers.samples(item, dtype, random, length)
        row[random.randrange(length)] = trap
        rows.append(row)
    return rows + [numbers.samples(item, dtype, random, length) for _ in range(ROWS)]


ROWWISE = Rowwise()


@door
def rowwise(
    *,
    output: Literal["row", "half", "number"] = "row",
    domain: Domains = REALS,
    traps: Traps = (),
    wrt: Sequence[str] = (),
    variants: Variants = (),
    torch: str | None = None,
    deviation: str = "",
    forbids: Sequence[str] | None = (),
    by_hand: bool = True,
    speed: float | None = SPEED,
) -> Decorator:
    """A vector in, a vector out, along the dimension `dim` that every submission takes; vectors
    come as sequences.

    The result has as many entries as the inputs, `output` "half" as many, or is a "number", whose
    dimension is gone. It is differentiated by the inputs in `wrt`: all of them if none is named.
    The rest is as for elementwise ones.

    Raises:
        ExerciseError: if the function or an option does not fit; it names the line.
    """
    options = Options(
        domain=domain,
        traps=traps,
        wrt=wrt,
        output=() if output == "number" else (output,),
        variants=variants,
        torch=torch,
        deviation=deviation,
        forbids=forbids,
        by_hand=by_hand,
        speed=speed,
    )
    return exercise(ROWWISE, options)
