"""Try an author's files in a fork of this process first, so that one that ends its process takes no
command along.
"""

import faulthandler
import json
import os
import re
import select
import signal
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

from .errors import ExerciseError, Where

LONGEST = 150.0  # seconds for a file: beyond what loading may take by the clock
DONE, STUCK = "done", -1
# signals that somebody sends
ENDING = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def broken(files: Sequence[Path], load: Callable[[Path], object]) -> dict[Path, ExerciseError]:
    """What is wrong with those files that cannot be loaded, by what `load` raises or by what
    becomes of the process.

    Where a process that has loaded libraries cannot be forked safely (macOS), nothing is tried.

    Returns: the errors; A612 also for a file that ends the process.
    """
    found: dict[Path, ExerciseError] = {}
    left = list(files) if sys.platform == "linux" else []
    while left:
        status, lines = _forked(left, load)
        told = [line for line in lines if line.startswith("[")]
        for line in told:
            number, code, message, path, at = json.loads(line)
            if code:
                found[left[number]] = ExerciseError(code, message, Where(path, at) if path else None)
        if DONE in lines:
            break
        fatal = left[len(told)]
        found[fatal] = ExerciseError(
            "A612", f"cannot be imported: {_ending(status)}", Where(str(fatal), _at(fatal, lines))
        )
        left = left[len(told) + 1 :]
    return found


def _forked(files: Sequence[Path], load: Callable[[Path], object]) -> tuple[int, list[str]]:
    """The wait status of a child that loads the files, STUCK if it did not end, and what it says of
    each, as lines.
    """
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # other threads may wait here; the child needs none of them
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        _load_all(files, load, writing)
    os.close(writing)
    said, stuck, deadline = b"", True, time.monotonic() + LONGEST
    try:
        while select.select([reading], [], [], max(deadline - time.monotonic(), 0))[0]:
            if not (piece := os.read(reading, 1 << 16)):
                break
            said, deadline = said + piece, time.monotonic() + LONGEST
        while (stuck := not _ended(child)) and time.monotonic() < deadline:
            time.sleep(0.001)
    finally:
        os.close(reading)
        # it has ended, unless it takes too long or this was interrupted
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    return (STUCK if stuck else status), said.decode("utf-8", "replace").splitlines()


def _ended(child: int) -> bool:
    """Whether a child has ended; how, can still be asked."""
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _load_all(files: Sequence[Path], load: Callable[[Path], object], writing: int) -> None:
    """In the child: load all files, with a line for each, and end."""
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for number in range(3):
            os.dup2(nowhere, number)
        faulthandler.enable(writing)
        # Ctrl-C is for the command, which then ends this process
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for number, file in enumerate(files):
            line = [number, "", "", "", None]
            try:
                load(file)
            except ExerciseError as error:
                where = error.where
                line = [number, error.code, error.message, where.path if where else "", where.line if where else None]
            except KeyboardInterrupt:  # the file has raised it
                line = [number, "A612", "cannot be imported: KeyboardInterrupt", str(file), None]
            os.write(writing, f"{json.dumps(line)}\n".encode())
        os.write(writing, f"{DONE}\n".encode())
    finally:
        os._exit(0)


def _ending(status: int) -> str:
    """What became of a process, in words."""
    if status == STUCK:
        return "it does not come to an end"
    if os.WIFEXITED(status):
        return f"it ends the process with status {os.WEXITSTATUS(status)}"
    number = os.WTERMSIG(status)
    if number in ENDING:
        return f"it ends the process with {signal.Signals(number).name}"
    return f"it crashes Python ({signal.strsignal(number)})"


def _at(file: Path, lines: Sequence[str]) -> int | None:
    """The line of the file that ran when the process crashed, if the fault handler has said so."""
    places = [re.fullmatch(rf'  File "{re.escape(str(file))}", line (\d+) in .*', line) for line in lines]
    return next((int(place[1]) for place in places if place), None)
