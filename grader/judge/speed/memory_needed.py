"""The memory of a call: the most that it needs, and what autograd keeps for the backward pass."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy

from ...dtypes import FLOAT32, INT64
from ...errors import SubmissionError
from ...worker import protocol
from ..sandbox.session import CPU, Request, Session
from .clock import Clock
from .outside import OutsideRunner, draw
from .stopped import StoppedRunner
from .workload import How, Workload


@dataclass(frozen=True)
class Memory:
    """Bytes without those of the inputs. `peak` is None if it is unknown. Optimizers keep nothing
    for a backward pass.
    """

    peak: int | None
    kept: int | None


@dataclass(frozen=True)
class MemoryMeter:
    """Measures what one large call needs, after a small one. With the clock of CPU time, workers
    can be stopped.
    """

    clock: Clock
    small: Workload
    large: Workload
    random: numpy.random.Generator

    def needed(self, worker: Session, how: How) -> Memory:
        """Returns the memory for the call in a worker that has not made a call as large before."""
        peak, large, random = None, self.large, self.random
        if self.clock.name == "processor":
            StoppedRunner(worker, self.small, how).warm(random)
            peak = StoppedRunner(worker, large, how).room(random)
        elif worker.device != CPU:
            peak = _on_device(worker, large, how, random)
        return Memory(peak, None if large.steps else _kept(worker, large, random))


def _on_device(worker: Session, load: Workload, how: How, random: numpy.random.Generator) -> int:
    """Returns how much more of the device's memory a lap takes than a lap that calls nothing."""
    OutsideRunner(worker, load, how).warm(random)
    runner = OutsideRunner(worker, load, how)  # a new one: its optimizer has no state yet
    peaks = []
    for what in ("nothing", how):
        _number(worker, protocol.MEMORY, {})
        runner.lap(draw(load, random), how=what)
        peaks.append(_number(worker, protocol.MEMORY, {}))
    return max(peaks[1] - peaks[0], 0)


def _kept(worker: Session, load: Workload, random: numpy.random.Generator) -> int:
    drawn = [(a.draw(random), INT64 if a.classes else FLOAT32) for a in load.arguments]
    sent = [protocol.Tensor(dtype, numbers.shape, numbers.tobytes()) for numbers, dtype in drawn]
    return _number(worker, protocol.KEPT, load.request("forward"), sent)


def _number(worker: Session, kind: int, request: dict[str, object], sent: Sequence[protocol.Tensor] = ()) -> int:
    """Returns a number of bytes that the worker gives.

    Raises:
        SubmissionError: S114, if it gives none.
    """
    (answer,) = worker.ask(Request(kind, request, sent))
    if answer.dtype != INT64 or answer.shape != () or (size := INT64.unpack(answer.data)[0]) < 0:
        raise SubmissionError("S114", "what came back is no number of bytes")
    return int(size)
