"""Which entries of which tensors make up each sample of an exercise, and where its outputs go: one
shape of map for all families.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

from .specification import Specification

Shape = tuple[int, ...]


@dataclass(frozen=True)
class Sample:
    """One element, row or batch entry: per symbol (input name, flat index), per output its flat
    index in the result.
    """

    inputs: tuple[tuple[str, int], ...]
    outputs: tuple[int, ...]


@dataclass(frozen=True)
class Layout:
    """The shapes of a call, its samples, the sizes of named dimensions, and for losses the
    reduction.
    """

    shapes: Mapping[str, Shape]
    result: Shape
    samples: tuple[Sample, ...]
    sizes: Mapping[str, int]
    reduction: str = "none"


def elementwise(spec: Specification, shapes: Mapping[str, Shape]) -> Layout:
    """One sample for each element of the broadcast shape; inputs per channel lie along
    dimension 1.
    """
    first = shapes[spec.inputs[0].name]
    aligned = {}
    for item in spec.inputs:
        shape = shapes[item.name]
        aligned[item.name] = (
            (1, *shape, *(1,) * (len(first) - 2)) if item.shape == ("channel",) and len(first) > 1 else shape
        )
    result = broadcast(*aligned.values())
    samples = tuple(
        Sample(tuple((i.name, _broadcast_index(index, aligned[i.name])) for i in spec.inputs), (flat,))
        for flat, index in enumerate(indices(result))
    )
    return Layout(shapes, result, samples, {})


def rowwise(spec: Specification, shape: Shape, dim: int) -> Layout:
    """One sample for each row along `dim`; the result has rows as long, half as long, or a number
    for each.
    """
    dim %= len(shape)
    before, length, after = shape[:dim], shape[dim], shape[dim + 1 :]
    lengths = {"row": (length,), "half": (length // 2,), "": ()}["".join(spec.output)]
    result = (*before, *lengths, *after)
    samples = []
    for index in indices((*before, *after)):
        head, tail = index[:dim], index[dim:]
        row = [flat_index((*head, i, *tail), shape) for i in range(length)]
        outputs = tuple(flat_index((*head, *i, *tail), result) for i in indices(lengths))
        samples.append(Sample(tuple((item.name, i) for item in spec.inputs for i in row), outputs))
    return Layout({i.name: shape for i in spec.inputs}, result, tuple(samples), {"row": length})


def layer(spec: Specification, batch: int, sizes: Mapping[str, int]) -> Layout:
    """One sample for each entry of the batch; all inputs but the first are shared. The result is
    (batch, out).
    """
    out = sizes["out"]
    samples = tuple(
        Sample(_entries(spec, n, (batch,), sizes), tuple(n * out + k for k in range(out))) for n in range(batch)
    )
    return Layout(_shapes(spec, (batch,), sizes), (batch, out), samples, sizes)


def loss(spec: Specification, batch: Shape, reduction: str, sizes: Mapping[str, int] | None = None) -> Layout:
    """One sample for each entry of the batch; all reductions but "none" add them up in a result of
    shape ().
    """
    sizes = sizes or {}
    whole = reduction == "none"
    samples = tuple(Sample(_entries(spec, n, batch, sizes), (n if whole else 0,)) for n in range(prod(batch)))
    return Layout(_shapes(spec, batch, sizes), batch if whole else (), samples, sizes, reduction)


def _shapes(spec: Specification, batch: Shape, sizes: Mapping[str, int]) -> dict[str, Shape]:
    """The shapes of all inputs: of a vector in every sample, its dimension comes second in the
    batch.
    """
    own = {i.name: tuple(sizes[d] for d in i.shape) for i in spec.inputs}
    return {i.name: own[i.name] if i.shared else (*batch[:1], *own[i.name], *batch[1:]) for i in spec.inputs}


def _entries(spec: Specification, sample: int, batch: Shape, sizes: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """The entries of all inputs that a sample of a batch takes."""
    first, rest = divmod(sample, prod(batch[1:]))
    entries: list[tuple[str, int]] = []
    for item in spec.inputs:
        count = prod(sizes[d] for d in item.shape)
        if item.shared:
            entries += ((item.name, k) for k in range(count))
        else:
            entries += ((item.name, (first * count + k) * prod(batch[1:]) + rest) for k in range(count))
    return tuple(entries)


def broadcast(*shapes: Shape) -> Shape:
    """The shape that tensors of these shapes have together."""
    rank = max(map(len, shapes))
    padded = [(1,) * (rank - len(s)) + s for s in shapes]
    return tuple(0 if 0 in sizes else max(sizes) for sizes in zip(*padded, strict=True))


def indices(shape: Shape) -> Iterator[tuple[int, ...]]:
    """All indices into a tensor, in row-major order."""
    return product(*map(range, shape))


def flat_index(index: tuple[int, ...], shape: Shape) -> int:
    """The position of an entry in row-major order."""
    flat = 0
    for i, size in zip(index, shape, strict=True):
        flat = flat * size + i
    return flat


def _broadcast_index(index: tuple[int, ...], shape: Shape) -> int:
    tail = index[len(index) - len(shape) :]
    return flat_index(tuple(0 if size == 1 else i for i, size in zip(tail, shape, strict=True)), shape)
