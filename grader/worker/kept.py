"""The numbers that a function of the submission can use when it is called, because its file keeps
them from one call to the next.
"""

from __future__ import annotations

import functools
import types
from collections.abc import Iterator, Mapping
from typing import Any

import torch

TABLE = 3  # so many numbers may be a table; fewer are constants
MOST = 10_000  # objects to visit
FILE = "submission"


def numbers(function: Any) -> int:
    """Returns how many numbers are in tensors, arrays and containers that a function refers to: by
    name, as a default or attribute, or through other functions of its file. Code that torch has
    compiled counts as a table.
    """
    found, seen, left = 0, set[int](), [function]
    while left and len(seen) < MOST:
        value = left.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, torch.ScriptFunction | torch.jit.ScriptModule):
            return TABLE
        if isinstance(value, torch.Tensor) or type(value).__name__ == "ndarray":
            found += value.numel() if isinstance(value, torch.Tensor) else value.size
        left += _reached(value)
        if isinstance(value, Mapping | list | tuple):
            found += sum(isinstance(v, float) for v in (value.values() if isinstance(value, Mapping) else value))
    return found


def _reached(value: Any) -> Iterator[Any]:
    """Yields the objects reachable from an object within the file's own objects."""
    if isinstance(value, types.FunctionType):
        names = set(_names(value.__code__))
        yield from (v for name, v in value.__globals__.items() if name in names)
        yield from (cell.cell_contents for cell in value.__closure__ or () if _filled(cell))
        yield from (value.__defaults__ or (), value.__kwdefaults__ or {}, vars(value))
    elif isinstance(value, types.MethodType):
        yield from (value.__func__, value.__self__)
    elif isinstance(value, staticmethod | classmethod):
        yield value.__func__
    elif isinstance(value, functools.partial):
        yield from (value.func, value.args, value.keywords)
    elif isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list | tuple | set):
        yield from value
    elif isinstance(value, type):
        if value.__module__ == FILE:
            yield dict(vars(value))
    elif type(value).__module__ == FILE:
        yield from (type(value), getattr(value, "__dict__", {}))


def _names(code: types.CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _names(constant)


def _filled(cell: types.CellType) -> bool:
    try:
        return cell.cell_contents is not cell
    except ValueError:
        return False
