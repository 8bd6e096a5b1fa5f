"""Watches autograd's nodes with torch's profiler, whoever runs them.

The profiler is below all modes and dispatch keys. It sees a node that is called by hand, by a
compiled function, or while the modes are off.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from torch._C._autograd import _disable_profiler_legacy, _enable_profiler_legacy
from torch._C._profiler import ProfilerConfig, ProfilerState, _ExperimentalConfig

from .graph_nodes import derives


@contextmanager
def profiled(note: Callable[[Counter[str]], None]) -> Iterator[None]:
    """Counts by name the nodes that derive something in this block; `note` gets the counts at the
    end.

    Raises:
        RuntimeError: if the code in the block has ended the profile, or there is another one.
    """
    _enable_profiler_legacy(ProfilerConfig(ProfilerState.CPU, False, False, False, False, False, _ExperimentalConfig()))
    try:
        yield
    finally:
        threads = _disable_profiler_legacy()
        names = Counter(event.name() for thread in threads for event in thread)
        note(Counter({name: n for name, n in names.items() if derives(name)}))
