"""Standard output and standard error as they may be given: closed, full, or a terminal that obeys
what it is sent.
"""

import io
import os
import sys
from typing import TextIO

import click

from ..report.harmless import harmless

STDOUT, STDERR = 1, 2
CLOSED = "standard output is closed, so nothing is shown; the exit status holds"


class Unwritable(Exception):
    """Standard output takes nothing, and why."""


class NobodyReads(Exception):
    """Who read standard output has gone. No OSError, of which click would make status 1: that means
    not passed.
    """


class _Output(io.FileIO):
    """Raises Unwritable if it cannot be written, and NobodyReads if that is why."""

    def write(self, data: object) -> int:
        try:
            return super().write(data)  # type: ignore[arg-type]
        except BrokenPipeError:
            raise NobodyReads from None
        except OSError as error:
            raise Unwritable(f"standard output cannot be written: {error.strerror}") from None


class _Messages(io.FileIO):
    """Of what cannot be written nobody hears: the exit status says what there is to say."""

    def write(self, data: object) -> int:
        try:
            return super().write(data)  # type: ignore[arg-type]
        except OSError:
            return memoryview(data).nbytes  # type: ignore[arg-type]


def prepare() -> None:
    """Have standard output and standard error in order, also where they are closed, with other
    letters in the place of those that they have none for.
    """
    closed = [number for number in range(3) if not _is_open(number)]
    for number in closed:  # or the next file that is opened would get what is meant for a stream
        os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
        assert _is_open(number)
    sys.stdout = _text(_Output(STDOUT, "w", closefd=False), sys.stdout)
    sys.stderr = _text(_Messages(STDERR, "w", closefd=False), sys.stderr)
    if STDOUT in closed:
        say(CLOSED, err=True)


def in_terminal() -> bool:
    """Whether there is a person to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def say(text: str, err: bool = False) -> None:
    """Print text that has names of files in it."""
    click.echo(harmless(text), err=err)


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def _text(raw: io.FileIO, before: TextIO | None) -> TextIO:
    encoding = before.encoding if before else "utf-8"
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding, "replace", line_buffering=True)
