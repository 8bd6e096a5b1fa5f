"""Judging on many machines: Ray places judges where a core is free. The call is the same as for the
pool.

Ray has no durable queue and needs none: a judge has one job at a time, and the results file knows
which jobs are left. If a judge dies, a new one replaces it on any machine, and its job is tried
again like one that could not be judged.
"""

import json
import platform
import socket
import sys
import time
from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import asdict, dataclass

import ray
from ray.exceptions import RayError

from ..errors import MachineError
from ..report.json import line
from .judge import Judge, supplies
from .pool import LONGEST, Outcome, Shelf, lost
from .run_settings import Settings
from .store import Job, Key

START_SECONDS = 300.0  # for any judge to start; it takes seconds if a core is free
REACH_SECONDS = 10.0
STORE_BYTES = 100 << 20  # of shared memory, for the few jobs that run at a time


class Judging:
    """The actor that Ray runs on a node: a judge with its own workers. Only text and bytes go in
    and out.
    """

    def __init__(self, settings: str) -> None:
        self._settings = Settings.read(settings)
        self._supplies = supplies(self._settings)  # they end when this process ends
        self._judge = Judge(self._settings, *self._supplies.__enter__())

    def keys(self, slugs: Sequence[str]) -> str:
        """Returns the name of this machine, and the keys of exercises' results here."""
        keys = self._settings.keys(self._judge.found, slugs)
        return json.dumps([platform.node(), {slug: asdict(key) for slug, key in keys.items()}])

    def report(self, slug: str, data: bytes) -> bytes:
        """Returns the report on a file as a submission of an exercise, as JSON."""
        return line(self._judge.report(slug, data)).encode("utf-8", "replace")


class Seat:
    """A judge somewhere in the cluster, with its job: none until it has started."""

    def __init__(self, settings: Settings, slugs: Collection[str]) -> None:
        accelerators = 1 if settings.device == "cuda" else 0
        placed = ray.remote(Judging).options(num_cpus=1, num_gpus=accelerators, scheduling_strategy="SPREAD")
        self._judge = placed.remote(settings.text())
        self.job: Job | None = None
        self.since = time.monotonic()
        self.answer = self._judge.keys.remote(list(slugs))

    @property
    def late(self) -> bool:
        return self.job is not None and time.monotonic() - self.since > LONGEST

    def give(self, job: Job, data: bytes) -> None:
        self.job, self.since = job, time.monotonic()
        self.answer = self._judge.report.remote(job.exercise, data)

    def end(self) -> None:
        ray.kill(self._judge)


@dataclass(frozen=True)
class Cluster:
    """The engine of a Ray cluster at an address, or of a cluster on this machine alone that ends
    with the run. It makes results with these keys.
    """

    keys: Mapping[str, Key]
    address: str | None
    count: int | None  # of judges; by default one on each core

    def __call__(self, jobs: Sequence[Job], source: Callable[[str], bytes], settings: Settings) -> Generator[Outcome]:
        """Yields the outcomes of all jobs.

        Raises:
            MachineError: E907, if a node has other versions of the exercises than these keys; E908,
                if the cluster cannot be reached or starts no judges.
        """
        shelf = Shelf(jobs)
        wanted = {slug: self.keys[slug] for slug in {job.exercise for job in jobs}}
        with _connected(self.address, self.count):
            count = min(self.count or int(ray.cluster_resources()["CPU"]), len(jobs))
            seats = [Seat(settings, wanted) for _ in range(count)]
            busy, idle = {seat.answer: seat for seat in seats}, list[Seat]()
            heard = time.monotonic()
            while True:
                attended = Counter(seat.job.exercise for seat in busy.values() if seat.job)
                while idle and (job := shelf.take(idle[-1].job.exercise if idle[-1].job else "", attended)):
                    seat = idle.pop()
                    attended[job.exercise] += 1
                    seat.give(job, source(job.sha256))
                    busy[seat.answer] = seat
                if not shelf and not attended:
                    return
                ready, _ = ray.wait(list(busy), timeout=1.0)
                if ready or attended:
                    heard = time.monotonic()
                elif time.monotonic() - heard > START_SECONDS:
                    raise MachineError(
                        "E908", f"no judge has started in {START_SECONDS:.0f} s: the cluster has no free core"
                    )
                for answer in [a for a, seat in busy.items() if a in ready or seat.late]:
                    seat = busy.pop(answer)
                    if seat.job is None:
                        _agree(_hello(answer), wanted)
                        idle.append(seat)
                        continue
                    job = seat.job
                    try:
                        report = ray.get(answer, timeout=0).decode()
                        idle.append(seat)
                    except (RayError, TimeoutError) as error:
                        report = lost(job, f"the judge in the cluster is gone: {_first_line(error)}")
                        seat.end()
                        seat = Seat(settings, wanted)
                        busy[seat.answer] = seat
                    if outcome := shelf.done(job, report):
                        yield outcome


@contextmanager
def _connected(address: str | None, count: int | None) -> Iterator[None]:
    """Connects to a cluster. When the connection ends, Ray ends the judges that it started."""
    quiet = {"log_to_driver": False, "logging_level": "error"}
    try:
        if address:
            _reach(address)
            ray.init(address, **quiet)
        else:
            ray.init("local", num_cpus=count, include_dashboard=False, object_store_memory=STORE_BYTES, **quiet)
    except (RayError, OSError, RuntimeError, ValueError) as error:
        place = f"the Ray cluster at {address}" if address else "Ray"
        raise MachineError("E908", f"{place} cannot be used: {_first_line(error)}") from None
    try:
        # Ray prints events of the cluster, but stdout is for results
        with redirect_stdout(sys.stderr):
            yield
    finally:
        ray.shutdown()


def _reach(address: str) -> None:
    """Checks that somebody listens. Ray itself would try for minutes.

    Raises:
        OSError, ValueError: if nobody listens, or it is not an address.
    """
    if address != "auto":
        host, _, port = address.removeprefix("ray://").rpartition(":")
        socket.create_connection((host, int(port)), REACH_SECONDS).close()


def _hello(answer: object) -> str:
    try:
        return str(ray.get(answer))
    except RayError as error:
        reason = str(error).strip().splitlines()[-1]
        raise MachineError("E908", f"a node cannot start a judge: {reason}; is grader installed on it?") from None


def _agree(hello: str, wanted: Mapping[str, Key]) -> None:
    """Raises an error if the node with this greeting has other keys."""
    node, here = json.loads(hello)
    for slug, key in wanted.items():
        if slug not in here:
            raise MachineError("E907", f"node {node} has no exercise {slug}: have the course in the same path there")
        if different := [name for name, value in asdict(key).items() if here[slug][name] != value]:
            raise MachineError(
                "E907",
                f"node {node} has another {' and '.join(different)} for {slug} than the machine the batch was started "
                "on; bring both to the same state",
            )


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
