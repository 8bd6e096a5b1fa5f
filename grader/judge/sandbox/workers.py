"""Makes sessions: a warm template forks a worker for each, or workers are started ahead."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Self
from weakref import WeakSet

from ...limit_settings import LEVELS, Limits
from .session import CPU, Session
from .template import Template, TemplateDied, Worker

# elsewhere a process that has loaded the system's libraries cannot be forked safely
FORKS = sys.platform == "linux"
BEST, OPEN = LEVELS[-1], LEVELS[0]
DEVICE_BEST = "L2"  # no driver starts in a namespace of processes


class Workers:
    """Workers for many submissions and several threads. Starting them returns at once.

    Some systems cannot fork safely, and an accelerator's driver must not start before a fork. There
    the next worker starts as soon as one is used. If a driver does not work in confinement, its
    workers run without it. bubblewrap is around them where it works, unless `wall` is false. As a
    context manager it ends every worker that is left.
    """

    def __init__(self, warm: bool = FORKS, device: str = CPU, wall: bool = True) -> None:
        self._lock = threading.Lock()
        self._given = WeakSet[Worker]()
        self._device = device
        self._best = BEST if device == CPU else DEVICE_BEST
        self._warm = warm and device == CPU
        self._wall = wall and device == CPU  # a driver needs files that do not exist inside
        self._template = Template(self._warm, self._wall)
        self._spare = None if self._warm else self._template.fork(self._best)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            if self._spare:
                self._spare.close()
            self._template.__exit__(kind, error, trace)

    def session(self, limits: Limits, at_most: str = BEST) -> Session:
        """Returns a session with a new worker, confined to a level or as far as the machine
        can.
        """
        otherwise = self._open if self._device != CPU and self._best != OPEN else None
        return Session(lambda: self._worker(min(at_most, self._best)), limits, self._device, otherwise)

    def end_given(self) -> None:
        """Ends the workers of all sessions: each session finds its submission ended. New sessions
        are available at once.
        """
        with self._lock:
            given = list(self._given)
        for worker in given:
            with suppress(TemplateDied):
                worker.end()

    def _open(self) -> Worker:
        """Returns an unconfined worker; from now on all workers are unconfined."""
        with self._lock:
            self._best = OPEN
            if self._spare:
                self._spare.close()
                self._spare = self._template.fork(OPEN)
        return self._worker(OPEN)

    def _worker(self, at_most: str) -> Worker:
        with self._lock:
            if not self._template.alive:
                if self._spare:
                    self._spare.close()
                self._template.__exit__(None, None, None)
                self._template = Template(self._warm, self._wall)
                self._spare = None if self._warm else self._template.fork(self._best)
            if self._spare is None or at_most != self._best:
                worker = self._template.fork(at_most)
            else:
                worker, self._spare = self._spare, self._template.fork(self._best)
            self._given.add(worker)
            return worker


@contextmanager
def several(limits: Limits, device: str = CPU) -> Iterator[Session]:
    """Yields a session for one submission that can quickly make more like it."""
    with Workers(device=device) as workers, workers.session(limits) as session:
        yield session


@contextmanager
def alone(limits: Limits, device: str = CPU) -> Iterator[Session]:
    """Yields a session for one submission. This is the quickest way to a single verdict: the worker
    imports torch while the judge prepares.
    """
    with Template(warm=False, wall=device == CPU) as template:
        level, otherwise = (BEST, None) if device == CPU else (DEVICE_BEST, lambda: template.fork(OPEN))
        with Session(lambda: template.fork(level), limits, device, otherwise) as session:
            yield session
