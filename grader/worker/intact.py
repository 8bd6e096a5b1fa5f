"""Checks whether a submission has replaced functions that grader's own code in its process uses."""

import builtins
import json
import socket
import struct
import sys
from collections.abc import Sequence
from types import ModuleType

OTHERS = (builtins, json, socket, struct)


def own_modules() -> list[ModuleType]:
    """Returns the worker's loaded modules. Calling this in a forked process would copy the memory
    of all other modules.
    """
    return [module for name, module in sys.modules.items() if name.startswith(f"{__package__}.")]


class Intact:
    """The functions and classes of the worker's `own` modules, and of the modules that they use, as
    they are now.
    """

    def __init__(self, own: Sequence[ModuleType]) -> None:
        self._kept = [
            (module.__name__, module.__dict__, {n: value for n, value in module.__dict__.items() if callable(value)})
            for module in (*OTHERS, *own)
        ]

    def replaced(self) -> str:
        """Returns the name of a replaced function, such as "json.loads", or "".

        It calls no function that could be replaced.
        """
        for module, now, kept in self._kept:
            for name, value in kept.items():
                if now.get(name) is not value:
                    return f"{module}.{name}"
        return ""
