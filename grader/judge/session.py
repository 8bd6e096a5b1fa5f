"""Talk to one worker: start it, ask it with a deadline, end it, and tell a student's failure from ours."""

import contextlib
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, Self

from ..course import Limits
from ..errors import SubmissionError, WorkerError
from ..worker import protocol
from ..worker.protocol import Message, Tensor
from .clues import Clues

START_SECONDS = 120.0  # for importing torch from a cold disk
KEPT_VARIABLES = (
    "HOME",
    "LANG",
    "LC_ALL",
    "LD_LIBRARY_PATH",
    "PATH",
    "PYTHONPATH",
    "SYSTEMROOT",
    "TMPDIR",
    "VIRTUAL_ENV",
)
THREADS = {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
CODES = {
    protocol.NOT_STARTED: "S107",
    protocol.BROKEN_FILE: "S102",
    protocol.MISSING: "S104",
    protocol.BAD_CALL: "S105",
    protocol.RAISED: "S108",
    protocol.BAD_RESULT: "S109",
    protocol.NO_GRAPH: "S110",
    protocol.NO_LEAF: "S115",
    protocol.OUT_OF_MEMORY: "S111",
    protocol.EXITED: "S112",
}


class Session:
    """A worker process for one submission. Starting it returns at once: it imports torch while the judge derives the
    truth.

    Used as a context manager, which ends the worker and everything that it started.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.started = time.monotonic()
        self._socket, theirs = socket.socketpair()
        self._output = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        environment = {k: v for k, v in os.environ.items() if k in KEPT_VARIABLES} | THREADS
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "grader.worker", str(theirs.fileno()), str(limits.memory_mib)],
                stdin=subprocess.DEVNULL,
                stdout=self._output,
                stderr=subprocess.STDOUT,
                env=environment,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        self._ended = False
        self.torch = ""
        self.clues = Clues()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()
        self._socket.close()
        self._output.close()

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def load(self, filename: str, source: str) -> None:
        """Wait for torch, then import a submission from its text.

        Raises:
            WorkerError: E902, if torch cannot be imported.
            SubmissionError: if the file cannot be imported.
        """
        if not self.torch:
            self.torch = self._exchange(Message(protocol.HELLO), START_SECONDS).text
        self.clues = Clues(source)
        self._exchange(Message(protocol.LOAD, json.dumps([filename, source])), self._limits.seconds)

    def ask(
        self, kind: int, request: Mapping[str, Any], tensors: Sequence[Tensor] = (), answers: int = 1
    ) -> tuple[Tensor, ...]:
        """The tensors that the worker answers a request with, which must be so many.

        Raises:
            SubmissionError: if the code fails, takes too long, ends the process or writes into the connection.
        """
        message = Message(kind, json.dumps(request), tuple(tensors))
        given = self._exchange(message, self._limits.seconds).tensors
        if len(given) != answers:
            raise SubmissionError("S114", f"{len(given)} tensors came back where {answers} were asked for")
        return given

    def printed(self) -> str:
        """What the submission has printed so far, made harmless."""
        # Not by seek and read: the worker's stdout shares the position in the file.
        return harmless(os.pread(self._output.fileno(), protocol.MOST_TEXT, 0).decode("utf-8", "replace"))

    def _exchange(self, request: Message, seconds: float) -> Message:
        nonce = secrets.randbits(64)
        deadline = time.monotonic() + seconds
        try:
            self._socket.settimeout(seconds)
            protocol.send(self._socket, request, nonce)
            answer, _ = protocol.receive(self._socket, nonce, deadline)
        except TimeoutError:
            if not self.alive:  # but a process that it left behind holds the connection open
                raise self._died(request) from None
            self._end()
            if request.kind == protocol.HELLO:
                raise WorkerError("E902", f"torch could not be imported in {seconds:g} seconds") from None
            raise SubmissionError("S113", f"the code did not come to an end within {seconds:g} seconds") from None
        except protocol.ProtocolError as error:
            self._end()
            raise SubmissionError("S114", f"the code wrote into the grader's connection: {error}") from None
        except (EOFError, OSError):
            raise self._died(request) from None
        if answer.kind == protocol.OK:
            return answer
        text = harmless(answer.text)[:2000]
        if answer.kind == protocol.OUT_OF_MEMORY:
            text = f"the code wants more than the {self._limits.memory_mib} MiB that a submission may use: {text}"
        if answer.kind in CODES:
            raise SubmissionError(CODES[answer.kind], text)
        raise WorkerError("E902" if request.kind == protocol.HELLO else "E903", text)

    def _died(self, request: Message) -> Exception:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1)
        status = self._process.poll()
        self._end()
        if request.kind == protocol.HELLO:
            return WorkerError("E902", f"the worker did not start (status {status}): {self.printed()[-1000:].strip()}")
        if status is None:
            return SubmissionError("S114", "the code closed the grader's connection")
        how = f"with status {status}" if status >= 0 else f"by signal {-status} ({signal.strsignal(-status)})"
        return SubmissionError("S112", f"the code ended its process {how}")

    def _end(self) -> None:
        """End the worker with everything in its session, also what outlived it; harmless the second time."""
        if not self._ended:
            self._ended = True
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


def harmless(text: str) -> str:
    """Text without control and formatting characters, which could rewrite what a terminal shows."""
    return "".join(
        c if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"} else "\ufffd" for c in text
    )
