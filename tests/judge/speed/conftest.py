"""Where no process can be stopped, read and written from outside, nothing is tested; where one can,
workers can.
"""

import subprocess
import sys
from functools import cache

import pytest

from grader.judge.speed.frozen import Frozen, NotFrozen

ROOM = "import ctypes; b = ctypes.create_string_buffer(8); print(ctypes.addressof(b), flush=True); input()"


@cache
def unreachable() -> str:
    """Why a child of this process cannot be frozen; nothing if it can."""
    command = [sys.executable, "-c", ROOM]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        try:
            assert child.stdout
            address, frozen = int(child.stdout.readline()), Frozen(child.pid)
            frozen.stop()
            frozen.write(address, frozen.read(address, 8))
        except (NotFrozen, AttributeError) as error:
            return str(error)
        finally:
            child.kill()
    return ""


@pytest.fixture
def clock() -> None:
    """Skips the test where processes cannot be frozen."""
    if why := unreachable():
        pytest.skip(why)
