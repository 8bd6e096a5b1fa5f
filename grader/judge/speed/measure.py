"""Measures a submission's times at all sizes, compared with those of its baselines."""

import secrets
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import lru_cache
from statistics import median
from typing import Literal

import numpy

from ...errors import SubmissionError
from ...exercise import Exercise
from ...report.model import ConfidenceInterval, Seconds, Timing
from ..sandbox.session import CPU, Session
from . import baseline, blame, outside, stopped
from .blame import Blamed
from .clock import Clock, Runner
from .frozen import NotFrozen
from .growth import Growth, growth
from .laps import net
from .memory_needed import Memory, MemoryMeter
from .race import StoppingRule, race
from .ratio import Ratio
from .watched import same_when_watched
from .workload import ROW, How, Workload, workload

SMALL = 1 << 10
SIZES = (1 << 14, 1 << 18)  # the second does not fit into the caches next to the CPU
DEVICE_SIZES = (1 << 16, 1 << 24)  # the second does not fit into the caches of an accelerator
DEVICE_CALLS = 8
PAIRS, DEVICE_PAIRS = 3, 2  # of processes
LARGE = 1 << 20  # entries, for memory
SECONDS, LATEST = 0.6, 10.0  # for each size and direction; the second if laps are scattered
LONGEST_LAP = 0.25  # seconds
GROWING = (1024, 2048, 4096, 8192)
ROWS = (256, 512, 1024, 2048)  # lengths of a few rows
GROWTH_LAPS = 15
ALONE_LAPS = 9
COPIES = 9
PART = 0.2  # of the time of a copy
BUSY = 1.5  # times that a baseline may be slower on a device with a submission than before it
# times the time of a call on few numbers; below it, most of the time is for launching
LAUNCH = 2.0
Direction = Literal["forward", "with gradient", "step"]


def baselines(exercise: Exercise) -> Mapping[str, str]:
    """Returns the baselines' files by name. The limit refers to the first."""
    files = {"textbook": baseline.of_formula(exercise), "torch": baseline.of_torch(exercise)}
    return {name: source for name, source in files.items() if source}


def directions(exercise: Exercise) -> Sequence[Direction]:
    """Returns the directions in which an exercise is timed."""
    if exercise.family.steps:
        return ("step",)
    return ("forward", "with gradient") if exercise.differentiable else ("forward",)


@lru_cache
def floor(entries: int) -> float:
    """Returns a time in seconds that is too short even to move so many numbers: a part of the
    judge's own time for copying them.
    """
    source = numpy.ones(entries, numpy.float32)
    target = numpy.empty_like(source)
    times = []
    for _ in range(COPIES):
        started = time.thread_time_ns()
        numpy.copyto(target, source)
        times.append(time.thread_time_ns() - started)
    return PART * min(times) / 1e9


