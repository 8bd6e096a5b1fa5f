"""Whether a submission does the same when it is watched: only then is what was seen what was
timed.
"""

from typing import Any

import numpy

from ...errors import SubmissionError
from .clock import Clock, Lap, Runner
from .workload import Workload

FIRST, AGAIN = 2, 3  # laps of each kind, and once they were seen to differ


def same_when_watched(clock: Clock, load: Workload, runner: Runner, random: numpy.random.Generator) -> None:
    """Make laps on the same numbers, watched and not, in an order that nobody knows, and compare
    all bits.

    Another function that gives the same up to rounding gives other bits somewhere among thousands
    of numbers. What gives other bits each time has no place here: the checks of values ask for the
    same again.

    Laps that need not be watched are so by chance now and then.

    Raises:
        SubmissionError: P807, if results are always the same when it is watched, and when it is
            not, then either those or always the same others; what `Runner.lap` raises.
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
