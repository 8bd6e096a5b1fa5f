"""How a forked process becomes a worker: it drops everything of its parent, imports torch if
necessary, confines itself, and serves.
"""

import contextlib
import gc
import json
import os
import random
import socket
import sys
from typing import NoReturn

from . import protocol
from .confine import Confinement
from .output import Output
from .protocol import Message


class WorkerProcess:
    """A worker on a connection, printing to a file; `user` is the number of its spare user."""

    def __init__(self, connection: int, output: int, confinement: Confinement, user: int) -> None:
        os.setsid()
        null = os.open(os.devnull, os.O_RDONLY)
        for source, target in ((null, 0), (output, 1), (output, 2)):
            os.dup2(source, target)
        _close_all_but({0, 1, 2, connection, confinement.rules})
        self._connection = socket.socket(fileno=connection)
        self._confinement = confinement
        self._user = user

    def run(self) -> NoReturn:
        """Answers the judge until it closes the connection."""
        with contextlib.suppress(EOFError, OSError):  # the judge has hung up
            self._serve()
        os._exit(0)

    def _serve(self) -> None:
        # collecting while torch is imported finds nothing and costs a sixth of the time
        gc.disable()
        try:
            from . import device, surroundings
            from .serve import seed, serve
        except ImportError as error:
            _, nonce = protocol.receive(self._connection)
            protocol.send(self._connection, Message(protocol.INTERNAL, f"torch cannot be imported: {error}"), nonce)
            return
        hello, nonce = protocol.receive(self._connection)
        version = seed(random.SystemRandom().getrandbits(63))
        wanted = json.loads(hello.text)
        try:
            name = device.use(wanted.pop("device"))
        except device.Missing as missing:
            protocol.send(self._connection, Message(protocol.NO_DEVICE, str(missing)), nonce)
            return
        accelerator = device.found()  # which nobody can find in confinement
        on_device = device.current() != device.CPU
        surroundings.settle()
        self._confine(**wanted, driver=on_device)
        if on_device and (trouble := device.trouble()):
            protocol.send(self._connection, Message(protocol.UNUSABLE, trouble), nonce)
            return
        about = {"torch": version, "isolation": self._confinement.level, "device": name, "accelerator": accelerator}
        protocol.send(self._connection, Message(protocol.OK, json.dumps(about)), nonce)
        serve(self._connection)

    def _confine(self, memory_mib: int, cpu_seconds: float, driver: bool) -> None:
        gc.freeze()
        gc.enable()
        os.chdir("/")
        sys.stdout = sys.stderr = Output(1)
        self._confinement.enter(memory_mib, cpu_seconds, self._user, driver)


def _close_all_but(kept: set[int]) -> None:
    for name in os.listdir("/dev/fd"):
        if int(name) not in kept:
            with contextlib.suppress(OSError):  # one was the listing's own
                os.close(int(name))
