"""Things that no submission may reach: a file, a secret, ports, a process, and the process that
forks workers.
"""

import contextlib
import os
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import ROOT

STRAYS = tuple(Path(folder) / "grader-hostile" for folder in ("/tmp", "/dev/shm", "/"))
CODE = ROOT / "grader" / "judge" / "grade.py"


class Canaries:
    """Used as a context manager, which ends them."""

    def __init__(self) -> None:
        self.secret = secrets.token_hex(16)
        self._stack = contextlib.ExitStack()
        self._folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        self._file = self._folder / "canary"
        self._file.write_text(self.secret, encoding="utf-8")
        self._file.chmod(0o600)
        self._before = self._stat()
        self._process = subprocess.Popen(
            [sys.executable, "-S", "-c", "input()"], stdin=subprocess.PIPE, env={"CANARY": self.secret}
        )
        self._tcp, self._udp = socket.create_server(("127.0.0.1", 0)), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._udp.bind(self._tcp.getsockname())
        self._abstract = socket.socket(socket.AF_UNIX)
        self._abstract.bind(f"\0{self._folder}")
        self._abstract.listen()
        for listening in (self._tcp, self._udp, self._abstract):
            listening.setblocking(False)
            self._stack.enter_context(listening)

    def __enter__(self) -> "Canaries":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(b"\n")
        self._stack.close()

    def names(self, template: int) -> dict[str, object]:
        """What attacks are told, so that they need not search: among it what forks the workers."""
        return {
            "FILE": str(self._file),
            "FOLDER": str(self._folder),
            "ROOT": str(ROOT),
            "NAME": str(self._folder),
            "PORT": self._tcp.getsockname()[1],
            "PROCESS": self._process.pid,
            "JUDGE": os.getpid(),
            "TEMPLATE": template,
        }

    def assert_untouched(self, template: int) -> None:
        assert self._file.read_text(encoding="utf-8") == self.secret
        assert self._stat() == self._before
        assert os.listdir(self._folder) == ["canary"]
        assert not [stray for stray in STRAYS if stray.exists()]
        for listening in (self._tcp, self._abstract):
            with pytest.raises(BlockingIOError):
                listening.accept()
        with pytest.raises(BlockingIOError):
            self._udp.recv(1)
        for pid in (self._process.pid, template):
            assert _state(pid) not in "TtZX"  # stopped, debugged, dead
        assert Path(f"/proc/{template}/task/{template}/children").read_text(encoding="ascii") == ""

    def _stat(self) -> tuple[tuple[int, ...], ...]:
        return tuple((s.st_mode, s.st_size, s.st_mtime_ns, s.st_nlink) for s in (self._file.stat(), CODE.stat()))


def _state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2][0]


@pytest.fixture(scope="session")
def canaries() -> Iterator[Canaries]:
    with Canaries() as kept:
        yield kept
