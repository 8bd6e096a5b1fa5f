"""Several judge processes on one machine: distributes the submissions among them, and replaces a
process that dies.
"""

import contextlib
import json
import os
import subprocess
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Generator, Sequence
from multiprocessing.connection import Connection, Pipe, wait
from typing import NamedTuple, Protocol

from ..report.json import line
from ..report.model import Problem, SubmittedFile, not_judged
from .class_report import Graded, graded
from .run_settings import Settings
from .store import Job

LONGEST = 1800.0  # seconds for one submission, far beyond what its limits allow
PATIENCE = 1.0  # seconds for judges to end in order
TRIES = 2
LARGEST = 1 << 26  # bytes of a report


class Outcome(NamedTuple):
    """The report on a job in JSON, and its summary."""

    job: Job
    report: str
    graded: Graded


class Engine(Protocol):
    """Grades all jobs and yields each with its report when it is ready. A job that could not be
    judged, perhaps by chance, is tried again once, after all others.
    """

    def __call__(
        self, jobs: Sequence[Job], source: Callable[[str], bytes], settings: Settings
    ) -> Generator[Outcome]: ...


class Shelf:
    """The jobs that are left, by exercise."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._left: dict[str, deque[Job]] = {}
        self._tries = Counter[Job]()
        for job in jobs:
            self._put(job)

    def _put(self, job: Job) -> None:
        self._left.setdefault(job.exercise, deque()).append(job)

    def __bool__(self) -> bool:
        return bool(self._left)

    def take(self, last: str, others: Counter[str]) -> Job | None:
        """Returns the next job for a process: of its `last` exercise, whose exact results it has,
        or else of the exercise that the fewest other processes work on.
        """
        if not self._left:
            return None
        if last not in self._left:
            last = min(self._left, key=lambda slug: (others[slug], -len(self._left[slug])))
        jobs = self._left[last]
        job = jobs.popleft()
        if not jobs:
            del self._left[last]
        return job

    def done(self, job: Job, report: str) -> Outcome | None:
        """Returns the outcome of a job; None if it has to be tried again."""
        plain = json.loads(report)
        outcome = Outcome(job, report, graded(plain))
        self._tries[job] += 1
        ours = (
            outcome.graded.status == "not judged" and plain["error"]["who"] == "grader"
        )  # the others stay as they are
        if ours and self._tries[job] < TRIES:
            self._put(job)
            return None
        return outcome


class Process:
    """One judge process and its job."""

    def __init__(self, settings: Settings) -> None:
        self.connection, theirs = Pipe()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "grader.batch.judge", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C is for the pool, which then ends its judges
            )
        self.job = Job("", "")
        self.since = time.monotonic()
        self._send(settings.text().encode())

    @property
    def late(self) -> bool:
        return time.monotonic() - self.since > LONGEST

    def give(self, job: Job, data: bytes) -> None:
        self.job, self.since = job, time.monotonic()
        self._send(job.exercise.encode())
        self._send(data)

    def _send(self, data: bytes) -> None:
        with contextlib.suppress(OSError):  # if it has died, reading will show it
            self.connection.send_bytes(data)

    def answer(self) -> str | None:
        """Returns the report; None if the process has died instead."""
        try:
            return self.connection.recv_bytes(LARGEST).decode()
        except (EOFError, OSError, MemoryError):
            return None

    def stop(self) -> None:
        """Asks the process, and so its worker, to end."""
        self.connection.close()
        self._process.terminate()

    def end(self, patience: float = PATIENCE) -> int:
        """Ends the process and its worker; returns the status."""
        self.stop()
        try:
            return self._process.wait(max(patience, 0.0))
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()


def run(
    jobs: Sequence[Job], source: Callable[[str], bytes], settings: Settings, count: int | None
) -> Generator[Outcome]:
    """Returns the engine of one machine, with so many judge processes (default: one per core)."""
    shelf = Shelf(jobs)
    idle: list[Process] = []
    busy: dict[Connection, Process] = {}
    try:
        # Taken one by one: those that have begun are ended, too, if this is interrupted.
        idle.extend(Process(settings) for _ in range(min(count or os.cpu_count() or 1, len(jobs))))
        while True:
            attended = Counter(p.job.exercise for p in busy.values())
            while idle and (job := shelf.take(idle[-1].job.exercise, attended)):
                process = idle.pop()
                busy[process.connection] = process
                attended[job.exercise] += 1
                process.give(job, source(job.sha256))
            if not busy:
                return
            ready = wait(list(busy), 1.0)
            for process in [p for p in busy.values() if p.connection in ready or p.late]:
                del busy[process.connection]
                job, report = process.job, process.answer() if process.connection in ready else None
                if report is None:
                    report = lost(job, f"the judge process ended with status {process.end()}")
                    process = Process(settings)
                idle.append(process)
                if outcome := shelf.done(job, report):
                    yield outcome
    finally:
        everyone, until = (*idle, *busy.values()), time.monotonic() + PATIENCE
        for process in everyone:
            process.stop()
        for process in everyone:
            process.end(until - time.monotonic())


def lost(job: Job, message: str) -> str:
    """Returns the report on a submission that has ended its judge, or that the judge could not
    finish.
    """
    problem = Problem("E906", "grader", message)
    return line(not_judged(job.exercise, SubmittedFile(f"{job.exercise}.py", job.sha256), problem))
