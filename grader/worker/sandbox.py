"""What a worker takes from itself before student code runs: room for memory, files and core dumps, and endless
printing.
"""

import io
import os
import sys

PRINTED = 1 << 20  # bytes of the submission's output that are kept


class Output(io.TextIOBase):
    """A stdout that keeps the first megabyte and lets the rest go, so that printing costs a submission nothing."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._room = PRINTED

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        data = text.encode("utf-8", "replace")[: self._room]
        self._room -= len(data)
        if data:
            os.write(self._descriptor, data)
        return len(text)


def confine(memory_mib: int) -> None:
    """Limit this process: `memory_mib` on top of what it has now, no core dump, no large file. Where the system can't,
    nothing.
    """
    sys.stdout = sys.stderr = Output(1)
    try:
        import resource
    except ImportError:  # Windows
        return
    limits = {resource.RLIMIT_CORE: 0, resource.RLIMIT_FSIZE: 4 * PRINTED}
    if used := _address_space():
        limits[resource.RLIMIT_AS] = used + (memory_mib << 20)
    for limit, value in limits.items():
        resource.setrlimit(limit, (value, value))


def _address_space() -> int:
    """The bytes of address space in use; 0 where /proc does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
