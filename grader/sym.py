"""SymPy, imported on first use: `from grader import sym` costs nothing until a formula is built."""

import importlib
from collections.abc import Sequence
from typing import Any


def __getattr__(name: str) -> Any:
    try:
        return getattr(importlib.import_module("sympy"), name)
    except AttributeError:
        raise AttributeError(f"SymPy has no function called {name!r}") from None


def take(values: Sequence[Any], index: Any) -> Any:
    """The entry of a sequence at an index that is itself a symbol, such as the class of a sample; 0
    outside of it.
    """
    sympy = importlib.import_module("sympy")
    return sympy.Piecewise(*((v, sympy.Eq(index, i)) for i, v in enumerate(values)), (0, True))


def detach(x: Any) -> Any:
    """The same number, counted as a constant by the derivative, as `tensor.detach()` is by
    autograd.
    """
    from .detached import Detached

    return Detached(x)
