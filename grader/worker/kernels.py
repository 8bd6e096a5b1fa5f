"""Watches operators at their kernels: a forbidden operator is seen however it is called.

Modes see only calls that pass them. A call below their dispatch key, in a thread unknown to Python,
in a custom operator or in compiled code still reaches its kernel, through one table for the whole
process. Here the kernels of forbidden operators are replaced by kernels that report the call and
then do the same. The first kernel of every forward-mode derivative is replaced too. Other operators
stay as they are, so allowed code costs no more.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import torch
import torch.library

from .torch_names import DERIVATIVE, bare, plain

KEYS = ("CPU", "CUDA", "SparseCPU", "SparseCsrCPU", "QuantizedCPU", "NestedTensorCPU")
FORWARD_MODE = "aten::_make_dual"
ANY_DEVICE = "CompositeExplicitAutograd"
Note = Callable[[str], None]


def _by_name() -> dict[str, list[str]]:
    """Returns all operators with their overloads, by their names in rules; derivatives also by
    their own names.
    """
    found: dict[str, list[str]] = {}
    for name in torch._C._dispatch_get_all_op_names():
        operator = name.partition(".")[0]
        found.setdefault(bare(operator), []).append(name)
        if operator.endswith(DERIVATIVE):
            found.setdefault(plain(operator), []).append(name)
    return found


# computed once, when the process that forks all workers starts
OPERATORS = _by_name()
KERNELS = {key: set(torch._C._dispatch_get_registrations_for_dispatch_key(key)) for key in (*KEYS, ANY_DEVICE)}


def watch(forbidden: Iterable[str], note: Note) -> list[torch.library.Library]:
    """Makes the kernels of all operators with these bare names report their name, for as long as
    the returned libraries exist.

    An operator that only calls others has no kernel: these are watched if they are forbidden. A
    derivative of an allowed function reports its name where autograd's engine does not run.
    """
    alone = {name for word in forbidden if word.endswith(DERIVATIVE) for name in OPERATORS.get(word, ())}
    names = {name for word in forbidden for name in OPERATORS.get(word, ())}
    places = [(FORWARD_MODE, "AutogradCPU"), *((name, key) for name in sorted(names) for key in _keys(name))]
    libraries: dict[str, torch.library.Library] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a kernel is replaced
        for name, key in places:
            space, _, operator = name.partition("::")
            if space not in libraries:
                libraries[space] = torch.library.Library(space, "IMPL")  # type: ignore[no-untyped-call]
            library: Any = libraries[space]
            kernel, told = torch.library.get_kernel(name, key), name.partition(".")[0]
            entry = _entry(kernel, told, _outside(note) if name in alone else note)
            library.impl(operator, entry, key, with_keyset=True, allow_override=True)
    return list(libraries.values())


def _outside(note: Note) -> Note:
    return lambda name: note(name) if torch._C._current_graph_task_id() == -1 else None


def _keys(name: str) -> Iterator[str]:
    """Yields the dispatch keys for which an operator has a kernel. A variant that writes into a
    given tensor calls another operator's kernel.
    """
    own = [key for key in KEYS if name in KERNELS[key]]
    yield from own or (["CPU"] if name in KERNELS[ANY_DEVICE] and not name.endswith("out") else [])


def _entry(kernel: Any, name: str, note: Note) -> Callable[..., Any]:
    def entry(keys: Any, *arguments: Any, **settings: Any) -> Any:
        note(name)
        return kernel.call_boxed(keys, *arguments, **settings)

    return entry
