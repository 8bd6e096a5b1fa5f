"""Losses: a number for every sample, added up by a reduction."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from .. import layout, stubs
from ..domains import Classes, Distribution
from ..drawing import numbers
from ..drawing.draft import Clause, Draft, Drawing, Part, Settings, Timed
from ..drawing.points import all_points, close, columns
from ..drawing.tensors import entries
from ..dtypes import DType
from ..errors import Blame
from ..family import Family
from ..layout import Layout, Sample, Shape
from ..specification import Input, Specification
from . import batches
from .make import REALS, SPEED, Decorator, Domains, Options, Shapes, Traps, Variants, door, exercise

# points in a case that is shown whole, and in one that is added up; a batch may have one, too
FEW, MANY = 3, 20
SOME, WHOLE = 8, 12  # samples in a batch that is added up, and in one that is not
BIG: Shape = (3, 2)  # a batch with a second dimension


class Losses(Family):
    """a number for every sample of a batch, added up by a reduction"""

    name = "loss"
    keywords: ClassVar[Mapping[str, str]] = {"reduction": 'str = "mean"'}

    def check_input(self, item: Input, first: bool, complain: Blame) -> None:
        if isinstance(item.domain, Classes) and (first or item.differentiable):
            complain("A602", f"is differentiated by {item.name}, whose domain is Classes(): whole numbers")
        if isinstance(item.domain, Distribution) and not item.shape:
            super().check_input(item, first, complain)
        if len(item.shape) > 1 and not item.shared:
            advice = "a matrix must be shared=, or be a vector of all its entries"
            complain("A602", f"has the matrix {item.name} in every sample: {advice}")

    def differentiated(self, names: Sequence[str]) -> Sequence[str]:
        return names[:1]

    def parameters(self, spec: Specification) -> list[str]:
        return [*stubs.settings(spec), *(f"{k}: {of}" for k, of in self.keywords.items() if _chooses(spec))]

    def scalar(self, spec: Specification) -> bool:
        return not spec.sizes

    def drafts(self, spec: Specification, drawing: Drawing) -> Iterator[Draft]:
        return _of_batches(spec, drawing) if spec.sizes else _of_numbers(spec, drawing)

    def clauses(self, spec: Specification) -> list[Clause]:
        sizes = spec.sizes[0] if spec.sizes else {}

        def clause(name: str, batch: Shape, reduction: str, strided: bool = False) -> Clause:
            return Clause(name, layout.loss(spec, batch, reduction, sizes), _named(spec, reduction), strided)

        ones = "dimensions of length 1"
        if not _chooses(spec):
            only = spec.reductions[0]
            return [clause("2-d", (4, 3), only), clause(ones, (1, 3, 1), only), clause("strided", (4, 3), only, True)]
        if spec.flat_batch:
            return [clause("batch of 1", (1,), "none"), clause("strided", (4,), "none", strided=True)]
        # whose batch has at least one dimension, (N, C)
        rows = any(i.shape and not i.shared for i in spec.inputs)
        return [
            clause("batch of 1", (1,), "none") if rows else clause("0-d", (), "none"),
            clause("3-d", (2, 3, 2), "none"),
            clause(ones, (1, 3, 1), "none"),
            clause("mean of 2-d", (4, 3), "mean"),
            clause("sum of nothing", (0,), "sum"),
            clause("strided", (4, 3), "none", strided=True),
        ]

    def sampled(self, spec: Specification, count: int, sizes: Mapping[str, int]) -> Layout:
        return layout.loss(spec, (count,), "none", sizes)

    def sampled_keywords(self, spec: Specification) -> Settings:
        return _named(spec, "none")

    def cut(self, spec: Specification, whole: Part, plan: Layout, samples: Sequence[Sample], wrt: str) -> Part:
        return batches.cut(spec, whole, plan, samples, wrt)

    def timed(self, spec: Specification, size: int, row: int) -> Timed | None:
        if "mean" not in spec.reductions:
            return None
        return Timed(batches.timed(spec, size).given, (), _named(spec, "mean"))


def _chooses(spec: Specification) -> bool:
    """Whether a submission takes the keyword."""
    return len(spec.reductions) > 1


def _named(spec: Specification, reduction: str) -> dict[str, Any]:
    return {"reduction": reduction} if _chooses(spec) else {}


def _usual(spec: Specification) -> str:
    """The reduction that is made without the keyword."""
    return "mean" if "mean" in spec.reductions else spec.reductions[0]


def _of_numbers(spec: Specification, drawing: Drawing) -> Iterator[Draft]:
    """All points without reduction, a few and many of them added up; then two dimensions, once
    without keyword.
    """
    settings, dtype = drawing.settings, drawing.dtype
    points = all_points(spec, drawing)
    points += [p for p in close(spec.inputs_under(settings), dtype) if p not in points]
    for reduction in spec.reductions:
        for kept in (points,) if reduction == "none" else (points[:FEW], points[:MANY], points[1:2]):
            plan = layout.loss(spec, (len(kept),), reduction)
            yield Draft(plan, columns(spec.inputs, kept), {**settings, **_named(spec, reduction)})
    over_batch = [{"reduction": r} for r in spec.reductions if r == "batchmean"]
    for named in ({}, *over_batch):
        data = {i.name: tuple(numbers.samples(i, dtype, drawing.random, 12)) for i in spec.inputs_under(settings)}
        yield Draft(layout.loss(spec, (4, 3), named.get("reduction", _usual(spec))), data, {**settings, **named})


def _of_batches(spec: Specification, drawing: Drawing) -> Iterator[Draft]:
    """Every reduction with every choice of sizes; then a second dimension, no keyword, and no
    optional input.
    """
    for number, sizes in enumerate(spec.sizes):
        for reduction in spec.reductions:
            for count in (WHOLE,) if reduction == "none" else (FEW, SOME):
                plan = layout.loss(spec, (count,), reduction, sizes)
                keywords = {**drawing.settings, **_named(spec, reduction)}
                yield Draft(plan, entries(spec, plan, drawing, easy=number == 0), keywords)
    yield from _small(spec, drawing)
    defaults = {i.name: i.default for i in spec.inputs if i.default is not None}
    for batch, default in (((SOME,) if spec.flat_batch else BIG, {}), ((SOME,), defaults)):
        plan = layout.loss(spec, batch, _usual(spec), spec.sizes[0])
        data = entries(spec, plan, drawing)
        data |= {name: (x,) * math.prod(plan.shapes[name]) for name, x in default.items()}
        yield Draft(plan, data, drawing.settings, tuple(default))


def _small(spec: Specification, drawing: Drawing) -> Iterator[Draft]:
    """A batch of one sample, samples of one class, and a batch of which no sample counts.

    The mean of one sample has the least weights, so that it is divided by less than 1. Of the last
    batch the sum is asked alone: its mean is 0/0, and nan in torch.
    """
    usual, only = spec.sizes[0], dict.fromkeys(spec.sizes[0], 1)
    ignored = _ignored(spec, drawing.settings)
    asked = [(1, reduction, usual) for reduction in spec.reductions]
    if len(only) == 1:
        asked.append((FEW, spec.reductions[0], only))
    if ignored and "sum" in spec.reductions:
        asked.append((FEW, "sum", usual))
    for number, (count, reduction, sizes) in enumerate(asked, 1):
        plan = layout.loss(spec, (count,), reduction, sizes)
        data = entries(spec, plan, drawing)
        if ignored and number == len(asked):
            data |= {name: (x,) * len(data[name]) for name, x in ignored.items()}
        if reduction == "mean" and spec.form("mean weight"):
            data |= {i.name: (_least(i, drawing.dtype),) * len(data[i.name]) for i in spec.inputs if i.shared}
        yield Draft(plan, data, {**drawing.settings, **_named(spec, reduction)})


def _least(item: Input, dtype: DType) -> float:
    """The smallest positive one of an input's easy numbers and traps."""
    known = [*numbers.simple(item, dtype), *numbers.traps(item, dtype)]
    return min(x for x in known if x > 0)


