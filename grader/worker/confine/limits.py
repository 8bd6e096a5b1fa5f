"""Resource limits: room for memory, CPU time, files, threads and core dumps."""

import contextlib
import math
import os

PRINTED = 1 << 20  # bytes of the submission's output that are kept
WRITTEN = 4 * PRINTED  # bytes that may be written to any file
THREADS = 64
OPEN_FILES = 64
DRIVER_FILES = 1024  # that the driver of an accelerator may need beside


def limit(memory_mib: int, cpu_seconds: float, own_user: bool) -> None:
    """Limit this process: memory and CPU time on top of what it has used, small files, no
    core dump; the number of threads if they are counted for a user of its own. Where the system has
    no such limit, nothing. No memory means no limit: a driver of an accelerator reserves addresses
    without end.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    limits = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: WRITTEN,
        resource.RLIMIT_NOFILE: OPEN_FILES if memory_mib else DRIVER_FILES,
        resource.RLIMIT_CPU: math.ceil(usage.ru_utime + usage.ru_stime + cpu_seconds),
    }
    if memory_mib and (used := _address_space()):
        limits[resource.RLIMIT_AS] = used + (memory_mib << 20)
    if own_user:
        limits[resource.RLIMIT_NPROC] = THREADS
    for kind, value in limits.items():
        with contextlib.suppress(ValueError):  # the machine's own limit is lower
            resource.setrlimit(kind, (value, value))


def _address_space() -> int:
    """The bytes of address space in use; 0 where /proc does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
