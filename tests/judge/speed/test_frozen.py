"""A process is stopped, read and written from outside, and its CPU time is what it has
used.
"""

import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from grader.judge.speed.frozen import Frozen, NotFrozen

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are frozen on Linux alone")
BUSY = """
import ctypes, sys
room = ctypes.create_string_buffer(b"abcdef", 6)
print(ctypes.addressof(room), flush=True)
while room.raw != b"finish":
    pass
print(room.raw, flush=True)
"""


@pytest.fixture
def busy() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen([sys.executable, "-c", BUSY], stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


def test_memory_is_read_and_written_while_nothing_runs(busy: subprocess.Popen[str]) -> None:
    assert busy.stdout
    address, frozen = int(busy.stdout.readline()), Frozen(busy.pid)
    frozen.stop()
    before = frozen.nanoseconds()
    assert frozen.read(address, 6) == b"abcdef"
    time.sleep(0.05)
    assert frozen.nanoseconds() == before
    frozen.write(address, b"finish")
    frozen.go()
    assert busy.stdout.readline() == "b'finish'\n"


def test_processor_time_is_counted_while_it_runs(busy: subprocess.Popen[str]) -> None:
    assert busy.stdout
    busy.stdout.readline()
    frozen = Frozen(busy.pid)
    before = frozen.nanoseconds()
    deadline = time.monotonic() + 30
    while frozen.nanoseconds() == before:
        assert time.monotonic() < deadline


def test_memory_that_is_not_there_is_an_error(busy: subprocess.Popen[str]) -> None:
    assert busy.stdout
    busy.stdout.readline()
    frozen = Frozen(busy.pid)
    with pytest.raises(NotFrozen, match="cannot be reached"):
        frozen.read(1, 8)
    with pytest.raises(NotFrozen, match="cannot be reached"):
        frozen.write(1, b"x")


def test_a_process_that_has_ended_cannot_be_frozen(busy: subprocess.Popen[str]) -> None:
    frozen = Frozen(busy.pid)
    busy.kill()
    with pytest.raises(NotFrozen, match="ended"):
        frozen.stop()
