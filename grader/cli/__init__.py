"""The command `grader`."""

import os
import sys
from typing import NoReturn

COMMANDS = ("batch", "bench", "check", "derive", "doctor", "explain", "hint", "list", "plot", "selfcheck", "start")
INTERRUPTED = 130


def main() -> NoReturn:
    """Run the command and end the process at once: tearing the interpreter down would only cost time."""
    os._exit(_run())


def _run() -> int:
    try:
        from .group import run  # here, since Ctrl-C may come while it is imported

        return run()
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
