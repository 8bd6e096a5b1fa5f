"""Which entries of which tensors make up each sample of an exercise, and where its outputs go: one shape of map for all
families.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

from ..exercise import Exercise

Shape = tuple[int, ...]


@dataclass(frozen=True)
class Sample:
    """One element, row or batch entry: per symbol (input name, flat index), per output its flat index in the result."""

    inputs: tuple[tuple[str, int], ...]
    outputs: tuple[int, ...]


@dataclass(frozen=True)
class Layout:
    """The shapes of a call, its samples, the sizes of named dimensions, and the divisor that a mean brings."""

    shapes: Mapping[str, Shape]
    result: Shape
    samples: tuple[Sample, ...]
    sizes: Mapping[str, int]
    divisor: int = 1


def elementwise(exercise: Exercise, shapes: Mapping[str, Shape]) -> Layout:
    """One sample for each element of the broadcast shape; inputs per channel lie along dimension 1."""
    first = shapes[exercise.inputs[0].name]
    aligned = {}
    for item in exercise.inputs:
        shape = shapes[item.name]
        aligned[item.name] = (
            (1, *shape, *(1,) * (len(first) - 2)) if item.shape == ("channel",) and len(first) > 1 else shape
        )
    result = broadcast(*aligned.values())
    samples = tuple(
        Sample(tuple((i.name, _broadcast_index(index, aligned[i.name])) for i in exercise.inputs), (flat,))
        for flat, index in enumerate(indices(result))
    )
    return Layout(shapes, result, samples, {})


def rowwise(exercise: Exercise, shape: Shape, dim: int) -> Layout:
    """One sample for each row along `dim`."""
    dim %= len(shape)
    rows = []
    for index in indices((*shape[:dim], 1, *shape[dim + 1 :])):
        row = [flat_index((*index[:dim], i, *index[dim + 1 :]), shape) for i in range(shape[dim])]
        rows.append(Sample(tuple((item.name, i) for item in exercise.inputs for i in row), tuple(row)))
    return Layout({i.name: shape for i in exercise.inputs}, shape, tuple(rows), {"row": shape[dim]})


def layer(exercise: Exercise, batch: int, sizes: Mapping[str, int]) -> Layout:
    """One sample for each entry of the batch; all inputs but the first are shared. The result is (batch, out)."""
    first, *shared = exercise.inputs
    width, out = prod(sizes[d] for d in first.shape), sizes["out"]
    weights = tuple((i.name, k) for i in shared for k in range(prod(sizes[d] for d in i.shape)))
    samples = tuple(
        Sample((*((first.name, n * width + k) for k in range(width)), *weights), tuple(n * out + k for k in range(out)))
        for n in range(batch)
    )
    shapes = {i.name: tuple(sizes[d] for d in i.shape) for i in shared}
    return Layout({first.name: (batch, *(sizes[d] for d in first.shape)), **shapes}, (batch, out), samples, sizes)


def loss(exercise: Exercise, shape: Shape, reduction: str) -> Layout:
    """One sample for each element; "mean" and "sum" add them all up in a result of shape ()."""
    count = prod(shape)
    whole = reduction == "none"
    samples = tuple(Sample(tuple((i.name, n) for i in exercise.inputs), (n if whole else 0,)) for n in range(count))
    divisor = count if reduction == "mean" else 1
    return Layout({i.name: shape for i in exercise.inputs}, shape if whole else (), samples, {}, divisor)


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
