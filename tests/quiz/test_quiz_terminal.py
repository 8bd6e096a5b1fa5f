"""A quiz in a real terminal of 40 columns: it asks, Ctrl-C ends it, and the same command goes on."""

import fcntl
import os
import pty
import re
import struct
import sys
import termios
from itertools import count
from pathlib import Path

from grader.quiz.attempts import AttemptStore
from grader.quiz.choose import choose, exercises_named, kinds_named
from grader.quiz.question_kinds import question_kinds

from ..conftest import bundled

PROMPT = b"\x1b[?2004h"  # it takes pasted text from here on: it waits for an answer
SETTINGS = {"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}  # nobody answers where the cursor is


class Terminal:
    """A process in a terminal of 40 columns and 24 rows."""

    def __init__(self, *arguments: str) -> None:
        self.seen, self._from = b"", 0
        self._process, self._file = pty.fork()
        if not self._process:
            command = [sys.executable, "-m", "grader", *arguments]
            os.execvpe(sys.executable, command, os.environ | SETTINGS)
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 40, 0, 0))

    def until(self, awaited: bytes) -> None:
        """Read on until something is seen behind what was awaited before; the end of the process is an error."""
        while (at := self.seen.find(awaited, self._from)) < 0:
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


def with_a_hint() -> int:
    """A seed whose first question has a hint."""
    exercises, kinds = exercises_named(bundled(), ["sigmoid"]), kinds_named(question_kinds(), ["numeric"])
    return next(seed for seed in count() if choose(exercises, kinds, 2, seed)[0].hints)


def test_it_asks_and_goes_on_after_ctrl_c(tmp_path: Path) -> None:
    asked = ("quiz", "sigmoid", "--count", "2", "--kinds", "numeric", "--seed", str(with_a_hint()))
    quiz = (*asked, "--attempts", str(tmp_path / "kept.sqlite"))
    first = Terminal(*quiz)
    first.until(PROMPT)
    first.type(b"?\r")
    first.until(b"Hint 1")
    first.type(b"!\r")
    first.until(b"2 of 2")
    first.until(PROMPT)
    first.type(b"\x03")
    assert first.end() == 130
    assert "1 of 2 answered, and kept." in first.text
    with AttemptStore(tmp_path / "kept.sqlite") as store:
        assert len(store.attempts()) == 1

    second = Terminal(*quiz)
    second.until(PROMPT)
    assert "goes on with the quiz that you began before" in second.text
    second.type(b"nan\r!\r")
    assert second.end() == 1
    assert "Not read, which costs nothing" in second.text
    assert "0 of 2 right." in second.text
