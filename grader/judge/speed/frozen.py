"""A worker that is stopped while the judge writes its inputs and reads its outputs. The kernel
counts its CPU time. So the worker cannot work when it is not asked to, and all its work is counted.
"""

import ctypes
import os
import signal
import time

STOPPED = frozenset("Tt")
GONE = frozenset("ZX")
# a thread needs a CPU again before it stops, and a busy machine has few free ones
STOP_SECONDS = 30.0
PIECE = 1 << 26  # bytes that are copied at once


class NotFrozen(Exception):
    """This process cannot be stopped, read and written here. The message says why."""


class Gone(NotFrozen):
    """The process is gone."""


class RunsOn(NotFrozen):
    """The process does not stop. It cannot prevent this itself: the machine is too busy."""


class _Vector(ctypes.Structure):
    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


class Frozen:
    """A running process by its id. Nobody may reap it meanwhile.

    Raises:
        NotFrozen: if its CPU time is unknown.
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        # the CPU time of all threads of a process, as Linux numbers clocks
        self._clock = (~pid << 3) | 2
        self._libc = ctypes.CDLL(None, use_errno=True)
        self.nanoseconds()

    def stop(self) -> None:
        """Stops the process, and waits until it has stopped.

        Raises:
            Gone, RunsOn: if the process has ended, or does not stop.
        """
        self._signal(signal.SIGSTOP)
        deadline = time.monotonic() + STOP_SECONDS
        while (state := self._state()) not in STOPPED:
            if state in GONE:
                raise Gone("the process has ended")
            if time.monotonic() > deadline:
                raise RunsOn("the process does not stop")
            os.sched_yield()

    def go(self) -> None:
        """Lets the process continue."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        try:
            os.kill(self._pid, number)
        except ProcessLookupError:
            raise Gone("the process has ended") from None

    def nanoseconds(self) -> int:
        """Returns the CPU time of all its threads so far.

        Raises:
            NotFrozen: if the system does not say.
        """
        try:
            return time.clock_gettime_ns(self._clock)
        except (OSError, AttributeError) as error:
            raise NotFrozen(f"the CPU time of another process is not known here ({error})") from None

    def write(self, address: int, data: bytes) -> None:
        """Writes bytes into its memory.

        Raises:
            NotFrozen: if that is not allowed, or there is no such memory.
        """
        for start in range(0, len(data), PIECE):
            piece = data[start : start + PIECE]
            self._copy(self._libc.process_vm_writev, ctypes.create_string_buffer(piece, len(piece)), address + start)

    def read(self, address: int, size: int) -> bytes:
        """Returns bytes of its memory.

        Raises:
            NotFrozen: if that is not allowed, or there is no such memory.
        """
        data = b""
        for start in range(0, size, PIECE):
            buffer = ctypes.create_string_buffer(min(PIECE, size - start))
            self._copy(self._libc.process_vm_readv, buffer, address + start)
            data += buffer.raw
        return data

    def peak(self) -> int:
        """Returns the largest number of bytes of memory that it has had so far.

        Raises:
            NotFrozen: if the system does not say.
        """
        try:
            with open(f"/proc/{self._pid}/status", encoding="ascii", errors="replace") as file:
                return next(int(line.split()[1]) << 10 for line in file if line.startswith("VmHWM:"))
        except (OSError, StopIteration):
            raise NotFrozen("the memory of another process is not known here") from None

    def _copy(self, call: "ctypes._NamedFuncPointer", buffer: ctypes.Array[ctypes.c_char], address: int) -> None:
        ours, theirs = _Vector(ctypes.addressof(buffer), len(buffer)), _Vector(address, len(buffer))
        call.restype = ctypes.c_ssize_t
        copied = call(self._pid, ctypes.byref(ours), 1, ctypes.byref(theirs), 1, 0)
        if copied != len(buffer):
            raise NotFrozen(f"the process's memory cannot be reached ({os.strerror(ctypes.get_errno())})")

    def _state(self) -> str:
        try:
            with open(f"/proc/{self._pid}/stat", encoding="ascii", errors="replace") as file:
                return file.read().rpartition(")")[2].split()[0]
        except OSError:
            return "X"
