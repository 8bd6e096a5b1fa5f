"""The functions of torch on numpy arrays in float64."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy

WHOLE = ("long", "int64", "int32", "int", "bool")
DEVICES = ("device", "cpu", "cuda")
EVENLY = 200  # numbers that a sampler is asked for
MOST_ENTRIES = 1 << 21  # of an array; the inputs of a check have some hundreds
_ERF, erfc_of = numpy.frompyfunc(math.erf, 1, 1), numpy.frompyfunc(math.erfc, 1, 1)


class Unsupported(Exception):
    """The code does something that is not redone here, or too much of it."""


def bounded(arguments: Sequence[Any], keywords: Mapping[str, Any]) -> None:
    """Refuse what could make a large array or list of these arguments, however they are broadcast.

    Raises:
        Unsupported: if the result could be too large.
    """
    sizes: dict[tuple[int, ...], int] = {}
    for value in (*arguments, *keywords.values()):
        if isinstance(value, numpy.ndarray):
            sizes[value.shape] = value.size
        elif isinstance(value, list | tuple):
            sizes[-1, len(sizes)] = max(len(value), sum(numpy.size(v) for v in value if isinstance(v, numpy.ndarray)))
    if sizes and math.prod(max(n, 1) for n in sizes.values()) > MOST_ENTRIES:
        raise Unsupported("a large array")


def sized(sizes: Sequence[Any]) -> tuple[int, ...]:
    """The sizes of a new array.

    Raises:
        Unsupported: if it would be too large.
    """
    result = tuple(sizes[0]) if len(sizes) == 1 and isinstance(sizes[0], tuple | list) else tuple(sizes)
    if math.prod(max(n, 1) for n in result) > MOST_ENTRIES:
        raise Unsupported("a large array")
    return result


def shape_of(value: Any) -> tuple[int, ...]:
    return tuple(getattr(value, "shape", ()))


def exact(function: Any) -> Callable[[Any], Any]:
    return lambda x: numpy.asarray(function(x), float)


def erf(x: Any) -> Any:
    return numpy.asarray(_ERF(x), float)


def sigmoid(x: Any) -> Any:
    return numpy.exp(-numpy.logaddexp(0.0, -numpy.asarray(x, float)))


def softplus(x: Any, beta: float = 1.0, threshold: float = 20.0) -> Any:
    return numpy.where(x * beta > threshold, x, numpy.logaddexp(0.0, x * beta) / beta)


def axes(dim: Any) -> Any:
    return tuple(dim) if isinstance(dim, list) else dim


def reduction(function: Callable[..., Any]) -> Callable[..., Any]:
    def reduced(x: Any, dim: Any = None, keepdim: bool = False, *, axis: Any = None, dtype: Any = None) -> Any:
        return function(numpy.asarray(x), axis=axes(dim if axis is None else axis), keepdims=keepdim)

    return reduced


def kept_kind(x: Any, dtype: Any = None) -> Any:
    """The kind of number that an array like another has: whole numbers and truth values stay what
    they are.
    """
    if dtype in WHOLE or dtype in (int, bool):
        return bool if dtype in ("bool", bool) else int
    own = numpy.asarray(x).dtype
    return float if dtype is not None or own.kind == "f" else own


def of_kind(x: Any, *dtypes: Any, dtype: Any = None, **_: Any) -> Any:
    """A tensor as another kind of number; as it is where only a device or a floating-point format
    is asked for.
    """
    wanted = dtype or next((d for d in dtypes if isinstance(d, str) or d in (int, float, bool)), None)
    if wanted is None or wanted in DEVICES:
        return x
    return numpy.asarray(x).astype(kept_kind(x, wanted))


def extreme(function: Callable[..., Any], pairwise: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    def extreme(x: Any, other: Any = None, keepdim: bool = False, *, dim: Any = None) -> Any:
        if isinstance(other, numpy.ndarray):
            return pairwise(x, other)
        axis = dim if other is None else other
        if axis is None:
            return function(x)
        place = numpy.expand_dims((numpy.argmax if function is numpy.max else numpy.argmin)(x, axis=axis), axis)
        found = numpy.take_along_axis(x, place, axis)
        return (found, place) if keepdim else (numpy.squeeze(found, axis), numpy.squeeze(place, axis))

    return extreme


def clamp(x: Any, min: Any = None, max: Any = None) -> Any:
    x = x if min is None else numpy.maximum(x, min)
    return x if max is None else numpy.minimum(x, max)


def logsumexp(x: Any, dim: Any, keepdim: bool = False) -> Any:
    top = numpy.max(x, axis=axes(dim), keepdims=True)
    result = top + numpy.log(numpy.sum(numpy.exp(x - top), axis=axes(dim), keepdims=True))
    return result if keepdim else numpy.squeeze(result, axis=axes(dim))


def log_softmax(x: Any, dim: Any = -1, dtype: Any = None) -> Any:
    return x - logsumexp(x, dim, keepdim=True)


def softmax(x: Any, dim: Any = -1, dtype: Any = None) -> Any:
    return numpy.exp(log_softmax(x, dim))


def one_hot(index: Any, num_classes: int) -> Any:
    sized((*index.shape, num_classes))
    return numpy.asarray(index[..., None] == numpy.arange(num_classes), float)


def scatter(x: Any, dim: int, index: Any, value: Any) -> Any:
    result = numpy.array(x)
    numpy.put_along_axis(result, index, value, dim)
    return result


def filled(value: float) -> Callable[..., Any]:
    return lambda *sizes, dtype=None, **_: numpy.full(sized(sizes), value, kept_kind(value, dtype))


def uniform(*sizes: Any, **_: Any) -> Any:
    """Numbers from 0 to 1 that are spread evenly, in an order that looks random and is always the
    same.
    """
    count = math.prod(shape := sized(sizes))
    return ((numpy.random.default_rng(count).permutation(count) + 0.5) / max(count, 1)).reshape(shape)


def exponential(x: Any, lambd: float = 1.0) -> Any:
    return -numpy.log(uniform(*x.shape)) / lambd


def like(value: float) -> Callable[..., Any]:
    return lambda x, dtype=None, **_: numpy.full(shape_of(x), value, kept_kind(x, dtype))


def reshape(x: Any, *sizes: Any) -> Any:
    return numpy.reshape(x, sized(sizes))


def expand(x: Any, *sizes: Any) -> Any:
    wanted = sized(sizes)
    own = (1,) * (len(wanted) - x.ndim) + x.shape
    return numpy.broadcast_to(x, sized([o if w == -1 else w for o, w in zip(own, wanted, strict=True)]))


def chunk(x: Any, chunks: int, dim: int = 0) -> Any:
    size = -(-x.shape[dim] // chunks)
    return tuple(numpy.split(x, range(size, x.shape[dim], size), axis=dim))


def split(x: Any, sizes: Any, dim: int = 0) -> Any:
    if isinstance(sizes, int):
        return tuple(numpy.split(x, range(sizes, x.shape[dim], sizes), axis=dim))
    return tuple(numpy.split(x, numpy.cumsum(sizes)[:-1], axis=dim))


def spread(function: Callable[..., Any]) -> Callable[..., Any]:
    def spread(x: Any, dim: Any = None, unbiased: bool = True, keepdim: bool = False, *, correction: int = 1) -> Any:
        return function(x, axis=axes(dim), keepdims=keepdim, ddof=correction if unbiased else 0)

    return spread


def sum_to(x: Any, *sizes: Any) -> Any:
    wanted = sized(sizes)
    x = x.sum(axis=tuple(range(x.ndim - len(wanted))))
    return x.sum(axis=tuple(i for i, n in enumerate(wanted) if n == 1), keepdims=True)


def vector_norm(x: Any, ord: Any = 2, dim: Any = None, keepdim: bool = False) -> Any:
    return numpy.sum(numpy.abs(x) ** ord, axis=axes(dim), keepdims=keepdim) ** (1 / ord)


def reduced(x: Any, reduction: str) -> Any:
    return x if reduction == "none" else numpy.sum(x) if reduction == "sum" else numpy.mean(x)


def arange(*ends: Any, **_: Any) -> Any:
    """Whole numbers from a start, or 0, to an end.

    Raises:
        Unsupported: if there are too many of them.
    """
    start, end, step = (0, *ends, 1) if len(ends) == 1 else (*ends, 1)[:3]
    return numpy.arange(start, start + sized([max(-((start - end) // step), 0)])[0] * step, step)


def narrow(x: Any, dim: int, start: int, length: int) -> Any:
    """Some entries along a dimension, as a view."""
    return numpy.moveaxis(numpy.moveaxis(x, dim, 0)[start : start + length], 0, dim)


def eye(n: int, **_: Any) -> Any:
    return numpy.eye(sized((n, n))[0])


def diag_embed(x: Any) -> Any:
    return x[..., None] * numpy.eye(x.shape[-1])


def same(x: Any, *_: Any, **__: Any) -> Any:
    return x


def copied(x: Any, *_: Any, **__: Any) -> Any:
    return numpy.array(x)


def add(x: Any, other: Any, alpha: Any = 1) -> Any:
    return x + alpha * other


def subtract(x: Any, other: Any, alpha: Any = 1) -> Any:
    return x - alpha * other


def addcmul(x: Any, a: Any, b: Any, value: Any = 1) -> Any:
    return x + value * a * b


def addcdiv(x: Any, a: Any, b: Any, value: Any = 1) -> Any:
    return x + value * a / b


def lerp(x: Any, end: Any, weight: Any) -> Any:
    return x + weight * (end - x)


def xlogy(x: Any, y: Any) -> Any:
    return numpy.where(numpy.equal(x, 0), 0.0, x * numpy.log(y))
