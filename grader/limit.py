"""How long an author's code may take, so that what never ends stops nothing else."""

import signal
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from .errors import ExerciseError, Where

# seconds; of the catalogue the slowest takes 0.01, 0.1 and 2
LOADING, WRITING, WORKING_OUT = 10.0, 10.0, 30.0
COMPARING = 600.0  # the same with all mistakes, for the self-check
AGAIN = 1.0  # seconds until code that has caught the exception gets another
# the least share of its time that code which does not wait computes; how long it may take then
BUSY, TIMES = 0.02, 10
# CPU time, which a busy machine does not change; and time by the clock, since code that waits
# uses no other.
CLOCKS = ((signal.ITIMER_PROF, signal.SIGPROF), (signal.ITIMER_REAL, signal.SIGALRM))


class _TimeUp(BaseException):
    """Raised in the code that takes too long; the argument says which limit it was. Few catch what
    is no Exception.
    """


@contextmanager
def limited(seconds: float, what: str, where: Where) -> Iterator[None]:
    """Stop the code inside once it has used this much CPU time, has waited as long for
    something else, or has kept others waiting ten times as long.

    Only in a process's main thread, which alone gets signals; in others there is no limit. `what`
    says what takes so long, `where` in which of the author's files to look for the line that ran.

    Raises:
        ExerciseError: A623, if it takes longer; A624, if functions call each other until Python
        gives up.
    """
    owner = object()
    try:
        with ExitStack() as stack:
            for timer, number in CLOCKS if threading.current_thread() is threading.main_thread() else ():
                stack.enter_context(_timer(timer, number, seconds, owner))
            yield
    except _TimeUp as up:
        if up.args[0] is not owner:
            raise
        advice = "is there a loop that never ends, or are there very many terms or nested pieces?"
        message = f"{what} takes longer than {seconds:g} seconds: {advice}"
        raise ExerciseError("A623", message, _line(up, where)) from None
    except RecursionError as error:
        causes = "does a function call itself without end, or is the formula nested too deeply?"
        decimals = "Decimals on both sides of a comparison can do it too: write sym.Rational(9, 10) for 0.9"
        message = f"{what} goes too deep: {causes} {decimals}"
        raise ExerciseError("A624", message, _line(error, where)) from None


@contextmanager
def _timer(timer: int, number: int, seconds: float, owner: object) -> Iterator[None]:
    """A signal after so many seconds, unless one that is set already comes sooner; that one goes on
    afterwards.
    """
    left, _ = signal.getitimer(timer)
    if 0 < left <= seconds:
        yield
        return

    began, used = time.monotonic(), time.process_time()

    def stop(*_: object) -> None:
        passed = time.monotonic() - began
        if timer == signal.ITIMER_REAL and passed < TIMES * seconds and time.process_time() - used > BUSY * passed:
            return  # it computes, on a machine with much else to do
        raise _TimeUp(owner)

    before = signal.signal(number, stop)
    signal.setitimer(timer, seconds, AGAIN)
    try:
        yield
    finally:
        spent = seconds - signal.getitimer(timer)[0]
        signal.setitimer(timer, 0)
        signal.signal(number, before)
        if left:
            signal.setitimer(timer, max(left - spent, 0.001), AGAIN)


def _line(error: BaseException, where: Where) -> Where:
    """The last line of the author's file that ran, or where the author's function begins."""
    lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == where.path]
    return Where(where.path, lines[-1]) if lines else where
