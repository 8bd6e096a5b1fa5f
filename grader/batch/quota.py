"""The limits for an archive, or for everything that one student has handed in."""

import math
import time
from types import TracebackType
from typing import NamedTuple, Self


class Allowed(NamedTuple):
    """The limits: entries of archives; bytes that are read from archives; bytes of files that may
    be submissions; bytes of a zip archive's table of contents; and seconds of CPU time.
    """

    entries: int
    unpacked: int
    kept: int
    directory: int
    seconds: float


STUDENT = Allowed(entries=100_000, unpacked=1 << 28, kept=1 << 24, directory=1 << 23, seconds=20.0)


class TooMuch(ValueError):
    """A limit is exceeded. The message says which one, and its value."""


class Quota:
    """The rest of the limits. Only the time inside `with quota:` counts."""

    def __init__(self, allowed: Allowed) -> None:
        self.allowed = allowed
        self._entries, self._unpacked, self._kept, self._seconds = 0, 0, 0, 0.0
        self._began = math.inf  # outside no time counts
        self._exceeded = ""

    def __enter__(self) -> Self:
        self._began = time.process_time()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._seconds += time.process_time() - self._began
        self._began = math.inf

    def entry(self) -> None:
        """Counts one more entry of an archive.

        Raises:
            TooMuch: if there are too many, or another limit has been reached.
        """
        self._entries += 1
        self._check(self._entries > self.allowed.entries, f"more than {self.allowed.entries:,} entries")

    def unpack(self, size: int) -> None:
        """Counts bytes that have been unpacked.

        Raises:
            TooMuch: if there are too many, or another limit has been reached.
        """
        self._unpacked += size
        self._check(self._unpacked > self.allowed.unpacked, f"more than {_mib(self.allowed.unpacked)} unpacked")

    def keep(self, size: int) -> None:
        """Counts bytes of a file that may be a submission.

        Raises:
            TooMuch: if there are too many, or another limit has been reached.
        """
        self._kept += size
        self._check(self._kept > self.allowed.kept, f"more than {_mib(self.allowed.kept)} of submissions")

    def _check(self, over: bool, reason: str) -> None:
        if not self._exceeded and over:
            self._exceeded = reason
        elif not self._exceeded and self._seconds + time.process_time() - self._began > self.allowed.seconds:
            self._exceeded = f"more than {self.allowed.seconds:g} s to unpack"
        if self._exceeded:
            raise TooMuch(self._exceeded)


def _mib(size: int) -> str:
    return f"{size / (1 << 20):,g} MiB"
