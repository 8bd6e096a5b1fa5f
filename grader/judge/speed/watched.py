"""Checks whether a submission does the same when it is watched. Only then do the recorded calls
describe the timed ones.
"""

from typing import Any

import numpy

from ...errors import SubmissionError
from .clock import Clock, Lap, Runner
from .workload import Workload

FIRST, AGAIN = 2, 3  # laps of each kind, and again after a difference


def same_when_watched(clock: Clock, load: Workload, runner: Runner, random: numpy.random.Generator) -> None:
    """Makes laps on the same numbers, watched and not, in an order that nobody can know, and
    compares all bits.

    Another function that gives the same up to rounding gives other bits somewhere among thousands
    of numbers. Code that gives other bits each time is not refused here: the checks of values ask
    the same question again.

    Laps that need no watching are sometimes watched by chance.

    Raises:
        SubmissionError: P807, if the watched laps always agree, and the others always give either
            the same results or the same other ones; and all errors of `Runner.lap`.
    """
    drawn = clock.draw(load, random)
    seen = _images(runner, drawn, FIRST, random)
    if seen[True] == seen[False]:
        return
    again = _images(runner, drawn, AGAIN, random)
    watched, unwatched = seen[True] | again[True], seen[False] | again[False]
    if len(watched) == 1 and len(unwatched - watched) == 1:
        raise SubmissionError("P807", "timed calls give other results when they are watched, on the same numbers")


def _images(runner: Runner, drawn: Any, count: int, random: numpy.random.Generator) -> dict[bool, set[bytes]]:
    images: dict[bool, set[bytes]] = {True: set(), False: set()}
    for watched in random.permutation([True, False] * count):
        images[bool(watched)].add(_image(runner.lap(drawn, bool(watched))))
    return images


def _image(lap: Lap) -> bytes:
    return b"".join(output.tobytes() for output in lap.outputs)
