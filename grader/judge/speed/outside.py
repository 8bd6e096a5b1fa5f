"""The wall clock, from the judge's question to the answer, on any device. It is for workers whose
memory the judge cannot reach, or that compute elsewhere.

The worker makes the inputs from a seed in the question. The answer contains weighted sums of the
blocks of all results, and the seed gives the weights. So the process must have computed all results
by then, whatever it does.
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
    """A worker that makes the inputs of a workload itself, in one of several slots."""

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
        chosen = int(random.integers(WARMING))  # which nobody can know
        for n in range(WARMING):
            self.lap(draw(self._load, random), watched=watched and n == chosen)
        self._asking = median(self.lap(draw(self._load, random), how="nothing").seconds for _ in range(EMPTY))

    def pause(self) -> None:
        """Does nothing: the work may run in another process, or elsewhere."""

    def resume(self) -> None:
        """Does nothing, because nothing was stopped."""

    def lap(self, drawn: int, watched: bool = False, how: str = "") -> Lap:
        """Makes a lap. `how` may differ from the runner's own: "nothing" makes inputs and calls
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
        """Returns the CPU time of the process so far; 0 if it is unknown, or if the process spends
        it waiting for a device that others use too.
        """
        try:
            return Frozen(self._session.pid).nanoseconds() / 1e9 if self._session.device == CPU else 0.0
        except (NotFrozen, WorkerError):
            return 0.0

    def _ask(self, how: str, seed: int, watched: bool, answers: int) -> tuple[protocol.Tensor, ...]:
        request = self._request | {"how": how, "seed": seed, "watched": watched}
        return self._session.ask(Request(protocol.LAP, request, (), answers))


def draw(load: Workload, random: numpy.random.Generator) -> int:
    """Returns a seed that nobody can know before."""
    return int(random.integers(SEEDS))


def verify(lap: Lap, baseline: Lap) -> None:
    """Refuses a lap whose sums differ from those of another lap with the same inputs.

    Raises:
        SubmissionError: P803, if they differ.
    """
    pairs = [(got[:, 0], theirs[:, 0], theirs[:, 1]) for got, theirs in zip(lap.outputs, baseline.outputs, strict=True)]
    refuse(sum(not right(got, expected, numpy.sqrt(squares / SPREAD)) for got, expected, squares in pairs), len(pairs))


def _sent(load: Workload, argument: Argument) -> protocol.Tensor:
    numbers = START * argument.pool if load.steps else argument.pool
    return protocol.pack(INT64 if argument.classes else FLOAT32, numbers.shape, numbers.tolist())


CLOCK = Clock("wall", draw, OutsideRunner, verify)


def copying(session: Session, load: Workload, random: numpy.random.Generator) -> float:
    """Returns the seconds for copying the first input on the session's device, in the fastest of
    some laps.
    """
    runner = OutsideRunner(session, load, COPY)
    runner.warm(random)
    laps = [runner.lap(draw(load, random)).seconds for _ in range(EMPTY)]
    return max(min(laps) - runner.asking, 0.0) / load.calls
