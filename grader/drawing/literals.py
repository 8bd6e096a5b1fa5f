"""Entries of tensors as Python writes them."""

import math
from collections.abc import Callable, Sequence
from typing import Any

from ..layout import Shape


def nested(values: Sequence[Any], shape: Shape) -> Any:
    """Entries in row-major order as nested lists."""
    if not shape:
        return values[0]
    step = len(values) // shape[0] if shape[0] else 0
    return [nested(values[i * step : (i + 1) * step], shape[1:]) for i in range(shape[0])]


def literal(values: Sequence[float], shape: Shape, text: Callable[[float], str]) -> str:
    """Entries in row-major order as Python writes nested lists."""
    return _written(nested([text(x) for x in values], shape))


def _written(value: Any) -> str:
    return f"[{', '.join(map(_written, value))}]" if isinstance(value, list) else str(value)


def index_text(entry: int, shape: Shape) -> str:
    """The index of an entry, as "[1, 0]"; nothing for a tensor of no dimension."""
    index = []
    for size in reversed(shape):
        entry, i = divmod(entry, size)
        index.append(str(i))
    return f"[{', '.join(reversed(index))}]" if index else ""


def tensor_text(values: Sequence[float], shape: Shape, text: Callable[[float], str], dtype: str) -> str:
    """A tensor; without a `dtype` it has that which Python's numbers get."""
    option = f", dtype={dtype}" if dtype else ""
    if not math.prod(shape):
        return f"torch.empty({shape}{option})"
    return f"torch.tensor({literal(values, shape, text)}{option})"
