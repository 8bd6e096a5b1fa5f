"""The clock on the wall, from the judge's question to the answer, on any device: for workers whose
memory cannot be reached, or that compute elsewhere.

The worker makes the inputs from a seed that comes with the question, and the answer has weighted
sums of the blocks of all results, with weights of that seed: whatever the process does, it has to
have computed them all by then.
"""

import time
from statistics import median

import numpy

from ...dtypes import FLOAT32, FLOAT64, INT64
from ...errors import SubmissionError, WorkerError
from ...worker import protocol
from ..sandbox.session import CPU, Request, Session
from .clock import EMPTY, WARMING, Clock, Lap
from .frozen import Frozen, NotFrozen
from .timed_outputs import refuse, right
from .workload import START, Argument, How, Workload

COPY: How = "copy"
SEEDS = 1 << 62
SPREAD = 3.0  # of weights drawn evenly from -1 to 1: one over their mean square


class OutsideRunner:
    """A worker that makes a workload's inputs itself, in one of several slots."""

    def __init__(self, session: Session, load: Workload, how: How, slot: int = 0) -> None:
        self._session, self._load, self._how = session, load, how
        about = [{"shape": a.shape, "classes": a.classes, "rows": a.rows} for a in load.arguments]
        self._steps = load.steps and how != COPY
        results = {"results": [load.arguments[0].shape], "parameters": 0} if how == COPY else {}
        self._request = load.request(how) | results | {"arguments": about, "slot": slot}
        session.ask(Request(protocol.POOL, self._request, [_sent(load, a) for a in load.arguments], 0))
        self._asking = 0.0

    @property
    def asking(self) -> float:
        return self._asking

    def warm(self, random: numpy.random.Generator, watched: bool = True) -> None:
        chosen = int(random.integers(WARMING))  # which nobody knows
        for n in range(WARMING):
            self.lap(draw(self._load, random), watched=watched and n == chosen)
        self._asking = median(self.lap(draw(self._load, random), how="nothing").seconds for _ in range(EMPTY))

    def pause(self) -> None:
        """It may run in another process, or elsewhere: nothing is known to stop it."""

    def resume(self) -> None:
        """Nothing has stopped it."""

    def lap(self, drawn: int, watched: bool = False, how: str = "") -> Lap:
        """Also for something else than the runner is for: "nothing" makes inputs, and calls
        nothing.
        """
        if self._steps and how != "nothing":
            self._ask("reset", drawn, watched, 0)
        started, before = time.perf_counter(), self._worked()
        (answer,) = self._ask(how or self._how, drawn, watched, 1)
        seconds, worked = time.perf_counter() - started, self._worked() - before
        counts = [protocol.blocks(shape) for shape in self._request["results"]] * (
            1 if self._steps else self._load.calls
        )
        if answer.dtype != FLOAT64 or answer.shape != (sum(counts), 2):
            raise SubmissionError("S114", f"sums of shape {answer.shape} came back where {sum(counts)} were asked for")
        sums = numpy.frombuffer(answer.data, numpy.float64).reshape(-1, 2)
        return Lap(seconds, numpy.split(sums, numpy.cumsum(counts)[:-1]), min(seconds, worked))

    def _worked(self) -> float:
        """The CPU time of the process so far; 0 where nobody can know it, or where it is
        spent waiting for a device that others use too.
        """
        try:
            return Frozen(self._session.pid).nanoseconds() / 1e9 if self._session.device == CPU else 0.0
        except (NotFrozen, WorkerError):
            return 0.0

    def _ask(self, how: str, seed: int, watched: bool, answers: int) -> tuple[protocol.Tensor, ...]:
        request = self._request | {"how": how, "seed": seed, "watched": watched}
        return self._session.ask(Request(protocol.LAP, request, (), answers))


def draw(load: Workload, random: numpy.random.Generator) -> int:
    """A seed that nobody knows before."""
    return int(random.integers(SEEDS))


def verify(lap: Lap, baseline: Lap) -> None:
    """Refuse a lap whose sums are not those of another lap with the same inputs.

    Raises:
        SubmissionError: P803, if they are not.
    """
    pairs = [(got[:, 0], theirs[:, 0], theirs[:, 1]) for got, theirs in zip(lap.outputs, baseline.outputs, strict=True)]
    refuse(sum(not right(got, expected, numpy.sqrt(squares / SPREAD)) for got, expected, squares in pairs), len(pairs))


def _sent(load: Workload, argument: Argument) -> protocol.Tensor:
    numbers = START * argument.pool if load.steps else argument.pool
    return protocol.pack(INT64 if argument.classes else FLOAT32, numbers.shape, numbers.tolist())


CLOCK = Clock("wall", draw, OutsideRunner, verify)


def copying(session: Session, load: Workload, random: numpy.random.Generator) -> float:
    """The seconds that copying the first input takes on the session's device, of the quickest of
    some laps.
    """
    runner = OutsideRunner(session, load, COPY)
    runner.warm(random)
    laps = [runner.lap(draw(load, random)).seconds for _ in range(EMPTY)]
    return max(min(laps) - runner.asking, 0.0) / load.calls
