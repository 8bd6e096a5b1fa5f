"""The clock of a stopped worker. The judge writes inputs and reads outputs while the worker is
stopped, and the time is the CPU time that the kernel counts.
"""

from collections.abc import Sequence
from statistics import median

import numpy
from numpy.typing import NDArray

from ...dtypes import INT64
from ...errors import SubmissionError, WorkerError
from ...worker import protocol
from ..sandbox.session import Request, Session
from .clock import EMPTY, WARMING, Clock, Lap
from .frozen import Frozen, Gone
from .timed_outputs import refuse, right
from .workload import How, Numbers, Workload


class StoppedRunner:
    """A worker with memory reserved for a workload, in one of several slots. The judge writes the
    inputs while it is stopped.
    """

    def __init__(self, session: Session, load: Workload, how: How, slot: int = 0) -> None:
        self._session, self._load, self._how = session, load, how
        self._request = load.request(how) | {"rooms": load.rooms, "slot": slot}
        (answer,) = session.ask(Request(protocol.STAGE, self._request))
        self._rooms = _whole(answer, len(load.rooms))
        try:
            self._frozen = Frozen(session.pid)
        except WorkerError:
            raise Gone("the process has ended") from None
        self._asking = 0.0

    @property
    def asking(self) -> float:
        return self._asking

    def warm(self, random: numpy.random.Generator, watched: bool = True) -> None:
        # nobody can know which lap is chosen
        chosen, drawn = int(random.integers(WARMING)), self._load.draw(random)
        for n in range(WARMING):
            self.lap(drawn, watched=watched and n == chosen)
        asked = []
        for _ in range(EMPTY):
            self._frozen.stop()
            asked.append(self._timed("nothing")[0])
            self._frozen.go()
        self._asking = median(asked)

    def pause(self) -> None:
        self._frozen.stop()

    def resume(self) -> None:
        self._frozen.go()

    def room(self, random: numpy.random.Generator) -> int:
        """Returns the bytes that a lap needs besides its inputs, in a worker that has not made a
        call as large before.
        """
        before = self._frozen.peak()
        self.lap(self._load.draw(random))
        return self._frozen.peak() - before

    def lap(self, drawn: Sequence[Numbers], watched: bool = False) -> Lap:
        """Makes a lap. Also raises SubmissionError P804, if a result lies in the memory of an input
        or changes an input.
        """
        if self._load.steps:
            self._session.ask(Request(protocol.RUN, self._request | {"how": "reset", "watched": watched}))
        self._frozen.stop()
        for address, numbers in zip(self._rooms, drawn, strict=True):
            self._frozen.write(address, numbers.tobytes())
        seconds, addresses = self._timed(self._how, watched)
        try:
            shapes = self._load.results(self._how) * (1 if self._load.steps else self._load.calls)
            places = _whole(addresses, len(shapes))
            outputs = [self._read(a, shape) for a, shape in zip(places, shapes, strict=True)]
            for address, numbers in self._kept(drawn):
                if self._frozen.read(address, numbers.nbytes) != numbers.tobytes():
                    raise SubmissionError("P804", "a timed call changes its input")
        finally:
            self._frozen.go()
        return Lap(seconds, outputs, seconds)

    def _timed(self, how: str, watched: bool = False) -> tuple[float, protocol.Tensor]:
        """Lets the stopped worker run until its answer is here, then stops it again. Returns the
        time and the answer.
        """
        before = self._frozen.nanoseconds()
        self._frozen.go()
        (answer,) = self._session.ask(Request(protocol.RUN, self._request | {"how": how, "watched": watched}))
        self._frozen.stop()
        return (self._frozen.nanoseconds() - before) / 1e9, answer

    def _kept(self, drawn: Sequence[Numbers]) -> list[tuple[int, Numbers]]:
        """Returns what the first call, or the first step, may not change, with its address."""
        count = len(self._load.arguments)
        first = count if self._load.steps else 0
        return list(zip(self._rooms, drawn, strict=True))[first : first + count]

    def _read(self, address: int, shape: Sequence[int]) -> NDArray[numpy.float32]:
        size = 4 * int(numpy.prod(shape, dtype=int))
        # parameters and results share their place
        own = len(self._load.arguments) if self._load.steps else 0
        for room, (given, dtype) in list(zip(self._rooms, self._load.rooms, strict=True))[own:]:
            length = (8 if dtype == "int64" else 4) * int(numpy.prod(given, dtype=int))
            if address < room + length and room < address + size:
                raise SubmissionError("P804", "a result of a timed call lies in the memory of an input")
        return numpy.frombuffer(self._frozen.read(address, size), numpy.float32).reshape(shape)


def verify(lap: Lap, baseline: Lap) -> None:
    """Refuses a lap whose outputs differ from those of another lap with the same inputs.

    Raises:
        SubmissionError: P803, if an output differs.
    """
    pairs = zip(lap.outputs, baseline.outputs, strict=True)
    refuse(sum(not right(got, expected, numpy.abs(expected)) for got, expected in pairs), len(lap.outputs))


def _whole(answer: protocol.Tensor, count: int) -> tuple[int, ...]:
    """Returns addresses that the worker gives.

    Raises:
        SubmissionError: S114, if their number is wrong.
    """
    if answer.dtype != INT64 or answer.shape != (count,):
        raise SubmissionError("S114", f"{answer.shape} addresses came back where {count} were asked for")
    return tuple(int(a) for a in numpy.frombuffer(answer.data, numpy.int64))


CLOCK = Clock("processor", Workload.draw, StoppedRunner, verify)
