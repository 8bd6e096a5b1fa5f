"""The progress of a batch: one line that is overwritten on a terminal, elsewhere a line now and
then.
"""

import time
from collections import deque
from typing import TextIO

BAR = 24
EVERY_TERMINAL, EVERY_FILE = 0.2, 15.0  # seconds between lines
RECENT = 30.0  # seconds over which the rate is measured


class DoneCount:
    """Counts the finished jobs of `total`, and writes the count to a stream."""

    def __init__(self, total: int, stream: TextIO) -> None:
        self._total, self._stream, self._terminal = total, stream, stream.isatty()
        self._done = self._broken = 0
        self._times: deque[tuple[float, int]] = deque([(time.monotonic(), 0)])
        self._said = time.monotonic() - EVERY_TERMINAL

    def __enter__(self) -> "DoneCount":
        self._say("\r")
        return self

    def __exit__(self, *_: object) -> None:
        self._say("\n")

    def one(self, broken: bool) -> None:
        """Counts one more finished job; `broken` if it could not be judged."""
        now = time.monotonic()
        self._done, self._broken = self._done + 1, self._broken + broken
        self._times.append((now, self._done))
        while now - self._times[0][0] > RECENT and len(self._times) > 2:
            self._times.popleft()
        if now - self._said > (EVERY_TERMINAL if self._terminal else EVERY_FILE):
            self._say("\r" if self._terminal else "\n")

    def line(self) -> str:
        """Returns the progress line."""
        (first, before), (last, _) = self._times[0], self._times[-1]
        share = self._done / self._total if self._total else 1.0
        filled = int(BAR * share)
        words = [f"[{'#' * filled}{'.' * (BAR - filled)}]", f"{self._done} of {self._total}"]
        if last > first and self._done:
            rate = (self._done - before) / (last - first)
            words.append(f"{rate:.1f}/s" if rate >= 1 else f"{60 * rate:.1f}/min")
            if self._done < self._total:
                words.append(f"{duration((self._total - self._done) / rate)} left")
        if self._broken:
            words.append(f"{self._broken} not judged")
        return "  ".join(words)

    def _say(self, end: str) -> None:
        self._said = time.monotonic()
        clear = "\x1b[K" if self._terminal else ""
        if self._terminal or end == "\n":
            self._stream.write(f"grader: {self.line()}{clear}{end}")
            self._stream.flush()


def duration(seconds: float) -> str:
    """Returns a time in words, not finer than necessary: 45 s, 3 min, 1 h 20 min."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
