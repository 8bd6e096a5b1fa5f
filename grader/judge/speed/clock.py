"""What every clock has: laps of calls on fresh inputs, what they took and gave, and what asking
alone costs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy

from ..sandbox.session import Session
from .workload import How, Workload

WARMING = 3  # laps
EMPTY = 5  # laps that call nothing, to know what asking costs
Name = Literal["processor", "wall"]


@dataclass(frozen=True)
class Lap:
    """The seconds of some calls together with asking for them, what they gave, and for how many of
    these seconds the process is known to have been at work itself.
    """

    seconds: float
    outputs: Any
    worked: float


class Runner(Protocol):
    """One worker whose calls are timed."""

    def warm(self, random: numpy.random.Generator, watched: bool = True) -> None:
        """Run some laps that do not count. If `watched`, what functions of torch the first calls is
        noted, which takes long for code that calls many.
        """

    def lap(self, drawn: Any, watched: bool = False) -> Lap:
        """Make all calls with what was drawn; if they are `watched`, what they call is noted.

        Raises:
            NotFrozen: if the worker cannot be stopped, written or read.
            SubmissionError: if the code fails, or gives what it should not.
        """

    def pause(self) -> None:
        """Have the worker do nothing at all until it may `resume`, if it can be stopped: or it
        could work while others are timed.
        """

    def resume(self) -> None:
        """Let a worker that was paused run on."""

    @property
    def asking(self) -> float:
        """The seconds of a lap that calls nothing. What a submission's worker says of that is not
        to be trusted: a baseline's has to be asked.
        """


@dataclass(frozen=True)
class Clock:
    """A way to time calls: what a lap of two workers is drawn from, a runner on a session, and
    whether a lap's outputs are those of another, whose results are right.

    `verify` raises SubmissionError P803 if they are not.
    """

    name: Name
    draw: Callable[[Workload, numpy.random.Generator], Any]
    runner: Callable[[Session, Workload, How, int], Runner]
    verify: Callable[[Lap, Lap], None]
