"""Namespaces: a process that sees no other process, no network and no shared memory but its own."""

import os

from . import kernel

NEW_NAMES, NEW_IPC, NEW_PIDS, NEW_NETWORK = 0x04000000, 0x08000000, 0x20000000, 0x40000000


def leave_network() -> None:
    """Move this process, and those it will fork, into an empty network and a host without a name.

    Raises:
        OSError: if this process may not.
    """
    kernel.call("unshare", NEW_NETWORK | NEW_NAMES)


def leave_shared_memory() -> None:
    """Give this process shared memory and message queues of its own, which end with it.

    Raises:
        OSError: if this process may not.
    """
    kernel.call("unshare", NEW_IPC)


def fork() -> int:
    """Fork a child that is the first process of its own: when it ends, so does everything that it
    has started.

    Raises:
        OSError: if this process may not.
    """
    ours = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
    kernel.call("unshare", NEW_PIDS)
    try:
        pid = os.fork()
    except OSError:
        kernel.call("setns", ours, NEW_PIDS)
        raise
    if pid:
        kernel.call("setns", ours, NEW_PIDS)
    os.close(ours)
    return pid
