"""The worker process: it ends with its session, holds to its limits, and its failures are not the
student's.
"""

import os
import sys
import time
from pathlib import Path

import pytest

from grader.errors import SubmissionError, WorkerError
from grader.judge.sandbox.session import Request
from grader.judge.sandbox.workers import Workers, alone
from grader.limit_settings import Limits
from grader.report.harmless import harmless
from grader.worker import protocol

from ..conftest import workers


def not_used(_: str) -> tuple[tuple[str, ...], str]:
    """Instead of bubblewrap, in which a torch that this process does not know is missing."""
    return (), "there is another torch"


def test_a_missing_torch_is_not_the_students_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr("grader.judge.sandbox.template.bubblewrap", not_used)
    with open(os.path.join(str(tmp_path), "torch.py"), "w", encoding="utf-8") as file:
        file.write("raise ImportError('no torch here')\n")
    with alone(Limits()) as worker, pytest.raises(WorkerError, match="no torch here") as caught:
        worker.load("x.py", "")
    assert caught.value.code == "E902"


def test_a_worker_that_does_not_start_says_what_it_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with alone(Limits()) as worker, pytest.raises(WorkerError, match="did not start"):
        worker.load("x.py", "")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has warm templates")
def test_a_template_that_would_fork_with_threads_refuses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr("grader.judge.sandbox.template.bubblewrap", not_used)
    package = tmp_path / "torch"
    package.mkdir()
    text = "import threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n"
    (package / "__init__.py").write_text(text, encoding="utf-8")
    refused = pytest.raises(WorkerError, match="importing torch has started threads: there are 2")
    with Workers() as threaded, threaded.session(Limits()) as worker, refused as caught:
        worker.load("x.py", "")
    assert caught.value.code == "E902"


def test_the_environment_is_not_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "swordfish")
    text = "import os\nassert 'SECRET_TOKEN' not in os.environ, 'leaked'\n"
    with workers().session(Limits()) as worker:
        worker.load("x.py", text)


def test_nothing_survives_the_session() -> None:
    text = "import os, time\nif os.fork() == 0:\n    time.sleep(60)\nprint(os.getpgid(0))\n"
    with workers().session(Limits(), "L0") as worker:
        worker.load("x.py", text)
        group = int(worker.printed().split()[-1])
        os.killpg(group, 0)
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("the worker's processes are still there")


@pytest.mark.parametrize(
    "record", ["['x' * 101]", "['two words']", "['']", "[1]", "'text'", "[str(n) for n in range(1001)]"]
)
def test_a_record_that_no_worker_writes_is_refused(record: str) -> None:
    text = f"""
import torch
from grader.worker.recorder import Recorder

Recorder.fresh = lambda self: {record}

def f():
    return torch.zeros(1)
"""
    with workers().session(Limits()) as worker:
        worker.load("x.py", text)
        with pytest.raises(SubmissionError, match="a record that") as caught:
            worker.ask(Request(protocol.FORWARD, {"name": "f"}))
        assert caught.value.code == "S114"
        assert not worker.alive


def test_the_record_is_of_one_submission() -> None:
    with workers().session(Limits()) as worker:
        worker.load("x.py", "import torch\ndef f(): return torch.exp(torch.zeros(1))")
        worker.ask(Request(protocol.FORWARD, {"name": "f"}))
        assert "torch.exp" in worker.called
        worker.load("y.py", "")
        assert not worker.called


def test_a_finished_worker_is_noticed_and_its_time_limit_kept() -> None:
    with workers().session(Limits(seconds=1)) as worker:
        worker.load("x.py", "def f():\n    while True: pass\n")
        started = time.monotonic()
        with pytest.raises(SubmissionError, match="within 1 seconds") as caught:
            worker.ask(Request(protocol.FORWARD, {"name": "f"}))
        assert caught.value.code == "S113"
        assert time.monotonic() - started < 5
        assert not worker.alive


def test_all_answers_together_have_a_limit() -> None:
    """A submission that dawdles below the limit of each answer."""
    text = "import time, torch\ndef f():\n    time.sleep(0.27)\n    return torch.zeros(1)\n"
    with workers().session(Limits(seconds=5, total_seconds=1)) as worker:
        worker.load("x.py", text)
        for _ in range(3):
            worker.ask(Request(protocol.FORWARD, {"name": "f"}))
        with pytest.raises(SubmissionError, match="more than 1 seconds for all answers together") as caught:
            worker.ask(Request(protocol.FORWARD, {"name": "f"}))
        assert caught.value.code == "S113"
        assert not worker.alive


def test_what_is_printed_is_kept_to_a_megabyte_and_made_harmless() -> None:
    text = "for _ in range(100): print('\\x1b[31m' + 'x' * 100_000)\n"
    with workers().session(Limits()) as worker:
        worker.load("x.py", text)
        printed = worker.printed()
    kept, _, note = printed.rpartition("\n[")
    assert 1 << 19 < len(kept) <= 1 << 20
    assert note == "only the first 1,048,576 bytes that are printed are kept]\n"
    assert "\x1b" not in printed


def test_reading_what_was_printed_moves_nothing() -> None:
    with workers().session(Limits()) as worker:
        worker.load("x.py", "print('first')")
        assert worker.printed() == "first\n"
        worker.load("x.py", "print('second')")
        assert worker.printed() == "first\nsecond\n"


def test_the_worker_knows_no_truth() -> None:
    text = "import sys\nprint(sorted(m for m in sys.modules if m.startswith('grader')))\n"
    with workers().session(Limits()) as worker:
        worker.load("x.py", text)
        loaded = worker.printed()
    assert "grader.worker.evaluate" in loaded
    for forbidden in ("grader.reference", "grader.judge", "grader_plugins"):
        assert forbidden not in loaded


def test_harmless_text_keeps_what_people_read() -> None:
    assert harmless("naïve 数学\n\tx") == "naïve 数学\n\tx"
    assert harmless("a\x1b[2Jb\u202ec\r") == "a\ufffd[2Jb\ufffdc\ufffd"
    assert harmless("a\u2028b\u2029c") == "a\ufffdb\ufffdc"
