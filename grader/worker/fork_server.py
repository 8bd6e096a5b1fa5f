"""Forks a confined worker for each submission, and ends it.

The process has one thread and runs no operation of torch. So a forked worker has no lock without an
owner and no lost thread pool, and it shares nearly all its memory.
"""

import contextlib
import gc
import importlib
import os
import signal
import socket
import sys
import traceback

from . import control
from .confine import LEVELS, choose
from .worker import WorkerProcess

# the first is what the first optimizer of a submission imports otherwise
PRELOADED = ("torch._dynamo", ".serve")
Ending = tuple[int, int, float]  # as in control.ANSWER


class ForkServer:
    """Answers the judge until it closes the connection; then kills everything that was forked."""

    def __init__(self, connection: socket.socket, warm: bool) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the judge handles an interrupt
        self._connection = connection
        self._confinement, _ = choose()
        self._pids: dict[int, int] = {}
        self._users: dict[int, int] = {}
        self._endings: dict[int, Ending] = {}
        if sys.platform == "linux":
            from .confine import kernel

            # What a worker leaves behind becomes this process's child.
            kernel.control(kernel.SET_CHILD_SUBREAPER, 1)
        if warm:
            _preload()

    def serve(self) -> None:
        """Carries out the judge's requests."""
        try:
            while True:
                data, descriptors, _, _ = socket.recv_fds(self._connection, control.REQUEST.size, 2)
                if not data:
                    return
                kind, number, level = control.REQUEST.unpack(data)
                if kind == control.FORK:
                    self._fork(number, level, *descriptors)
                else:
                    answer = self._status(number) if kind == control.STATUS else self._end(number)
                    self._connection.sendall(control.ANSWER.pack(*answer))
        finally:
            for number in list(self._pids):
                self._end(number)

    def _fork(self, number: int, level: int, connection: int, output: int) -> None:
        confinement = self._confinement.at_most(list(LEVELS)[level]) if level < control.BEST else self._confinement
        user = next(i for i in range(len(self._users) + 1) if i not in self._users.values())
        try:
            pid = confinement.fork()
            if pid == 0:
                try:
                    WorkerProcess(connection, output, confinement, user).run()
                except BaseException:
                    os.write(2, traceback.format_exc().encode())
                finally:
                    os._exit(1)
            self._pids[number], self._users[number] = pid, user
        except OSError as error:
            print(f"no worker could be forked: {error}", file=sys.stderr)
        os.close(connection)  # without a worker, the judge reads an end of file
        os.close(output)

    def _status(self, number: int) -> Ending:
        if number in self._pids:
            self._reap(number, os.WNOHANG)
        if number in self._pids:
            return control.RUNNING, self._pids[number], 0.0
        return self._endings.get(number) or (control.UNKNOWN, 0, 0.0)

    def _end(self, number: int) -> Ending:
        state, *_ = self._status(number)
        if state == control.RUNNING:
            os.kill(self._pids[number], signal.SIGKILL)
            self._reap(number, 0)
        self._sweep()
        _, status, seconds = self._endings.pop(number, (state, 0, 0.0))
        return state, status, seconds

    def _reap(self, number: int, options: int) -> None:
        pid, status, usage = os.wait4(self._pids[number], options)
        if pid:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(
                    pid, signal.SIGKILL
                )  # its session has its id, which is not given away as long as it has members
            del self._pids[number], self._users[number]
            seconds = usage.ru_utime + usage.ru_stime
            self._endings[number] = control.ENDED, os.waitstatus_to_exitcode(status), seconds

    def _sweep(self) -> None:
        """Kills processes that ended workers have left in their own sessions. Only unconfined
        workers can do that.
        """
        for _ in range(1000):  # each killed process may have left more
            strays = _children() - set(self._pids.values())
            if not strays:
                return
            for pid in strays:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)


def _children() -> set[int]:
    try:
        with open(f"/proc/self/task/{os.getpid()}/children", encoding="ascii") as file:
            return set(map(int, file.read().split()))
    except OSError:  # not on Linux
        return set()


def _preload() -> None:
    """Imports the modules that submissions use, but runs nothing of them. Without torch every
    worker reports that itself.

    Raises:
        RuntimeError: if the imports have started a thread.
    """
    gc.disable()
    with contextlib.suppress(ImportError):
        for name in PRELOADED:
            importlib.import_module(name, __package__)
    gc.collect()
    gc.freeze()  # a collection in a worker would touch, and so copy, all of torch's objects
    if (threads := len(os.listdir("/proc/self/task"))) > 1:
        raise RuntimeError(f"importing torch has started threads: there are {threads}, and a fork would lose them")
