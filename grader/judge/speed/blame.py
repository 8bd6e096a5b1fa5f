"""Who is to blame if a worker cannot be timed. It is the submission if the worker is its own, since
the baselines' workers can be timed on the same machine. Nobody is to blame for a baseline's worker.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import numpy

from ...errors import SubmissionError
from .clock import Lap, Runner
from .frozen import Gone, NotFrozen, RunsOn

ENDED = "the code ended its process while it was timed"


@contextmanager
def submission() -> Iterator[None]:
    """Runs code in the submission's own worker.

    Raises:
        SubmissionError: S112, if the process is gone; P806, if its memory or CPU time is no longer
        readable. RunsOn: if it could not be stopped, because a process cannot prevent that.
    """
    try:
        yield
    except RunsOn:
        raise
    except Gone:
        raise SubmissionError("S112", ENDED) from None
    except NotFrozen as error:
        raise SubmissionError("P806", f"the submission cannot be timed, though others can: {error}") from None


@contextmanager
def baseline() -> Iterator[None]:
    """Runs code in a baseline's worker.

    Raises:
        NotFrozen: if the code fails.
    """
    try:
        yield
    except SubmissionError as error:
        raise NotFrozen(f"what it is compared with could not be timed ({error.message})") from None


class Blamed:
    """A runner, and who is to blame if it fails."""

    def __init__(self, runner: Runner, blame: Callable[[], AbstractContextManager[None]]) -> None:
        self._runner, self._blame = runner, blame

    @property
    def asking(self) -> float:
        return self._runner.asking

    def warm(self, random: numpy.random.Generator, watched: bool = True) -> None:
        with self._blame():
            self._runner.warm(random, watched)

    def lap(self, drawn: Any, watched: bool = False) -> Lap:
        with self._blame():
            return self._runner.lap(drawn, watched)

    def pause(self) -> None:
        with self._blame():
            self._runner.pause()

    def resume(self) -> None:
        with self._blame():
            self._runner.resume()
