"""Talks to one worker: asks it with a deadline, ends it, and separates a student's failure from
ours.
"""

import json
import math
import re
import secrets
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any, Self

from ...dtypes import FLOAT64, DType
from ...errors import MachineError, SubmissionError, WorkerError
from ...limit_settings import Limits
from ...report.harmless import harmless
from ...worker import protocol
from ...worker.protocol import Message, Tensor
from .effects import Effects, Given
from .template import Ending, TemplateDied, Worker

CPU = "cpu"
START_SECONDS = 120.0  # for importing torch from a cold disk
END_SECONDS = 1.0  # for a process that has hung up to end
PATIENT = 3  # times the seconds for all answers, if the judge decides how many there are
CUT = f"[only the first {protocol.MOST_PRINTED:,} bytes that are printed are kept]"
NAME = re.compile(rf"[\x21-\x7e]{{1,{protocol.LONGEST_NAME}}}")
OUT_OF_TIME = (-signal.SIGXCPU, -signal.SIGKILL)
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
    protocol.FORBIDDEN: "S116",
    protocol.TOO_MANY_THREADS: "S118",
    protocol.TOO_MUCH_WRITTEN: "S119",
    protocol.TOO_LARGE: "S120",
    protocol.DEVICE_LOST: "S121",
    protocol.TAMPERED: "S123",
}


@dataclass(frozen=True)
class Request:
    """A request to a worker: a kind of message, its text and tensors, and the number of tensors in
    the answer.
    """

    kind: int
    text: Mapping[str, Any]
    tensors: Sequence[Tensor] = ()
    answers: int = 1


