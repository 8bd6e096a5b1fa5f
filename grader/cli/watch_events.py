"""What happens while somebody works: keys that are pressed, and saves of the file that is watched.

A thread looks for them, since judging keeps the main thread busy.
"""

import os
import select
import sys
import termios
import threading
import tty
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Self

SAVED, NEXT, QUIT = "saved", "n", "q"
URGENT = (SAVED, NEXT, QUIT)  # after these nobody wants to know any more what is being judged
END_OF_INPUT = "\x04"
TICK = 0.01  # seconds between two looks at the file
SAME_FOR = 2  # looks: an editor may write in several pieces
MISSING_FOR = 50  # looks: an editor may empty or remove a file before it writes
Look = tuple[int, int, int]  # the number of a file, its size, and when it was written


@dataclass
class WatchedFile:
    """A file, and how often in a row it has looked the same."""

    path: Path

    def __post_init__(self) -> None:
        self._known = self._seen = self._look()
        self._times = 0

    def saved(self) -> bool:
        """Look at the file again: has it changed, and is it complete? Each change is reported
        once.
        """
        now = self._look()
        self._times = self._times + 1 if now == self._seen else 1
        self._seen = now
        if now == self._known or self._times < (SAME_FOR if now and now[1] else MISSING_FOR):
            return False
        self._known = now
        return True

    def _look(self) -> Look | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_ino, found.st_size, found.st_mtime_ns


class WatchEvents:
    """Keys, and saves of the watched file. Used as a context manager, which has the terminal give
    every key at once.

    `interrupt` is called again and again while something urgent waits: it has to end what keeps the
    main thread busy.
    """

    def __init__(self, interrupt: Callable[[], None]) -> None:
        self._interrupt = interrupt
        self._events = SimpleQueue[str]()
        self._urgent = 0
        self._lock = threading.Lock()
        self._file: WatchedFile | None = None
        self._terminal = sys.stdin.fileno()

    def __enter__(self) -> Self:
        self._settings = termios.tcgetattr(self._terminal)
        tty.setcbreak(self._terminal)
        threading.Thread(target=self._run, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        termios.tcsetattr(self._terminal, termios.TCSADRAIN, self._settings)

    def watch(self, path: Path) -> None:
        """Look at this file from now on."""
        self._file = WatchedFile(path)

    def next(self) -> str:
        """Wait for what comes next: a key, or SAVED."""
        event = self._events.get()
        with self._lock:
            self._urgent -= event in URGENT
        return event

    @property
    def urgent(self) -> bool:
        """Whether something waits that cannot."""
        return self._urgent > 0

    def _run(self) -> None:
        while True:
            if select.select([self._terminal], [], [], TICK)[0]:
                keys = os.read(self._terminal, 64)
                if not keys:  # there is no terminal any more
                    self._put(QUIT)
                    return
                if not keys.startswith(b"\x1b"):  # which arrows and the like begin with
                    for key in keys.decode(errors="ignore").lower():
                        self._put(QUIT if key == END_OF_INPUT else key)
            if self._file and self._file.saved():
                self._put(SAVED)
            with self._lock:  # or what is begun after the event would be ended for it
                if self.urgent:
                    self._interrupt()

    def _put(self, event: str) -> None:
        with self._lock:
            self._urgent += event in URGENT
        self._events.put(event)