class Measurement:
    """Workers for one submission and its baselines, several of each. The limit refers to the first
    baseline. As a context manager it ends them.

    Raises:
        NotFrozen: when used, if a worker can no longer be stopped and read.
        SubmissionError: when used, if a timed call fails or gives a forbidden result.
    """

    def __init__(self, exercise: Exercise, session: Session, files: Mapping[str, str], limit: float) -> None:
        self._exercise, self._session, self._files, self._limit = exercise, session, files, limit
        # nobody can know the inputs before
        self._random = numpy.random.default_rng(secrets.randbits(128))
        self._stack = ExitStack()
        self._own: list[Session] = []
        self._others: dict[str, list[Session]] = {}
        self._on_device = session.device != CPU
        self._clock: Clock = outside.CLOCK
        self._alone: dict[tuple[int, Direction, str], float] = {}
        self._floors: dict[int, float] = {}

    def __enter__(self) -> "Measurement":
        pairs = DEVICE_PAIRS if self._on_device else PAIRS
        own = f"{self._exercise.slug}.py", self._session.source
        with ExitStack() as self._stack:  # ends what has started if something fails
            self._own = [self._started() for _ in range(pairs)]
            self._others = {name: [self._started() for _ in range(pairs)] for name in self._files}
            for name, sessions in self._others.items():
                for session in sessions:
                    session.load(f"{name}.py", self._files[name])
            self._clock = self._chosen()
            if self._on_device:
                self._look_alone()
            for session in self._own:
                session.load(*own)
            self._stack = self._stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def clock(self) -> str:
        """Returns the clock's name."""
        return self._clock.name

    @property
    def called(self) -> dict[str, None]:
        """Returns the functions of torch that the submission called at these sizes."""
        return {name: None for worker in self._own for name in worker.called}

    def timings(self) -> Iterator[Timing]:
        """Yields the table of ratios, size by size."""
        how = self._how()
        for load in self._loads(how):
            for direction in directions(self._exercise):
                for name in self._others:
                    yield self._timing(load, direction, "forward" if direction == "forward" else how, name)

    def growth(self) -> Growth:
        """Returns how the time of both directions grows with the size, or for functions of rows
        with their length, compared with the first baseline. The sizes take turns, so that a
        disturbance affects all.
        """
        rows = self._exercise.family.along_dim
        sizes, pairs = ROWS if rows else GROWING, list[tuple[Workload, Runner, Runner]]()
        how = self._how()
        for slot, size in enumerate(sizes):
            load = self._load(4 * size if rows else size, size, calls=4)
            other = next(iter(self._others.values()))[0]
            beside = self._runner(other, load, self._usual, slot, watched=False)
            pairs.append((load, self._runner(self._own[0], load, how, slot, watched=False), beside))
        own, others = [list[float]() for _ in sizes], [list[float]() for _ in sizes]
        for _ in range(GROWTH_LAPS):
            for n, (load, runner, other_runner) in enumerate(pairs):
                drawn = self._clock.draw(load, self._random)
                own[n].append(net(runner.lap(drawn).seconds, other_runner.asking))
                others[n].append(net(other_runner.lap(drawn).seconds, other_runner.asking))
        return growth(sizes, own, others, self._random)

    def memory(self) -> Mapping[str, Memory]:
        """Returns the memory that a call of LARGE entries with its gradient needs: for the
        submission, whose name is "", and for the baselines, each in its own worker.
        """
        small, large = self._load(SMALL, calls=1), self._load(LARGE, calls=1)
        meter = MemoryMeter(self._clock, small, large, self._random)
        files = {"": (self._session.source, self._how()), **{n: (s, self._usual) for n, s in self._files.items()}}
        found = {}
        for name, (source, how) in files.items():
            with self._session.another() as worker:
                worker.load(f"{name or self._exercise.slug}.py", source)
                found[name] = meter.needed(worker, how)
        return found

    def _timing(self, load: Workload, direction: Direction, how: How, name: str) -> Timing:
        ratio = self._race(load, how, name)
        graded = name == next(iter(self._others))
        limit = self._limit if graded else 0.0
        verdict = ratio.verdict(limit) if graded else ""
        bound = ""
        if self._on_device:
            alone = self._alone[load.size, direction, name]
            least = max(self._alone[self._load(size).size, direction, name] for size in (SMALL, DEVICE_SIZES[0]))
            if verdict == "fast enough" and ratio.baseline > BUSY * alone + least:
                # the submission may have left work on the device, or another program uses it
                verdict = "undecided"
            bound = "launch" if alone < LAUNCH * least else "memory"
        return Timing(
            size=load.size,
            direction=direction,
            baseline=name,
            seconds=Seconds(
                own=ratio.own, baseline=ratio.baseline, floor=self._floor(load.size, ratio), clock=self._clock.name
            ),
            ratio=ConfidenceInterval(ratio.median, ratio.low, ratio.high),
            limit=limit,
            verdict=verdict,
            bound=bound,
        )

    def _floor(self, size: int, ratio: Ratio) -> float:
        """Returns the minimum time of a call in seconds; 0 if it is unknown."""
        # a baseline also computes, so copying was disturbed if it took longer
        if self._on_device:
            return min(self._floors[size], PART * ratio.baseline)
        # on the wall clock so short a time is the rest after subtracting the cost of a request,
        # which scatters
        return floor(size) if self._clock.name == "processor" else 0.0

    def _load(self, size: int, row: int = ROW, calls: int = 0) -> Workload:
        usual = DEVICE_CALLS if self._on_device else 0
        load = workload(self._exercise, size, row, calls or usual)
        assert load
        return load

    def _chosen(self) -> Clock:
        """Returns the clock of a stopped worker if a baseline's worker can be stopped and read, and
        its time cannot be spent in other processes.
        """
        session = next(iter(self._others.values()))[0]
        if self._on_device or session.isolation == "L0":
            return outside.CLOCK
        load = self._load(SMALL, calls=1)
        try:
            stopped.CLOCK.runner(session, load, self._usual, 0).lap(load.draw(self._random))
        except NotFrozen:
            return outside.CLOCK
        return stopped.CLOCK

    def _look_alone(self) -> None:
        """Times the baselines, and copying, on a device before the submission uses it."""
        for size in (SMALL, *DEVICE_SIZES):
            load = self._load(size)
            for direction in directions(self._exercise):
                for name, (session, *_) in self._others.items():
                    runner = self._runner(session, load, "forward" if direction == "forward" else self._usual)
                    laps = [runner.lap(self._clock.draw(load, self._random)).seconds for _ in range(ALONE_LAPS)]
                    self._alone[load.size, direction, name] = net(median(laps), runner.asking) / load.calls
            session = next(iter(self._others.values()))[0]
            self._floors[load.size] = PART * outside.copying(session, load, self._random)

    def _loads(self, how: How) -> Iterator[Workload]:
        """Yields the calls of each size. There are fewer of them if a call takes long, and none if
        one call takes too long.
        """
        sizes = (SMALL, *(DEVICE_SIZES if self._on_device else SIZES))
        for number, size in enumerate(sizes):
            one = self._load(size, calls=1)
            runner = self._runner(self._own[0], one, how)
            laps = [runner.lap(self._clock.draw(one, self._random)).seconds for _ in range(3)]
            seconds = net(min(laps), runner.asking)
            usual = self._load(size)
            fewer = replace(usual, calls=max(1, min(usual.calls, int(LONGEST_LAP / seconds))))
            if number:
                yield fewer
            # where more numbers take hardly longer
            last = size == sizes[-1] or (number and self._on_device)
            larger = 1 if last else sizes[number + 1] // size
            if seconds * larger > LONGEST_LAP:
                if not number:
                    yield fewer if self._on_device else one
                return

    def _how(self) -> How:
        """Returns whether the derivative was written by hand."""
        if self._exercise.family.steps:
            return "steps"
        load = self._load(SMALL, calls=1)
        try:
            with blame.submission():
                self._clock.runner(self._own[0], load, "by hand", 0).lap(self._clock.draw(load, self._random))
        except SubmissionError as error:
            if error.code != "S104":
                raise
            return "autograd"
        return "by hand"

    @property
    def _usual(self) -> How:
        """Returns how a baseline takes its gradient or makes its steps."""
        return "steps" if self._exercise.family.steps else "autograd"

    def _race(self, load: Workload, how: How, name: str) -> Ratio:
        other: How = "forward" if how == "forward" else self._usual
        pairs = [
            (self._runner(own, load, how), self._runner(theirs, load, other))
            for own, theirs in zip(self._own, self._others[name], strict=True)
        ]
        now = time.monotonic()
        ratio = race(self._clock, load, pairs, StoppingRule(self._limit, now + SECONDS, now + LATEST), self._random)
        if ratio.verdict(self._limit) != "too slow":
            own, _ = pairs[int(self._random.integers(len(pairs)))]
            same_when_watched(self._clock, load, own, self._random)
        return ratio

    def _runner(self, session: Session, load: Workload, how: How, slot: int = 0, watched: bool = True) -> Runner:
        whose = blame.submission if session in self._own else blame.baseline
        with whose():
            runner = Blamed(self._clock.runner(session, load, how, slot), whose)
        runner.warm(self._random, watched)
        return runner

    def _started(self) -> Session:
        """Returns another worker, which may still be starting."""
        return self._stack.enter_context(self._session.another())