class Session:
    """A worker for one submission after the other. `start` returns a new worker at once, even if it
    needs time until it can answer. `otherwise` returns a less confined worker, for a device that a
    confined one cannot use.

    As a context manager it ends the worker and everything that the worker started.
    """

    def __init__(
        self,
        start: Callable[[], Worker],
        limits: Limits,
        device: str = CPU,
        otherwise: Callable[[], Worker] | None = None,
    ) -> None:
        self._limits = limits
        self.device = device
        self.device_name = ""  # the worker says it when it is ready
        self.accelerator = ""  # that torch finds besides the CPU, likewise
        self._start, self._otherwise = start, otherwise
        self._loaded: tuple[str, str, Sequence[str]] = "", "", ()
        self._waited = 0.0  # seconds, for answers
        self.started = time.monotonic()
        self._worker = start()
        self.torch = ""
        # functions of torch that the submission ran, in the order in which they were seen
        self.called: dict[str, None] = {}
        self.effects = Effects()
        self.answered = False  # has the submission answered anything?
        self.isolation = ""  # how well the worker is confined; the worker says it
        self.walled = False  # is there bubblewrap around it, likewise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._worker.close()

    @property
    def alive(self) -> bool:
        return self._worker.alive

    @property
    def source(self) -> str:
        """Returns the text of the loaded submission."""
        return self._loaded[1]

    def has(self, dtype: DType) -> bool:
        """Whether the device has numbers of this dtype."""
        return self.device != "mps" or dtype != FLOAT64

    @property
    def pid(self) -> int:
        """Returns the worker's process id.

        Raises:
            WorkerError: E905, if the worker is gone.
        """
        try:
            return self._worker.pid
        except TemplateDied:
            raise WorkerError("E905", "the worker is gone") from None

    def another(self, seconds: float = math.inf) -> "Session":
        """Returns a session with a new worker of the same kind, for timing or for trying lines to
        paste. The judge and the load of the machine decide how many answers it has to give, so it
        gets more time for all of them. One answer may take at most `seconds`, and all of them at
        most ten times that.
        """
        limits = replace(
            self._limits,
            seconds=min(seconds, self._limits.seconds),
            total_seconds=min(10 * seconds, PATIENT * self._limits.total_seconds),
        )
        return Session(self._start, limits, self.device, self._otherwise)

    def renew(self) -> None:
        """Continues with the same submission in a new worker.

        Raises:
            SubmissionError: if the file cannot be imported.
        """
        self._worker.close()
        self._worker, self.torch = self._start(), ""
        called, effects, waited = self.called, self.effects, self._waited
        self.load(*self._loaded)
        self.called, self.effects, self._waited = called, effects, waited

    def load_like(self, other: "Session") -> None:
        """Imports the submission of another session afresh: none of its functions has run yet.

        Raises:
            WorkerError, MachineError, SubmissionError: as `load` does.
        """
        self.load(*other._loaded)

    def load(self, filename: str, source: str, forbidden: Sequence[str] = ()) -> None:
        """Waits for torch, then imports a submission from its text. Chance decides which calls are
        watched, so nobody can know it before. Functions of torch with the bare names that are
        `forbidden` are seen in all calls.

        Raises:
            WorkerError: E902, if torch cannot be imported; E905, if the worker is lost and did not
            cause it. MachineError: E904, if the worker is not confined as well as it has to be.
            SubmissionError: if the file cannot be imported.
        """
        self.greet()
        self._loaded = filename, source, forbidden
        self.called, self.effects, self.answered, self._waited = {}, Effects(), False, 0.0
        self._exchange(protocol.load(filename, source, secrets.randbits(63), forbidden), self._limits.seconds)

    def greet(self) -> None:
        """Waits for torch, unless it is ready. The worker is confined then, and contains no code of
        a student.

        Raises:
            WorkerError, MachineError: as `load` does.
        """
        if self.torch:
            return
        memory = self._limits.memory_mib if self.device == CPU else 0
        limits = {"memory_mib": memory, "cpu_seconds": self._limits.cpu_seconds, "device": self.device}
        hello = Message(protocol.HELLO, json.dumps(limits))
        try:
            answer = self._exchange(hello, START_SECONDS)
        except Lost:  # no student's code has run in it yet, so another worker may do better
            self._worker.close()
            if self._otherwise:
                self._start, self._otherwise = self._otherwise, None
            self._worker = self._start()
            try:
                answer = self._exchange(hello, START_SECONDS)
            except Lost:
                said = self._worker.template.last_words(), self.printed()[-1000:].strip()
                raise WorkerError("E902", f"the worker did not start ({' '.join(said).strip()})") from None
        about = json.loads(answer.text)
        required = self._limits.require_isolation
        if about["isolation"] < required:
            raise MachineError(
                "E904",
                f"submissions can be isolated at level {about['isolation']} here, and the course requires {required}; "
                "`grader doctor` says what is missing",
            )
        self.torch, self.isolation = about["torch"], about["isolation"]
        self.walled = self._worker.template.walled
        self.device_name, self.accelerator = about["device"], about["accelerator"]

    def ask(self, request: Request, given: Given | None = None, seconds: float = math.inf) -> tuple[Tensor, ...]:
        """Returns the tensors with which the worker answers, within its limit and `seconds`. With
        `given`, records in `effects` what the call has changed.

        Raises:
            SubmissionError: if the code fails, takes too long, ends the process or writes into the
            connection.
        """
        message = Message(request.kind, json.dumps(request.text), tuple(request.tensors))
        answer = self._exchange(message, min(seconds, self._limits.seconds))
        self.answered = True
        changed = self._note(answer.text)
        if given:
            self.effects.saw(given, changed)
        if len(answer.tensors) != request.answers:
            told = f"{len(answer.tensors)} tensors came back where {request.answers} were asked for"
            raise SubmissionError("S114", told)
        return answer.tensors

    def _note(self, text: str) -> list[int]:
        """Records which functions the submission ran, as the worker saw them. Returns the numbers
        of the tensors that were changed.
        """
        try:
            names, changed = json.loads(text)
        except (ValueError, TypeError, RecursionError):
            names = changed = None
        names_are = isinstance(names, list) and all(isinstance(n, str) and NAME.fullmatch(n) for n in names)
        if not names_are or not isinstance(changed, list) or not all(type(n) is int for n in changed):
            self._end()
            raise SubmissionError("S114", "the code wrote into the grader's connection: a record that is none")
        self.called |= dict.fromkeys(names)
        if len(self.called) > protocol.MOST_NAMES:
            self._end()
            raise SubmissionError("S114", "the code wrote into the grader's connection: a record that is too long")
        return changed

    def printed(self) -> str:
        """Returns what the submission has printed so far, made harmless."""
        data = self._worker.printed()
        text = harmless(data.decode("utf-8", "replace"))
        return f"{text}\n{CUT}\n" if len(data) == protocol.MOST_PRINTED else text

    def _exchange(self, request: Message, seconds: float) -> Message:
        if request.kind == protocol.HELLO:  # importing torch has a limit of its own
            return self._asked(request, seconds)
        started = time.monotonic()
        try:
            return self._asked(request, min(seconds, max(self._limits.total_seconds - self._waited, 0.001)))
        finally:
            self._waited += time.monotonic() - started

    def _asked(self, request: Message, seconds: float) -> Message:
        nonce = secrets.randbits(64)
        deadline = time.monotonic() + seconds
        connection = self._worker.connection
        try:
            connection.settimeout(seconds)
            protocol.send(connection, request, nonce)
            answer, _ = protocol.receive(connection, nonce, deadline)
        except TimeoutError:
            raise self._late(request, seconds) from None
        except protocol.ProtocolError as error:
            self._end()
            raise SubmissionError("S114", f"the code wrote into the grader's connection: {error}") from None
        except (EOFError, OSError):
            raise self._died(request) from None
        if answer.kind == protocol.OK:
            return answer
        # on one line, or it could look like more of the report
        text = " ".join(harmless(answer.text)[:2000].split())
        if answer.kind == protocol.OUT_OF_MEMORY:
            text = f"the code wants more than the {self._limits.memory_mib} MiB that a submission may use: {text}"
        if answer.kind == protocol.DEVICE_LOST:
            self._end()  # this process can compute nothing more on it
        if answer.kind in CODES:
            raise SubmissionError(CODES[answer.kind], text)
        if answer.kind == protocol.UNUSABLE and request.kind == protocol.HELLO and self._otherwise:
            raise Lost
        if answer.kind == protocol.NO_DEVICE:
            raise MachineError("E909", f"there is no {self.device}: {text}")
        if request.kind == protocol.HELLO:
            raise WorkerError("E902", text)
        if answer.kind == protocol.INTERNAL:
            raise WorkerError("E903", text)
        self._end()
        raise SubmissionError("S114", f"the code wrote into the grader's connection: there is no answer {answer.kind}")

    def _late(self, request: Message, seconds: float) -> Exception:
        ending = self._end()
        if request.kind == protocol.HELLO:
            return WorkerError("E902", f"torch could not be imported in {seconds:g} seconds")
        if ending.status is not None:  # but a process that it left holds the connection open
            return self._ended(ending)
        if seconds < self._limits.seconds:
            return SubmissionError(
                "S113", f"the code took more than {self._limits.total_seconds:g} seconds for all answers together"
            )
        return SubmissionError("S113", f"the code did not come to an end within {seconds:g} seconds")

    def _died(self, request: Message) -> Exception:
        if request.kind == protocol.HELLO:
            return Lost()
        ending = self._end(END_SECONDS)
        if ending.status is None:
            return SubmissionError("S114", "the code closed the grader's connection")
        return self._ended(ending)

    def _ended(self, ending: Ending) -> Exception:
        status = ending.status or 0
        if status in OUT_OF_TIME and ending.cpu_seconds >= self._limits.cpu_seconds:
            return SubmissionError(
                "S117",
                f"the code used more than the {self._limits.cpu_seconds:g} seconds of CPU time that a submission "
                "may use",
            )
        how = f"with status {status}" if status >= 0 else f"by signal {-status} ({signal.strsignal(-status)})"
        return SubmissionError("S112", f"the code ended its process {how}")

    def _end(self, grace: float = 0.0) -> Ending:
        try:
            return self._worker.end(grace)
        except TemplateDied:
            raise WorkerError(
                "E905", "the process that all workers come from has died, by the hand of some submission perhaps"
            ) from None


class Lost(Exception):
    """The worker is gone or unusable, and no student's code has run in it."""
