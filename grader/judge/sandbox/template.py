"""The judge's side of the process that forks workers."""

import contextlib
import itertools
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from ...limit_settings import LEVELS
from ...worker import control, protocol
from .bubblewrap import bubblewrap

ANSWER_SECONDS = 30.0  # for killing a worker, which takes milliseconds
END_SECONDS = 5.0
KEPT_VARIABLES = ("LANG", "LC_ALL", "LD_LIBRARY_PATH", "PATH", "PYTHONPATH", "SYSTEMROOT", "VIRTUAL_ENV")
SETTINGS = {
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    # One arena leaves the address space to tensors. Memory that stays mapped is always equally
    # quick.
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": str(1 << 30),
    "MALLOC_TRIM_THRESHOLD_": str(1 << 32),
    "MALLOC_TOP_PAD_": str(1 << 26),
    # this folder exists; otherwise torch makes one when it imports its compiler
    "TORCHINDUCTOR_CACHE_DIR": "/",
    # a fork copies a table of pages, which is short if the pages are large
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
}


class TemplateDied(Exception):
    """The process that forks workers is gone, and with it all its workers."""


@dataclass(frozen=True)
class Ending:
    """How a worker ended: by itself with a status (below 0: the signal), or killed, without a
    status; and its CPU time.
    """

    status: int | None
    cpu_seconds: float = 0.0


class Template:
    """Forks workers for several threads. Starting it returns at once. It is `walled`, in
    bubblewrap, if that is allowed and works here.

    As a context manager it ends itself and every worker that it has forked.
    """

    def __init__(self, warm: bool, wall: bool = True) -> None:
        before = bubblewrap(sys.executable)[0] if wall else ()
        self.walled = bool(before)
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._broken = False
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._control, theirs = socket.socketpair()
        self._control.settimeout(ANSWER_SECONDS)
        with theirs:
            program = [sys.executable, "-P", "-m", "grader.worker", str(theirs.fileno()), "warm" if warm else "cold"]
            self._process = subprocess.Popen(
                [*before, *program],
                stdin=subprocess.DEVNULL,
                stdout=self._log,
                stderr=subprocess.STDOUT,
                env={k: v for k, v in os.environ.items() if k in KEPT_VARIABLES} | SETTINGS,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._control.close()  # the process ends when this closes
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(END_SECONDS)
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._log.close()

    @property
    def alive(self) -> bool:
        return not self._broken and self._process.poll() is None

    def fork(self, at_most: str) -> "Worker":
        """Returns a new worker, confined up to this level or as far as the machine can; if the
        template is dead, a worker that has ended.
        """
        ours, theirs = socket.socketpair()
        output = _output_file()
        number = next(self._numbers)
        request = control.REQUEST.pack(control.FORK, number, LEVELS.index(at_most))
        with self._lock, theirs:
            try:
                socket.send_fds(self._control, [request], [theirs.fileno(), output])
            except OSError:
                self._broken = True
        return Worker(self, number, ours, output)

    def ask(self, kind: int, number: int) -> tuple[int, int, float]:
        """Returns the template's answer about a worker: its state, its id or status, its CPU
        time.

        Raises:
            TemplateDied: if it does not answer.
        """
        with self._lock:
            try:
                self._control.sendall(control.REQUEST.pack(kind, number, 0))
                answer = self._control.recv(control.ANSWER.size)
                state, status, seconds = control.ANSWER.unpack(answer)
            except (OSError, struct.error):
                self._broken = True
                raise TemplateDied from None
            return state, status, seconds

    def last_words(self) -> str:
        """Returns how the process ended, if it has, and what it has written."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1)
        text = os.pread(self._log.fileno(), protocol.MOST_PRINTED, 0).decode("utf-8", "replace")
        return f"status {self._process.poll()}: {text[-1000:].strip()}"


class Worker:
    """A forked process: the connection to it, and the file with its output."""

    def __init__(self, template: Template, number: int, connection: socket.socket, output: int) -> None:
        self.connection = connection
        self.template = template
        self._number = number
        self._output = output
        self._ended = False

    @property
    def alive(self) -> bool:
        if self._ended:
            return False
        try:
            return self.template.ask(control.STATUS, self._number)[0] == control.RUNNING
        except TemplateDied:
            return False

    @property
    def pid(self) -> int:
        """Returns its process id, which is valid until somebody asks something else about it.

        Raises:
            TemplateDied: if it is gone.
        """
        state, pid, _ = self.template.ask(control.STATUS, self._number)
        if self._ended or state != control.RUNNING:
            raise TemplateDied
        return pid

    def end(self, grace: float = 0.0) -> Ending:
        """Kills the process and all that it has started, after `grace` seconds to end by itself.

        Raises:
            TemplateDied: if the template is dead; then the worker is dead too.
        """
        self._ended = True
        deadline = time.monotonic() + grace
        while (left := deadline - time.monotonic()) > 0:
            if self.template.ask(control.STATUS, self._number)[0] != control.RUNNING:
                break
            time.sleep(min(0.005, left))
        state, status, seconds = self.template.ask(control.END, self._number)
        return Ending(status if state == control.ENDED else None, seconds)

    def close(self) -> None:
        """Ends the process in any state, and drops its output."""
        if not self._ended:
            with contextlib.suppress(TemplateDied):
                self.end()
        self.connection.close()
        os.close(self._output)

    def printed(self) -> bytes:
        """Returns its output so far."""
        # Not by seek and read: the worker's stdout shares the position in the file.
        return os.pread(self._output, protocol.MOST_PRINTED, 0)


def _output_file() -> int:
    """Returns a file without a name, in memory if the system has such files."""
    if sys.platform == "linux":
        return os.memfd_create("output", os.MFD_CLOEXEC)
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())
