"""A submission's times at all sizes, beside those of its baselines."""

import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import lru_cache
from typing import Literal

import numpy

from ...errors import SubmissionError
from ...exercise import Exercise
from ...report.model import Timing
from ..session import Session
from . import baseline
from .growth import Growth, growth
from .race import Ratio, race
from .runner import How, Runner
from .workload import Workload, workload

SIZES = (1 << 14, 1 << 18)  # the second does not fit into the caches next to the processor
SMALL = 1 << 10
PAIRS = 3  # of processes
SECONDS = 0.6  # for each size and direction
LONGEST_LAP = 0.25  # seconds of processor time
LARGER = SIZES[1] // SIZES[0]  # about how much longer a call of the next size takes
GROWING = (1024, 2048, 4096, 8192)
ROWS = (256, 512, 1024, 2048)  # lengths of a few rows
GROWTH_LAPS = 15
LARGE = 1 << 20
AUTOGRAD: How = "autograd"
COPIES = 9
PART = 0.2  # of the time of a copy
Direction = Literal["forward", "with gradient"]


def baselines(exercise: Exercise) -> Mapping[str, str]:
    """Files to compare with, by name: the first is what the limit is meant for."""
    files = {"textbook": baseline.of_formula(exercise), "torch": baseline.of_torch(exercise)}
    return {name: source for name, source in files.items() if source}


@lru_cache
def floor(entries: int) -> float:
    """A time in seconds in which so many numbers cannot even be moved: a part of what the judge takes to copy them."""
    source = numpy.ones(entries, numpy.float32)
    target = numpy.empty_like(source)
    times = []
    for _ in range(COPIES):
        started = time.thread_time_ns()
        numpy.copyto(target, source)
        times.append(time.thread_time_ns() - started)
    return PART * min(times) / 1e9


class Measurement:
    """Workers for one submission and its baselines, some of each; the limit is meant for the first baseline. Used as a
    context manager, which ends them.

    Raises:
        NotFrozen: when used, if workers cannot be stopped and read here.
        SubmissionError: when used, if a timed call fails, or gives what it should not.
    """

    def __init__(self, exercise: Exercise, session: Session, files: Mapping[str, str], limit: float) -> None:
        self._exercise, self._session, self._files, self._limit = exercise, session, files, limit
        self._random = numpy.random.default_rng(secrets.randbits(128))  # nobody can know the inputs before
        self._stack = ExitStack()
        self._own: list[Session] = []
        self._others: dict[str, list[Session]] = {}

    def __enter__(self) -> "Measurement":
        with ExitStack() as self._stack:  # which ends what has started if not all does
            for _ in range(PAIRS):
                self._own.append(self._worker(self._session, f"{self._exercise.slug}.py", self._session.clues.source))
                for name, source in self._files.items():
                    self._others.setdefault(name, []).append(self._worker(self._session, f"{name}.py", source))
            self._stack = self._stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def called(self) -> dict[str, None]:
        """The functions of torch that the submission was seen to call at these sizes."""
        return {name: None for worker in self._own for name in worker.called}

    def timings(self) -> Iterator[Timing]:
        """The table of ratios, size by size."""
        how = self._how()
        for load in self._loads(how):
            for direction in ("forward", "with gradient") if self._exercise.differentiable else ("forward",):
                for name in self._others:
                    ratio = self._race(load, "forward" if direction == "forward" else how, name)
                    graded = name == next(iter(self._others))
                    limit = self._limit if graded else 0.0
                    verdict = ratio.verdict(limit) if graded else ""
                    yield Timing(
                        load.size,
                        direction,
                        ratio.own,
                        name,
                        ratio.baseline,
                        ratio.median,
                        ratio.low,
                        ratio.high,
                        limit,
                        verdict,
                        floor(load.size),
                    )

    def growth(self) -> Growth:
        """How the time of both directions grows with the size, or of functions of rows with their length, beside the
        first baseline: all sizes in turn, so that what disturbs one disturbs all.
        """
        rows = self._exercise.family == "rowwise"
        sizes, pairs = ROWS if rows else GROWING, list[tuple[Workload, Runner, Runner]]()
        how = self._how()
        for slot, size in enumerate(sizes):
            load = workload(self._exercise, 4 * size if rows else size, size, calls=4)
            assert load
            other = next(iter(self._others.values()))[0]
            pairs.append((load, self._runner(self._own[0], load, how, slot), self._runner(other, load, AUTOGRAD, slot)))
        own, beside = [list[float]() for _ in sizes], [list[float]() for _ in sizes]
        for _ in range(GROWTH_LAPS):
            for n, (load, runner, other_runner) in enumerate(pairs):
                calls = load.draw(self._random)
                own[n].append(runner.lap(calls).cpu)
                beside[n].append(other_runner.lap(calls).cpu)
        return growth(sizes, own, beside, self._random)

    def memory(self) -> Mapping[str, int]:
        """The bytes that a call of LARGE entries with its gradient needs beside its inputs: of the submission, whose
        name is empty, and of the baselines, each in a worker of its own.
        """
        load, how = workload(self._exercise, LARGE, calls=1), self._how()
        small = workload(self._exercise, SMALL, calls=1)
        assert load
        assert small
        found = {}
        for name, (session, way) in {
            "": (self._own[0], how),
            **{n: (s[0], AUTOGRAD) for n, s in self._others.items()},
        }.items():
            worker = self._worker(session, "memory.py", session.clues.source)
            self._runner(worker, small, way)
            found[name] = Runner(worker, load, way).room(self._random)
        return found

    def _loads(self, how: How) -> Iterator[Workload]:
        """The calls of each size, fewer of them if one takes long; of a size that takes too long for one call, none."""
        for size in (SMALL, *SIZES):
            one = workload(self._exercise, size, calls=1)
            assert one
            runner = self._runner(self._own[0], one, how)
            seconds = min(runner.lap(one.draw(self._random)).cpu for _ in range(3))
            usual = workload(self._exercise, size)
            if usual and size != SMALL:
                yield replace(usual, calls=max(1, min(usual.calls, int(LONGEST_LAP / seconds))))
            if seconds * LARGER > LONGEST_LAP:
                if size == SMALL:
                    yield one
                return

    def _how(self) -> How:
        """Whether the derivative was written by hand."""
        load = workload(self._exercise, SMALL, calls=1)
        assert load
        try:
            Runner(self._own[0], load, "by hand").lap(load.draw(self._random))
        except SubmissionError as error:
            if error.code != "S104":
                raise
            return "autograd"
        return "by hand"

    def _race(self, load: Workload, how: How, name: str) -> Ratio:
        other: How = "forward" if how == "forward" else "autograd"
        pairs = [
            (self._runner(own, load, how), self._runner(theirs, load, other))
            for own, theirs in zip(self._own, self._others[name], strict=True)
        ]
        return race(load, pairs, self._limit, time.monotonic() + SECONDS, self._random)

    def _runner(self, session: Session, load: Workload, how: How, slot: int = 0) -> Runner:
        runner = Runner(session, load, how, slot)
        runner.warm(self._random)
        return runner

    def _worker(self, session: Session, name: str, source: str) -> Session:
        worker = self._stack.enter_context(session.another())
        worker.load(name, source)
        return worker
