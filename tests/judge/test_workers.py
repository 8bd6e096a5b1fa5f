"""Where workers come from: one template for many, which no submission harms, and nothing that is
left of any.
"""

import contextlib
import os
import platform
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from grader.errors import GraderError, MachineError, SubmissionError, WorkerError
from grader.judge import grade
from grader.judge.answers.attempt import Attempt
from grader.judge.sandbox.session import Request, Session
from grader.judge.sandbox.workers import Workers, alone
from grader.limit_settings import LEVELS, Limits
from grader.worker import protocol

from ..conftest import PATIENT, ROOT, bundled, planned
from ..levels import forker, needs, strongest
from ..tiers import first_of_each, whole

LINUX = pytest.mark.skipif(platform.system() != "Linux", reason="looks into /proc")
HOSTILE = {
    "exits": "import os; os._exit(3)",
    "kills itself": "import os; os.kill(os.getpid(), 9); os.abort()",
    "kills its parent": "import os; os.kill(os.getppid() or 1, 9)",
    "kills everything": "import os; os.kill(-1, 9)",
    "crashes": "import ctypes; ctypes.string_at(0)",
    "loops": "while True: pass",
    "sleeps": "import time; time.sleep(60)",
    "stops itself": "import os, signal; os.kill(os.getpid(), signal.SIGSTOP); os.kill(0, signal.SIGSTOP)",
    "holds the interpreter's lock": "7 ** 10 ** 9",
    "ignores signals": "import signal\nfor s in (1, 2, 3, 15): signal.signal(s, signal.SIG_IGN)\nwhile True: pass",
    "forks": "import os\nfor _ in range(20): os.fork()",
    "starts threads": "import threading, time\nwhile True: threading.Thread(target=time.sleep, args=(60,)).start()",
    "takes memory": "import torch\nkept = [torch.ones(1 << 24) for _ in range(1000)]",
    "takes memory by bytes": "kept = [bytearray(1 << 20) for _ in range(100_000)]",
    "recurses": "import sys; sys.setrecursionlimit(10**9)\ndef f(): f()\nf()",
    "closes everything": "import os; os.closerange(0, 100)",
    "floods": "import os\nwhile True: os.write(1, b'x' * 65536)",
    "forges an answer": """
import os
for descriptor in range(3, 20):
    try: os.write(descriptor, b'GRDR' + bytes(60))
    except OSError: pass
""",
    "poisons torch": "import torch, builtins; torch.exp = builtins.len = None; raise SystemExit",
}
DEADLY = ("kills its parent", "kills everything")
DRAWING = "import numpy, random, torch\nprint(torch.rand(1).item(), random.random(), numpy.random.rand())"
HONEST = "import torch\ndef f(x): return torch.exp(x) + len([1])\n"


def honest(session: Session) -> None:
    session.load("f.py", HONEST)
    number = protocol.Tensor(protocol.BY_CODE[3], (1,), protocol.BY_CODE[3].pack([0.0]))
    (answer,) = session.ask(Request(protocol.FORWARD, {"name": "f"}, [number]))
    assert list(answer.dtype.unpack(answer.data)) == [2.0]


def both(session: Session, text: str) -> None:
    session.load("x.py", text)
    honest(session)


def processes() -> set[int]:
    """Everything that descends from this process."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(entry.name)] = int(fields[1])
    found = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))


@LINUX
@pytest.mark.parametrize(
    ("name", "level"), first_of_each(list, [(name, level) for level in LEVELS[::-1] for name in HOSTILE])
)
def test_a_hostile_submission_harms_no_other(name: str, level: str) -> None:
    needs(level)
    if level == "L0" and name in DEADLY:
        pytest.skip("would kill the template, or this test")
    template = strongest()
    # what is still starting would be taken for a stray
    with template.session(Limits(), level) as session:
        honest(session)
    before = processes()
    limits = Limits(seconds=0.7, memory_mib=512, cpu_seconds=5)
    with template.session(limits, level) as session, contextlib.suppress(SubmissionError):
        both(session, HOSTILE[name])
    assert processes() == before
    with template.session(Limits(), level) as session:
        honest(session)
    assert processes() == before


@LINUX
def test_the_same_is_true_of_a_template_that_a_submission_has_killed() -> None:
    with Workers() as template:
        with template.session(Limits(), "L0") as first, template.session(Limits(), "L0") as second:
            first.load("x.py", HONEST)
            second.load("x.py", "")
            with pytest.raises(GraderError) as caught:
                second.load("x.py", HOSTILE["kills its parent"] + "\nimport time; time.sleep(9)")
            assert isinstance(caught.value, WorkerError)
            assert caught.value.code == "E905"
            with pytest.raises(WorkerError, match="E905"):
                honest(first)
        with template.session(Limits()) as session:
            honest(session)


@LINUX
def test_a_template_that_dies_before_the_code_is_loaded_is_replaced() -> None:
    before = processes()
    with Workers() as workers:
        waiting = workers.session(Limits())
        # bubblewrap alone would leave what it has started
        os.killpg(workers._template._process.pid, signal.SIGKILL)
        with waiting as session:
            honest(session)
    assert processes() == before


@LINUX
def test_many_workers_leave_nothing_behind() -> None:
    with Workers() as workers:
        with workers.session(Limits()) as session:
            honest(session)
        before, open_before = processes(), descriptors()
        for _ in range(50):
            with workers.session(Limits()) as session:
                session.load("x.py", "")
        assert processes() == before
        assert descriptors() == open_before
        open_there = os.listdir(f"/proc/{forker(workers)}/fd")
        assert len(open_there) < 10, open_there


@LINUX
def test_what_daemons_an_unconfined_submission_leaves_are_ended_with_it() -> None:
    """At L0 nothing stops a process from leaving its session; it is found as what the template
    inherits.
    """
    before = processes()
    text = """
