"""SymPy, imported on first use: `from grader import sym` costs nothing until a formula is built."""

import importlib


def __getattr__(name: str) -> object:
    try:
        return getattr(importlib.import_module("sympy"), name)
    except AttributeError:
        raise AttributeError(f"SymPy has no function called {name!r}") from None
