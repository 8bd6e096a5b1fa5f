"""Functions of numbers that are applied to every element of tensors."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from .. import layout
from ..drawing import numbers, points
from ..drawing.draft import TIMED_WIDTH, Clause, Draft, Drawing, Part, Point, Timed
from ..drawing.points import all_points, columns
from ..errors import Blame
from ..family import Family
from ..layout import Layout, Sample, Shape
from ..specification import Behaviour, Graph, Input, Memory, Specification
from .make import REALS, SPEED, Decorator, Domains, Options, Traps, Variants, door, exercise

SMALL = 3  # points in a case that is shown whole
CHANNELS = 3


class Elementwise(Family):
    """a number in, a number out, for every element of tensors that are broadcast"""

    name = "elementwise"
    per_entry: ClassVar[bool] = True

    def check_shapes(self, names: Sequence[str], shapes: Mapping[str, tuple[str, ...]], complain: Blame) -> None:
        """All shapes are ours: ("channel",)."""

    def sample_shape(self, item: Input, sizes: Mapping[str, int]) -> Shape:
        return ()  # a learnable parameter has one number for each element's channel

    def scalar(self, spec: Specification) -> bool:
        return True

    def drafts(self, spec: Specification, drawing: Drawing) -> Iterator[Draft]:
        """Three calls, of all kinds of numbers, of positive ones and of the others: who asks a
        whole tensor what is to be asked of each element has wrong results in one of them. With
        learnable parameters two, the first small enough to be shown whole.
        """
        inputs = spec.inputs_under(drawing.settings)
        channels = [i for i in inputs if i.shape]
        if not channels:
            for rows in _apart(all_points(spec, drawing)):
                yield Draft(self.sampled(spec, len(rows), {}), columns(spec.inputs, rows), drawing.settings)
            return
        rows = points.points([i for i in inputs if not i.shape], drawing.dtype, drawing.random)
        for kept in (rows[:SMALL], rows):
            shapes = {i.name: (CHANNELS,) if i.shape else (len(kept), CHANNELS) for i in spec.inputs}
            data = {}
            for k, item in enumerate(i for i in inputs if not i.shape):
                data[item.name] = tuple(p[k] for p in kept for _ in range(CHANNELS))
            for item in channels:
                samples = numbers.samples(item, drawing.dtype, drawing.random, CHANNELS)
                data[item.name] = (*numbers.traps(item, drawing.dtype), *samples)[:CHANNELS]
            yield Draft(layout.elementwise(spec, shapes), data, drawing.settings)

    def clauses(self, spec: Specification) -> list[Clause]:
        def plan(*shape: int) -> Layout:
            return layout.elementwise(spec, {i.name: shape[1:2] if i.shape else shape for i in spec.inputs})

        clauses = [
            Clause("2-d", plan(4, 3)),
            Clause("4-d", plan(2, 3, 2, 2)),
            Clause("dimensions of length 1", plan(1, 1, 3)),
            Clause("empty", plan(0, 3)),
            Clause("strided", plan(4, 3), strided=True),
        ]
        return clauses if _has_channels(spec) else [Clause("0-d", plan()), *clauses]

    def sampled(self, spec: Specification, count: int, sizes: Mapping[str, int]) -> Layout:
        channels = {i.name for i in spec.inputs if i.shape}  # one for each sample
        shapes: dict[str, Shape] = {i.name: (1, count) if channels else (count,) for i in spec.inputs}
        return layout.elementwise(spec, shapes | dict.fromkeys(channels, (count,)))

    def joins(self, spec: Specification) -> bool:
        return not _has_channels(spec)

    def cut(self, spec: Specification, whole: Part, plan: Layout, samples: Sequence[Sample], wrt: str) -> Part:
        """Elements that can be cut out: one or two, or those of a channel."""
        upstream = tuple(whole.upstream[n] for s in samples for n in s.outputs)
        channels = {i.name for i in spec.inputs if i.shape}
        rows = {name: tuple(whole.data[name][dict(s.inputs)[name]] for s in samples) for name in whole.data}
        if channels:
            data = {n: v[:1] if n in channels else v for n, v in rows.items()}
            shapes: dict[str, Shape] = {n: (1,) if n in channels else (len(samples), 1) for n in data}
            return Part(data, shapes, upstream, (len(samples), 1), whole.keywords)
        shape: Shape = () if len(samples) == 1 else (len(samples),)
        return Part(rows, dict.fromkeys(rows, shape), upstream, shape, whole.keywords)

    def timed(self, spec: Specification, size: int, row: int) -> Timed | None:
        whole: Shape = (size // TIMED_WIDTH, TIMED_WIDTH) if _has_channels(spec) else (size,)
        return Timed([(i, (TIMED_WIDTH,) if i.shape else whole) for i in spec.inputs], whole)


def _apart(every: Sequence[Point]) -> Iterator[list[Point]]:
    """Every second point by size, then the others with a positive first number, then the rest."""
    together = set(sorted(range(len(every)), key=lambda n: every[n][0])[::2])
    others = [p for n, p in enumerate(every) if n not in together]
    groups = [p for n, p in enumerate(every) if n in together], [p for p in others if p[0] > 0]
    yield from filter(None, (*groups, [p for p in others if not p[0] > 0]))


def _has_channels(spec: Specification) -> bool:
    return any(i.shape for i in spec.inputs)


ELEMENTWISE = Elementwise()


@door
def elementwise(
    *,
    domain: Domains = REALS,
    traps: Traps = (),
    per_channel: Sequence[str] = (),
    wrt: Sequence[str] = (),
    variants: Variants = (),
    torch: str | None = None,
    deviation: str = "",
    forbids: Sequence[str] | None = (),
    by_hand: bool = True,
    speed: float | None = SPEED,
) -> Decorator:
    """A number in, a number out: applied to every element of its inputs, which are broadcast.

    Inputs named in `per_channel` are learnable parameters of shape (channels,), along dimension 1
    of the first input. It is differentiated by the inputs in `wrt`: all of them if none is named.
    `traps` are inputs that must be checked, `variants` settings of the hyperparameters other than
    the defaults. `torch` is torch's function that does the same; where it does not quite,
    `deviation` says how. A submission may call neither it nor what `forbids` names, relatives that
    give the answer away; if that is None it may call all. Without `by_hand` the derivative comes
    out of autograd. `speed` is how many times as long as the formula, operation by operation, a
    submission may take (docs/speed.md).

    Raises:
        ExerciseError: if the function or an option does not fit; it names the line.
    """
    options = Options(
        domain=domain,
        traps=traps,
        shapes=dict.fromkeys(per_channel, ("channel",)),
        shapes_option="per_channel",
        wrt=wrt,
        variants=variants,
        torch=torch,
        deviation=deviation,
        forbids=forbids,
        by_hand=by_hand,
        speed=speed,
    )
    return exercise(ELEMENTWISE, options)


@door
def tensor(
    *,
    memory: Memory,
    graph: Graph,
    domain: Domains = REALS,
    traps: Traps = (),
    variants: Variants = (),
    torch: str | None = None,
    deviation: str = "",
) -> Decorator:
    """An elementwise function that is about what it does to memory and to autograd's graph; no
    derivative by hand.

    The result has memory of its "own", "shared" memory with the first input, or is that input,
    changed "in place"; the graph is "kept", or "cut" between the inputs and the result.

    Raises:
        ExerciseError: if the function or an option does not fit; it names the line.
    """
    options = Options(
        domain=domain,
        traps=traps,
        shapes_option="per_channel",
        variants=variants,
        torch=torch,
        deviation=deviation,
        forbids=None,
        by_hand=False,
        behaviour=Behaviour(memory, graph),
    )
    return exercise(ELEMENTWISE, options)
