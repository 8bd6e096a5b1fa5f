"""The command `grader` for tests: as a process of its own, as users start it, or in a fork of the
tests' process.

A fork has all that takes long to import, and the tests' own template gives it workers. Where a
process starts, ends and writes, it is like one that a user starts: one test of each command, and
all of streams and of what is imported, have the latter.
"""

import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

from grader import cli
from grader.judge.sandbox import workers as sandbox
from grader.judge.sandbox.session import CPU, Session

from ..conftest import workers

Done = subprocess.CompletedProcess[str]
Sessions = Callable[..., AbstractContextManager[Session]]
CRASHED = 99  # no status of grader's


def process(*arguments: object, cwd: Path | str = "/", **environment: str) -> Done:
    """As a user starts it."""
    command = [sys.executable, "-m", "grader", *map(str, arguments)]
    env = {**os.environ, **environment}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, env=env)


def grader(*arguments: object, cwd: Path | str = "/", **environment: str) -> Done:
    """In a fork of this process; where that is not safe, as a user starts it."""
    if not sandbox.FORKS:
        return process(*arguments, cwd=cwd, **environment)
    workers()  # which this process has to start, for all forks
    given = ["grader", *map(str, arguments)]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        with warnings.catch_warnings():
            # of xdist's threads the child needs none
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if not child:
            _run(given, Path(cwd), environment, (out.fileno(), err.fileno()))
        _, status = os.waitpid(child, 0)
        return Done(given, os.waitstatus_to_exitcode(status), _text(out.fileno()), _text(err.fileno()))


def _run(given: list[str], folder: Path, environment: Mapping[str, str], streams: tuple[int, int]) -> None:
    """In the child: run the command, and end."""
    status = CRASHED
    try:
        with open(os.devnull, "rb") as nothing:
            for number, descriptor in enumerate((nothing.fileno(), *streams)):
                os.dup2(descriptor, number)
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - what pytest had put there is gone
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        os.chdir(folder)
        os.environ.update(environment)
        sys.argv = given
        vars(sandbox).update(alone=_warm(sandbox.alone), several=_warm(sandbox.several))
        status = cli._run()
    finally:
        os._exit(status)


def _warm(cold: Sessions) -> Sessions:
    return lambda limits, device=CPU: workers().session(limits) if device == CPU else cold(limits, device)


def _text(descriptor: int) -> str:
    size = os.fstat(descriptor).st_size
    return os.pread(descriptor, size, 0).decode()