import os, time
for _ in range(3):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(60)
        os._exit(0)
time.sleep(0.2)
"""
    with Workers() as template:
        with template.session(Limits(), "L0") as session:
            session.load("x.py", text)
            during = processes()
        after = processes()
    assert len(during - after) >= 4  # the worker and what it has left behind
    assert processes() == before


def test_several_threads_may_use_one_template() -> None:
    template = strongest()
    errors: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(5):
                with template.session(Limits()) as session:
                    honest(session)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_no_two_workers_draw_the_same_numbers() -> None:
    drawn = set()
    for _ in range(3):
        with strongest().session(Limits()) as session:
            session.load("x.py", DRAWING)
            drawn |= set(session.printed().split())
    assert len(drawn) == 9


def test_where_nothing_can_be_forked_the_next_worker_is_started_ahead() -> None:
    with Workers(warm=False) as workers:
        for _ in range(2):
            with workers.session(Limits()) as session:
                honest(session)


@pytest.mark.parametrize("warm", [pytest.param(True, marks=whole), False])
def test_a_course_can_refuse_to_grade_below_a_level(warm: bool) -> None:
    with Workers(warm) as workers, workers.session(Limits(require_isolation="L2"), "L0") as session:
        with pytest.raises(MachineError, match=r"E904 .*L0 here, and the course requires L2") as caught:
            session.load("x.py", "print('ran')")
        assert caught.value.who == "machine"
        assert session.printed() == ""


LIMITED = {
    "S111": ("bytearray(600 << 20)", "512 MiB"),
    "S113": ("while True: pass", "1.5 seconds"),
    "S116": ("open('/etc/shadow')", "other files, the network"),
    "S118": ("import threading, time\nwhile True: threading.Thread(target=time.sleep, args=(9,)).start()", "threads"),
    "S119": ("import os\nwhile True: os.write(1, bytes(1 << 16))", "4,194,304 bytes"),
}


@pytest.mark.parametrize("code", LIMITED)
def test_a_limit_says_which_and_how_much(code: str) -> None:
    text, words = LIMITED[code]
    with strongest().session(Limits(seconds=1.5, memory_mib=512)) as session:
        with pytest.raises(SubmissionError, match=words) as caught:
            session.load("x.py", text)
        assert caught.value.code == code, caught.value


@pytest.mark.parametrize("level", [pytest.param(level, marks=[] if level == LEVELS[-1] else whole) for level in LEVELS])
def test_processor_time_is_limited_over_all_calls(level: str) -> None:
    needs(level)
    text = "import time\ndef f():\n    end = time.process_time() + 0.6\n    while time.process_time() < end: pass"
    with strongest().session(Limits(cpu_seconds=2), level) as session:
        session.load("x.py", text)
        with pytest.raises(SubmissionError, match="more than the 2 seconds of CPU time") as caught:
            spend(session)
        assert caught.value.code == "S117"


def spend(session: Session) -> None:
    for _ in range(9):
        try:
            session.ask(Request(protocol.FORWARD, {"name": "f"}))
        except SubmissionError as error:
            if error.code != "S109":  # what it returns is no tensor, and needs not be
                raise


@pytest.mark.parametrize("count", [1, 2])
def test_an_answer_has_a_largest_size_for_all_its_tensors(count: int) -> None:
    """Of which the last byte is one too many, in one tensor or in two."""
    number = protocol.Tensor(protocol.BY_CODE[3], (1,), protocol.BY_CODE[3].pack([0.0]))
    size = protocol.MOST_BYTES // 4 // count + 1
    request = {"name": "f", "differentiable": [True] * count}
    with strongest().session(PATIENT) as session:
        session.load("x.py", f"def f(*x):\n    y = tuple(t.expand({size}) for t in x)\n    return y[1:] and y or y[0]")
        with pytest.raises(SubmissionError, match="268,435,456") as caught:
            session.ask(Request(protocol.BACKWARD, request, [number] * count, count))
        assert caught.value.code == "S120"


@pytest.mark.parametrize("slug", ["adam", pytest.param("softmax", marks=whole)])
def test_a_cold_worker_imports_what_it_needs_when_it_is_confined(slug: str) -> None:
    """As for `grader check`: the first optimizer imports half of torch, after the worker can write
    nothing.
    """
    entry = bundled().entries[slug]
    path = ROOT / "solutions" / entry.topic / f"{slug}.py"
    with alone(PATIENT) as session:
        assert grade.grade(planned(slug, ("float32",)), path, Attempt(session)).passed


def test_a_worker_can_be_started_before_anything_slow_is_loaded() -> None:
    """It imports torch while the judge loads what it needs itself."""
    code = "import grader.judge.sandbox.workers, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & {"torch", "sympy", "flint", "numpy"}
