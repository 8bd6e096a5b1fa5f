"""What torch's functions and a tensor's methods do, on numpy arrays in float64: enough to redo arithmetic that a
student wrote.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy

EVENLY = 200  # numbers that a sampler is asked for
MOST_ENTRIES = 1 << 21  # of an array; the inputs of a check have some hundreds
_ERF, _ERFC = numpy.frompyfunc(math.erf, 1, 1), numpy.frompyfunc(math.erfc, 1, 1)


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


def _exact(function: Any) -> Callable[[Any], Any]:
    return lambda x: numpy.asarray(function(x), float)


def erf(x: Any) -> Any:
    return numpy.asarray(_ERF(x), float)


def sigmoid(x: Any) -> Any:
    return numpy.exp(-numpy.logaddexp(0.0, -numpy.asarray(x, float)))


def softplus(x: Any, beta: float = 1.0, threshold: float = 20.0) -> Any:
    return numpy.where(x * beta > threshold, x, numpy.logaddexp(0.0, x * beta) / beta)


def _axis(dim: Any) -> Any:
    return tuple(dim) if isinstance(dim, list) else dim


def _reduction(function: Callable[..., Any]) -> Callable[..., Any]:
    def reduced(x: Any, dim: Any = None, keepdim: bool = False, *, axis: Any = None, dtype: Any = None) -> Any:
        return function(numpy.asarray(x), axis=_axis(dim if axis is None else axis), keepdims=keepdim)

    return reduced


def _extreme(function: Callable[..., Any], pairwise: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    def extreme(x: Any, other: Any = None, keepdim: bool = False, *, dim: Any = None) -> Any:
        if isinstance(other, numpy.ndarray):
            return pairwise(x, other)
        if other is not None or dim is not None:
            raise Unsupported("an extreme with its index")
        return function(x)

    return extreme


def clamp(x: Any, min: Any = None, max: Any = None) -> Any:
    x = x if min is None else numpy.maximum(x, min)
    return x if max is None else numpy.minimum(x, max)


def logsumexp(x: Any, dim: Any, keepdim: bool = False) -> Any:
    top = numpy.max(x, axis=_axis(dim), keepdims=True)
    result = top + numpy.log(numpy.sum(numpy.exp(x - top), axis=_axis(dim), keepdims=True))
    return result if keepdim else numpy.squeeze(result, axis=_axis(dim))


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


def _filled(value: float) -> Callable[..., Any]:
    return lambda *sizes, **_: numpy.full(sized(sizes), value)


def uniform(*sizes: Any, **_: Any) -> Any:
    """Numbers from 0 to 1 that are spread evenly, in an order that looks random and is always the same."""
    count = math.prod(shape := sized(sizes))
    return ((numpy.random.default_rng(count).permutation(count) + 0.5) / max(count, 1)).reshape(shape)


def _exponential(x: Any, lambd: float = 1.0) -> Any:
    return -numpy.log(uniform(*x.shape)) / lambd


def _like(value: float) -> Callable[..., Any]:
    return lambda x, **_: numpy.full(shape_of(x), value)


def _reshape(x: Any, *sizes: Any) -> Any:
    return numpy.reshape(x, sized(sizes))


def _expand(x: Any, *sizes: Any) -> Any:
    wanted = sized(sizes)
    own = (1,) * (len(wanted) - x.ndim) + x.shape
    return numpy.broadcast_to(x, sized([o if w == -1 else w for o, w in zip(own, wanted, strict=True)]))


def _chunk(x: Any, chunks: int, dim: int = 0) -> Any:
    size = -(-x.shape[dim] // chunks)
    return tuple(numpy.split(x, range(size, x.shape[dim], size), axis=dim))


def _sum_to(x: Any, *sizes: Any) -> Any:
    wanted = sized(sizes)
    x = x.sum(axis=tuple(range(x.ndim - len(wanted))))
    return x.sum(axis=tuple(i for i, n in enumerate(wanted) if n == 1), keepdims=True)


def _vector_norm(x: Any, ord: Any = 2, dim: Any = None, keepdim: bool = False) -> Any:
    return numpy.sum(numpy.abs(x) ** ord, axis=_axis(dim), keepdims=keepdim) ** (1 / ord)


def eye(n: int, **_: Any) -> Any:
    return numpy.eye(sized((n, n))[0])


def diag_embed(x: Any) -> Any:
    return x[..., None] * numpy.eye(x.shape[-1])


def _same(x: Any, *_: Any, **__: Any) -> Any:
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


# Functions of torch that tensors have as methods as well.
BOTH: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "exp": numpy.exp,
        "log": numpy.log,
        "log1p": numpy.log1p,
        "isnan": numpy.isnan,
        "isinf": numpy.isinf,
        "isfinite": numpy.isfinite,
        "log2": numpy.log2,
        "expm1": numpy.expm1,
        "sqrt": numpy.sqrt,
        "rsqrt": lambda x: 1 / numpy.sqrt(x),
        "square": numpy.square,
        "reciprocal": lambda x: 1 / x,
        "neg": numpy.negative,
        "abs": numpy.abs,
        "sign": numpy.sign,
        "sin": numpy.sin,
        "cos": numpy.cos,
        "tanh": numpy.tanh,
        "sinh": numpy.sinh,
        "cosh": numpy.cosh,
        "atan": numpy.arctan,
        "erf": erf,
        "erfc": _exact(_ERFC),
        "sigmoid": sigmoid,
        "relu": lambda x: numpy.maximum(x, 0.0),
        "pow": lambda x, y: numpy.asarray(x, float) ** y,
        "add": add,
        "sub": subtract,
        "mul": numpy.multiply,
        "div": numpy.divide,
        "maximum": numpy.maximum,
        "minimum": numpy.minimum,
        "max": _extreme(numpy.max, numpy.maximum),
        "min": _extreme(numpy.min, numpy.minimum),
        "amax": _reduction(numpy.max),
        "amin": _reduction(numpy.min),
        "argmax": _reduction(numpy.argmax),
        "sum": _reduction(numpy.sum),
        "mean": _reduction(numpy.mean),
        "clamp": clamp,
        "clip": clamp,
        "logsumexp": logsumexp,
        "softmax": softmax,
        "log_softmax": log_softmax,
        "xlogy": xlogy,
        "logical_and": numpy.logical_and,
        "logical_or": numpy.logical_or,
        "logical_not": numpy.logical_not,
        "gather": lambda x, dim, index: numpy.take_along_axis(x, index, dim),
        "scatter": scatter,
        "reshape": _reshape,
        "flatten": lambda x: numpy.reshape(x, -1),
        "squeeze": lambda x, dim=None: numpy.squeeze(x, _axis(dim)),
        "unsqueeze": lambda x, dim: numpy.expand_dims(x, dim),
        "transpose": lambda x, a, b: numpy.swapaxes(x, a, b),
        "movedim": numpy.moveaxis,
        "chunk": _chunk,
        "matmul": numpy.matmul,
        "mm": numpy.matmul,
        "bmm": numpy.matmul,
        "outer": numpy.outer,
        "diag": numpy.diag,
        "diag_embed": diag_embed,
        "addcmul": addcmul,
        "addcdiv": addcdiv,
        "lerp": lerp,
        "clone": copied,
        "detach": _same,
        "numel": lambda x: int(numpy.size(x)),
    }
)
FUNCTIONS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    dict(BOTH)
    | {
        "where": numpy.where,
        "einsum": numpy.einsum,
        "rand": uniform,
        "rand_like": lambda x, **_: uniform(*shape_of(x)),
        "empty": _filled(math.nan),
        "empty_like": _like(math.nan),
        "zeros": _filled(0.0),
        "ones": _filled(1.0),
        "zeros_like": _like(0.0),
        "ones_like": _like(1.0),
        "full_like": lambda x, value, **_: numpy.full(shape_of(x), value),
        "eye": eye,
        "tensor": lambda x, **_: numpy.asarray(x, float),
        "as_tensor": lambda x, **_: numpy.asarray(x, float),
        "cat": lambda tensors, dim=0: numpy.concatenate(tensors, dim),
        "stack": lambda tensors, dim=0: numpy.stack(tensors, dim),
        "expit": sigmoid,
        "ndtr": lambda x: (1 + erf(x / math.sqrt(2))) / 2,
        "softplus": softplus,
        "logsigmoid": lambda x: -numpy.logaddexp(0.0, -x),
        "silu": lambda x: x * sigmoid(x),
        "one_hot": one_hot,
        "linear": lambda x, w, b=0.0: x @ w.T + b,
        "vector_norm": _vector_norm,
    }
)
METHODS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    dict(BOTH)
    | {
        "where": lambda x, condition, other: numpy.where(condition, x, other),
        "masked_fill": lambda x, mask, value: numpy.where(mask, value, x),
        "view": _reshape,
        "view_as": lambda x, other: numpy.reshape(x, other.shape),
        "reshape_as": lambda x, other: numpy.reshape(x, other.shape),
        "expand": _expand,
        "expand_as": lambda x, other: _expand(x, *other.shape),
        "sum_to_size": _sum_to,
        "t": numpy.transpose,
        "permute": lambda x, *dims: numpy.transpose(x, sized(dims)),
        "norm": _vector_norm,
        "contiguous": _same,
        "to": _same,
        "type_as": _same,
        "float": _same,
        "double": _same,
        "requires_grad_": _same,
        "dim": lambda x: x.ndim,
        "size": lambda x, dim=None: x.shape if dim is None else x.shape[dim],
        "new_zeros": lambda x, *sizes, **_: _filled(0.0)(*sizes),
        "new_ones": lambda x, *sizes, **_: _filled(1.0)(*sizes),
        "item": lambda x: float(x),
        "eq": numpy.equal,
        "ne": numpy.not_equal,
        "gt": numpy.greater,
        "ge": numpy.greater_equal,
        "lt": numpy.less,
        "le": numpy.less_equal,
        "dot": lambda x, y: numpy.dot(x, y),
        "exponential_": _exponential,
        "uniform_": lambda x, low=0.0, high=1.0: low + (high - low) * uniform(*x.shape),
        "zero_": lambda x: _filled(0.0)(*x.shape),
        "fill_": lambda x, value: numpy.full(x.shape, value),
        "copy_": lambda x, other: numpy.broadcast_to(other, x.shape),
    }
)
MATHS: Mapping[str, Any] = MappingProxyType(
    {
        n: getattr(math, n)
        for n in ("pi", "e", "inf", "sqrt", "exp", "log", "tanh", "erf", "cosh", "sinh", "pow", "prod")
    }
)
