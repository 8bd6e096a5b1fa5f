"""The only place where consoles are made: how wide they are, and what they may be sent."""

import io
import sys
from typing import TextIO

from rich.console import Console

WIDEST = 120  # columns that are easy to read
PIPED = 100  # columns where nobody knows the width


def console(file: TextIO | None = None) -> Console:
    """A console on standard output or a file. A terminal keeps its width up to 120 columns; all
    else gets 100.

    Only terminals get styles. Rich obeys what the environment asks for.
    """
    file = file or sys.stdout
    width = min(Console(file=file).width, WIDEST) if file.isatty() else PIPED
    return Console(file=file, width=width, highlight=False, markup=False, emoji=False, force_jupyter=False)


def plain(file: io.StringIO, width: int = PIPED) -> Console:
    """A console that keeps plain text in memory."""
    return Console(
        file=file,
        width=width,
        highlight=False,
        markup=False,
        emoji=False,
        color_system=None,
        force_terminal=False,
        force_jupyter=False,
    )
