"""What families of batches have in common: tensors with a sample in each entry of a batch, and
weights they share.
"""

from collections.abc import Sequence

from ..drawing.draft import TIMED_WIDTH, Part, Timed
from ..layout import Layout, Sample, Shape
from ..specification import Specification


def cut(spec: Specification, whole: Part, plan: Layout, samples: Sequence[Sample], wrt: str) -> Part:
    """Samples as a batch of their own, with all that is shared."""
    data = whole.data
    parts = {name: [[n for i, n in s.inputs if i == name] for s in samples] for name in data}
    shared = {i.name for i in spec.inputs if i.shared}
    numbers = {n: data[n] if n in shared else tuple(data[n][k] for row in parts[n] for k in row) for n in data}
    inner = {i.name: tuple(plan.sizes[d] for d in i.shape) for i in spec.inputs}
    shapes: dict[str, Shape] = {n: inner[n] if n in shared else (len(samples), *inner[n]) for n in data}
    result = (len(samples), *(plan.sizes[d] for d in spec.output))
    place = whole.entry if wrt in shared else (parts[wrt][0] if wrt else samples[0].outputs).index(whole.entry)
    upstream = tuple(whole.upstream[n] for s in samples for n in s.outputs)
    return Part(numbers, shapes, upstream, result, whole.keywords, place)


def timed(spec: Specification, size: int) -> Timed:
    """Features or classes in every sample, and what all samples share; if nothing has a dimension,
    numbers.
    """
    if not any(i.shape for i in spec.inputs):
        return Timed([(i, (size,)) for i in spec.inputs], (size,))
    samples = (size // TIMED_WIDTH,)
    own = [(i, (TIMED_WIDTH,) * len(i.shape)) for i in spec.inputs]
    return Timed([(i, s if i.shared else samples + s) for i, s in own], (*samples, TIMED_WIDTH))
