"""The parts that every clock has: laps of calls on fresh inputs, their times and outputs, and the
cost of an empty request.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy

from ..sandbox.session import Session
from .workload import How, Workload

WARMING = 3  # laps
EMPTY = 5  # laps that call nothing, to measure the cost of a request
Name = Literal["processor", "wall"]


@dataclass(frozen=True)
class Lap:
    """The seconds of some calls, including the request for them, the outputs, and for how many of
    these seconds the process itself is known to have worked.
    """

    seconds: float
    outputs: Any
    worked: float


class Runner(Protocol):
    """One worker whose calls are timed."""

    def warm(self, random: numpy.random.Generator, watched: bool = True) -> None:
        """Runs some laps that do not count. If `watched`, notes which functions of torch the first
        lap calls. This is slow for code that calls many.
        """

    def lap(self, drawn: Any, watched: bool = False) -> Lap:
        """Makes all calls on the drawn inputs; if `watched`, notes the functions that they call.

        Raises:
            NotFrozen: if the worker cannot be stopped, written or read.
            SubmissionError: if the code fails or gives a forbidden result.
        """

    def pause(self) -> None:
        """Stops the worker until `resume`, if it can be stopped. Otherwise it could work while
        others are timed.
        """

    def resume(self) -> None:
        """Lets a paused worker continue."""

    @property
    def asking(self) -> float:
        """Returns the seconds of a lap that calls nothing. A submission's worker could give a false
        time, so ask a baseline's worker.
        """


@dataclass(frozen=True)
class Clock:
    """A way to time calls: it draws the inputs for a lap of two workers, makes a runner for a
    session, and compares a lap's outputs with those of another, whose results are right.

    `verify` raises SubmissionError P803 if they differ.
    """

    name: Name
    draw: Callable[[Workload, numpy.random.Generator], Any]
    runner: Callable[[Session, Workload, How, int], Runner]
    verify: Callable[[Lap, Lap], None]
