"""A process in a real terminal of 40 columns, which tests type into and read from."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
from pathlib import Path

SETTINGS = {"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}  # nobody answers where the cursor is
PATIENCE = 60  # seconds without anything to read, after which nothing will come


class Terminal:
    """The command `grader` in a terminal of 40 columns and 24 rows."""

    def __init__(self, *arguments: str, cwd: Path | str = ".", **environment: str) -> None:
        self.seen, self._from = b"", 0
        self._process, self._file = pty.fork()
        if not self._process:
            os.chdir(cwd)
            # which is ignored where the tests run in the background
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            command = [sys.executable, "-m", "grader", *arguments]
            os.execvpe(sys.executable, command, os.environ | SETTINGS | environment)
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 40, 0, 0))

    def until(self, awaited: bytes) -> None:
        """Read on until something is seen behind what was awaited before; the end of the process is
        an error.
        """
        while (at := self.seen.find(awaited, self._from)) < 0:
            assert select.select([self._file], [], [], PATIENCE)[0], f"{awaited!r} was not seen in {self.text}"
            self.seen += os.read(self._file, 1 << 16)
        self._from = at + len(awaited)

    def type(self, keys: bytes) -> None:
        os.write(self._file, keys)

    def end(self) -> int:
        """The exit status."""
        try:
            while data := os.read(self._file, 1 << 16):
                self.seen += data
        except OSError:  # so Linux says that the other side has gone
            pass
        os.close(self._file)
        return os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])

    @property
    def text(self) -> str:
        """What was seen, without colours and movements, as one line."""
        return " ".join(re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", self.seen.decode()).split())
