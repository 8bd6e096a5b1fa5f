"""Whether a submission has replaced functions that the grader's own code in its process works
with.
"""

import builtins
import json
import socket
import struct
import sys
from collections.abc import Sequence
from types import ModuleType

OTHERS = (builtins, json, socket, struct)


def own_modules() -> list[ModuleType]:
    """The worker's modules that are loaded. Looking for them in a forked process copies the memory
    of all others.
    """
    return [module for name, module in sys.modules.items() if name.startswith(f"{__package__}.")]


class Intact:
    """The functions and classes of the worker's `own` modules, and of those that they build on, as
    they are now.
    """

    def __init__(self, own: Sequence[ModuleType]) -> None:
        self._kept = [
            (module.__name__, module.__dict__, {n: value for n, value in module.__dict__.items() if callable(value)})
            for module in (*OTHERS, *own)
        ]

    def replaced(self) -> str:
        """The name of a function that is no longer what it was, such as "json.loads"; empty if
        there is none.

        It calls no function that might be the one.
        """
        for module, now, kept in self._kept:
            for name, value in kept.items():
                if now.get(name) is not value:
                    return f"{module}.{name}"
        return ""
