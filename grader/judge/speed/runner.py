"""One worker whose calls are timed."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Literal

import numpy

from ...dtypes import INT64
from ...errors import SubmissionError
from ...worker import protocol
from ..session import Session
from .frozen import Frozen
from .workload import Numbers, Workload

How = Literal["forward", "by hand", "autograd"]
WARMING = 3  # laps
EMPTY = 5  # laps that call nothing, to know what asking costs


@dataclass(frozen=True)
class Lap:
    """The processor time and the time on the clock of some calls, in seconds, and what they gave."""

    cpu: float
    wall: float
    outputs: Sequence[Numbers]


class Runner:
    """A worker with memory staged for a workload, in one of several slots. Inputs are written while it is stopped."""

    def __init__(self, session: Session, load: Workload, how: How, slot: int = 0) -> None:
        self._session, self._load, self._how = session, load, how
        self._request: dict[str, Any] = {
            "name": load.exercise.slug,
            "keywords": dict(load.keywords),
            "shapes": load.shapes,
            "result": load.result,
            "dtype": "float32",
            "calls": load.calls,
            "differentiable": [i.differentiable for i in load.exercise.inputs],
            "how": how,
            "slot": slot,
        }
        rooms = load.calls * (len(load.shapes) + 1)
        (answer,) = session.ask(protocol.STAGE, self._request)
        self._rooms = _whole(answer, rooms)
        self._frozen = Frozen(session.pid)
        self._asking = 0.0

    def warm(self, random: numpy.random.Generator) -> None:
        """Run some laps that do not count, in which it is noted what functions of torch are called."""
        for _ in range(WARMING):
            self.lap(self._load.draw(random), watched=True)
        asked = []
        for _ in range(EMPTY):
            self._frozen.stop()
            asked.append(self._timed("nothing")[0])
            self._frozen.go()
        self._asking = median(asked)

    def room(self, random: numpy.random.Generator) -> int:
        """The bytes that a lap needs beside its inputs, in a worker that has not done anything as large before."""
        before = self._frozen.peak()
        self.lap(self._load.draw(random))
        return self._frozen.peak() - before

    def lap(self, calls: Sequence[Sequence[Numbers]], watched: bool = False) -> Lap:
        """Make all calls with these inputs, each followed by its upstream gradient.

        Raises:
            NotFrozen: if the worker cannot be stopped, written or read.
            SubmissionError: if the code fails, or a result lies in the memory of an input or changes one.
        """
        self._frozen.stop()
        given = [numbers for call in calls for numbers in call]
        for address, numbers in zip(self._rooms, given, strict=True):
            self._frozen.write(address, numbers.tobytes())
        cpu, wall, addresses = self._timed(self._how, watched)
        try:
            shapes = [self._load.result] if self._how == "forward" else self._gradients()
            places = _whole(addresses, len(shapes) * len(calls))
            outputs = [self._read(a, shape) for a, shape in zip(places, shapes * len(calls), strict=True)]
            for address, numbers in list(zip(self._rooms, given, strict=True))[: len(self._load.shapes)]:
                if self._frozen.read(address, numbers.nbytes) != numbers.tobytes():
                    raise SubmissionError("P804", "a timed call changes its input")
        finally:
            self._frozen.go()
        return Lap(max(cpu - self._asking, 1e-9), wall, outputs)

    def _timed(self, how: str, watched: bool = False) -> tuple[float, float, protocol.Tensor]:
        """From when the stopped worker may run on to when its answer is here; then it is stopped again."""
        cpu, wall = self._frozen.nanoseconds(), time.perf_counter_ns()
        self._frozen.go()
        (answer,) = self._session.ask(protocol.RUN, self._request | {"how": how, "watched": watched})
        wall = time.perf_counter_ns() - wall
        self._frozen.stop()
        cpu = self._frozen.nanoseconds() - cpu
        return cpu / 1e9, wall / 1e9, answer

    def _gradients(self) -> list[tuple[int, ...]]:
        pairs = zip(self._load.exercise.inputs, self._load.shapes, strict=True)
        return [tuple(shape) for item, shape in pairs if item.differentiable]

    def _read(self, address: int, shape: tuple[int, ...]) -> Numbers:
        size = 4 * int(numpy.prod(shape, dtype=int))
        for room, numbers in zip(self._rooms, self._sizes(), strict=True):
            if address < room + numbers and room < address + size:
                raise SubmissionError("P804", "a result of a timed call lies in the memory of an input")
        return numpy.frombuffer(self._frozen.read(address, size), numpy.float32).reshape(shape)

    def _sizes(self) -> list[int]:
        one = [4 * int(numpy.prod(s, dtype=int)) for s in (*self._load.shapes, self._load.result)]
        return one * self._load.calls


def _whole(answer: protocol.Tensor, count: int) -> tuple[int, ...]:
    """Addresses as the worker gives them.

    Raises:
        SubmissionError: S114, if there are not so many.
    """
    if answer.dtype != INT64 or answer.shape != (count,):
        raise SubmissionError("S114", f"{answer.shape} addresses came back where {count} were asked for")
    return tuple(int(a) for a in numpy.frombuffer(answer.data, numpy.int64))
