"""Recognises torch's own code objects, wherever they run: by their file, or by their instructions.

The name and the globals of a function do not show its owner, because both can be replaced. A code
object keeps its file, and a copy that is compiled again has the same instructions.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any

import torch

FOLDER = os.path.dirname(torch.__file__) + os.sep
# the packages whose code is known wherever it stands
COPIED = ("torch.optim.", "torch._decomp", "torch._refs")
LEAST = 160  # bytes of instructions: shorter ones may be alike by chance


def origin(code: CodeType) -> tuple[str, str]:
    """Returns the module of torch and the function of a code object; two empty texts if it is not
    torch's.
    """
    if not code.co_filename.startswith(FOLDER):
        return INSTRUCTIONS.get(code.co_code, ("", "")) if len(code.co_code) >= LEAST else ("", "")
    path = code.co_filename.removeprefix(FOLDER).removesuffix(".py").removesuffix(f"{os.sep}__init__")
    return f"torch.{path.replace(os.sep, '.')}", code.co_qualname


def _instructions() -> dict[bytes, tuple[str, str]]:
    modules = [m for name, m in sys.modules.items() if name.startswith(COPIED) and isinstance(m, ModuleType)]
    codes = (code for module in modules for code in _codes(vars(module), module.__name__))
    return {code.co_code: origin(code) for code in codes if len(code.co_code) >= LEAST}


def _codes(namespace: Any, module: str) -> Iterator[CodeType]:
    """Yields the code of all functions and methods that a module defines itself."""
    for value in list(namespace.values()):
        if getattr(value, "__module__", None) != module:
            continue
        if isinstance(value, type):
            yield from _codes(vars(value), module)
        while hasattr(value, "__wrapped__"):
            value = value.__wrapped__
        if isinstance(value, FunctionType):
            yield value.__code__


INSTRUCTIONS: dict[bytes, tuple[str, str]] = {}
INSTRUCTIONS.update(_instructions())
