"""Workers at every level of isolation that this machine has, for tests that ask what a submission
can do at each.
"""

import json
import os
import subprocess
import sys
import sysconfig
import time
from functools import cache
from pathlib import Path

import pytest

from grader.judge.sandbox.workers import Workers
from grader.limit_settings import LEVELS

ROOT = Path(__file__).resolve().parent.parent
SYSTEM_PYTHON = f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}"


@cache
def python() -> tuple[str, str, dict[str, str]]:
    """The highest level that can be had here, with the interpreter and the environment that it
    takes.

    A Python in root's home cannot be read by a submission's own user; the system's can, and takes
    our packages.
    """
    packages = os.pathsep.join((str(ROOT), sysconfig.get_path("purelib")))
    found = [(_level(sys.executable, {}), sys.executable, dict[str, str]())]
    if found[0][0] < LEVELS[-1] and Path(SYSTEM_PYTHON).exists():
        environment = {"PYTHONPATH": packages}
        found.append((_level(SYSTEM_PYTHON, environment), SYSTEM_PYTHON, environment))
    return max(found, key=lambda f: f[0])


def _level(executable: str, environment: dict[str, str]) -> str:
    command = [executable, "-P", "-m", "grader.worker.confine"]
    run = subprocess.run(command, env=os.environ | environment, capture_output=True, timeout=60)
    return json.loads(run.stdout)["level"] if run.returncode == 0 else "L0"


@cache
def strongest() -> Workers:
    """A template at the highest level, in bubblewrap where that works; the session's end of the
    tests ends it.
    """
    return _workers(wall=True)


@cache
def bare() -> Workers:
    """One that has its layers alone."""
    return _workers(wall=False)


def _workers(wall: bool) -> Workers:
    _, executable, environment = python()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.executable", executable)
        for name, value in environment.items():
            patch.setenv(name, value)
        return Workers(wall=wall)


def forker(workers: Workers) -> int:
    """The process that forks, which is a child of bubblewrap's own if that is around it."""
    pid = workers._template._process.pid
    if not workers._template.walled:
        return pid
    for _ in range(500):
        if inside := Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii"):
            return int(inside)
        time.sleep(0.01)  # it has only just been started
    raise AssertionError("there is nothing in bubblewrap")


def needs(level: str) -> None:
    """Skip a test where a level cannot be had."""
    if python()[0] < level:
        pytest.skip(f"this machine isolates at {python()[0]}: grader doctor says why")