def _ignored(spec: Specification, settings: Settings) -> dict[str, float]:
    """The class of samples that do not count, for each input that has one."""
    fixed = {**spec.hyperparameters, **settings}
    known = {i.name: i.domain.ignored for i in spec.inputs if isinstance(i.domain, Classes)}
    return {name: float(fixed[by]) for name, by in known.items() if fixed.get(by) is not None}


LOSS = Losses()


@door
def loss(
    *,
    shapes: Shapes | None = None,
    shared: Sequence[str] = (),
    optional: Mapping[str, float] | None = None,
    sizes: Sequence[Mapping[str, int]] = (),
    reductions: Sequence[str] = ("none", "mean", "sum"),
    domain: Domains = REALS,
    traps: Traps = (),
    wrt: Sequence[str] = (),
    variants: Variants = (),
    torch: str | None = None,
    deviation: str = "",
    forbids: Sequence[str] | None = (),
    speed: float | None = SPEED,
) -> Decorator:
    """The loss of one sample. A submission takes the keyword `reduction`; with only one of
    `reductions` it does not.

    It is differentiated by the inputs in `wrt`: the first one if none is named. Inputs with a
    dimension in `shapes` are vectors, along dimension 1 of their tensor, as the scores of classes
    are; those in `shared` are weights of any shape that all samples use. `optional` inputs may be
    left out, and are then this number everywhere. `sizes` says how long the named dimensions are in
    the calls to make.

    Raises:
        ExerciseError: if the function or an option does not fit; it names the line.
    """
    options = Options(
        domain=domain,
        traps=traps,
        shapes=shapes or {},
        wrt=wrt,
        shared=shared,
        optional=optional or {},
        sizes=sizes,
        reductions=reductions,
        variants=variants,
        torch=torch,
        deviation=deviation,
        forbids=forbids,
        speed=speed,
    )
    return exercise(LOSS, options)
