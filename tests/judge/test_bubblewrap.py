"""bubblewrap around the template: what it hides without any layer within, and that all goes on
where it fails.
"""

import json
import os
import platform
import signal
import socket
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.judge import grade
from grader.judge.answers.attempt import Attempt
from grader.judge.sandbox import bubblewrap as wall
from grader.judge.sandbox.workers import Workers
from grader.limit_settings import LEVELS, Limits

from ..conftest import ROOT, bundled, planned
from ..levels import SYSTEM_PYTHON, bare, forker, needs, strongest
from ..tiers import first_of_each, whole
from .test_workers import HONEST, honest, processes

pytestmark = pytest.mark.skipif(platform.system() != "Linux", reason="there is no bubblewrap elsewhere")
NOBODY = 65534
LOOKING = """
import json, os, socket

def tried(attempt):
    try:
        return bool(eval(attempt))
    except OSError:
        return False

print(json.dumps({name: tried(attempt) for name, attempt in ATTEMPTS.items()}))
"""
HIDDEN = {
    "the canary": "open(CANARY).read()",
    "the canary by way of the judge": "open(f'/proc/{JUDGE}/root{CANARY}').read()",
    "the canary by way of the template": "open(f'/proc/{FORKER}/root{CANARY}').read()",
    "the canary by way of the judge's folder": "os.listdir(f'/proc/{JUDGE}/cwd/')",
    "a solution": "open(f'{ROOT}/solutions/activations/sigmoid.py').read()",
    "a plugin": "open(f'{ROOT}/plugins/activations/sigmoid.py').read()",
    "an exercise": "os.listdir(f'{ROOT}/exercises')",
    "a test": "os.listdir(f'{ROOT}/tests')",
    "the judge": "open(f'{ROOT}/grader/judge/grade.py').read()",
    "the reference": "os.listdir(f'{ROOT}/grader/reference')",
    "the users of this machine": "open('/etc/passwd').read()",
    "a program": "open('/usr/bin/env', 'rb').read()",
    "a port of this machine": "socket.create_connection(('127.0.0.1', PORT), 5).send(b'x')",
}
UNCHANGED = {
    "a new file": "open('/new', 'w').write('x')",
    "a new file in /tmp": "open('/tmp/grader-stray', 'w').write('x')",
    "shared memory": "open('/dev/shm/grader-stray', 'w').write('x')",
    "a new file in the grader": "open(f'{ROOT}/grader/new.py', 'w').write('x')",
    "the worker's own code": "open(f'{ROOT}/grader/worker/new.py', 'w').write('x')",
    "torch": "open(os.path.dirname(__import__('torch').__file__) + '/new.py', 'w').write('x')",
    "Python": "open(os.path.dirname(os.__file__) + '/new.py', 'w').write('x')",
}
# A judge in a container that refuses some system calls, which tries what is to be tried in a worker
# of its own.
CONTAINER = """
import ctypes, errno, struct, sys
from grader.worker.confine import kernel, seccomp
level, source, numbers = sys.argv[1], sys.argv[2], map(int, sys.argv[3:])
steps = [seccomp._step(seccomp.LOAD, 0)]
for number in numbers:
    steps += [seccomp._step(seccomp.EQUAL, number, 0, 1), seccomp._step(seccomp.RETURN, seccomp.REFUSE | errno.EPERM)]
code = ctypes.create_string_buffer(b"".join([*steps, seccomp._step(seccomp.RETURN, seccomp.ALLOW)]))
kernel.control(kernel.SET_NO_NEW_PRIVILEGES, 1)
kernel.control(22, 2, struct.pack("@HP", len(steps) + 1, ctypes.addressof(code)))

from grader.limit_settings import Limits
from grader.judge.sandbox.workers import Workers
with Workers() as workers, workers.session(Limits(seconds=30), level) as session:
    session.load("x.py", source)
    print(session.isolation, session.walled, session.printed())
"""
NOBODYS = """
import os
from grader.limit_settings import Limits
from grader.judge.speed.frozen import Frozen
from grader.judge.sandbox.workers import Workers
source = '''
import ctypes
kept = ctypes.create_string_buffer(b"before")
print(ctypes.addressof(kept))
def f(): raise ValueError(kept.value)
'''
with Workers(warm=False) as workers, workers.session(Limits(), "L0") as looking, workers.session(Limits()) as session:
    looking.load("x.py", f"import os; print(os.path.exists('/proc/{os.getpid()}/root/etc/passwd'))")
    session.load("x.py", source)
    worker, address = Frozen(session.pid), int(session.printed())
    worker.stop()
    assert worker.read(address, 6) == b"before"
    worker.write(address, b"after!")
    assert worker.read(address, 6) == b"after!"
    assert worker.nanoseconds() > 0 and worker.peak() > 0
    worker.go()
    print(session.isolation, session.walled, looking.printed())
"""


@pytest.fixture(scope="module")
def walled() -> Workers:
    """A template in bubblewrap, which every test with it needs."""
    if not strongest()._template.walled:
        pytest.skip(f"bubblewrap does not work here: {wall.bubblewrap(sys.executable)[1]}")
    return strongest()


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Where bubblewrap is looked for can be changed by a test, and what was found is forgotten
    before and after it.
    """
    wall.bubblewrap.cache_clear()
    yield monkeypatch
    wall.bubblewrap.cache_clear()


def looked(workers: Workers, attempts: dict[str, str], canary: Path, port: int = 0, level: str = "L0") -> set[str]:
    """Which attempts of a submission succeed."""
    names = {"JUDGE": os.getpid(), "FORKER": forker(workers), "ROOT": str(ROOT), "CANARY": str(canary), "PORT": port}
    told = [f"{name} = {value!r}" for name, value in (names | {"ATTEMPTS": attempts}).items()]
    with workers.session(Limits(), level) as session:
        session.load("x.py", "\n".join([*told, LOOKING]))
        return {name for name, succeeded in json.loads(session.printed()).items() if succeeded}


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    path = tmp_path / "canary"
    path.write_text("sing", encoding="utf-8")
    return path


@pytest.fixture
def port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_the_wall_alone_hides_the_answers_and_the_network(walled: Workers, canary: Path, port: int) -> None:
    """At L0, where no layer hides anything."""
    assert looked(walled, HIDDEN, canary, port) == set()
    # privilege stops these too
    others = {"a port of this machine", *(name for name in HIDDEN if "by way of" in name)}
    assert looked(bare(), HIDDEN, canary, port) >= {*HIDDEN} - others


def test_the_wall_alone_keeps_what_is_there_as_it_is(walled: Workers, canary: Path) -> None:
    assert looked(walled, UNCHANGED, canary) == set()
    if os.geteuid() == 0:
        harmless = {name: UNCHANGED[name] for name in ("a new file in /tmp", "shared memory")}
        assert looked(bare(), harmless, canary) == {*harmless}
        for stray in ("/tmp/grader-stray", "/dev/shm/grader-stray"):
            os.unlink(stray)


def test_within_no_route_leads_anywhere(walled: Workers) -> None:
    with walled.session(Limits(), "L0") as session:
        # below the headings
        session.load("x.py", "print(open('/proc/self/net/route').readlines()[1:])")
        assert session.printed() == "[]\n"


@pytest.mark.parametrize(
    ("slug", "level"), first_of_each(list, [(slug, level) for slug in ("sigmoid", "adam") for level in LEVELS])
)
def test_honest_submissions_pass_within_at_every_level(walled: Workers, slug: str, level: str) -> None:
    needs(level)
    entry = bundled().entries[slug]
    path = ROOT / "solutions" / entry.topic / f"{slug}.py"
    with walled.session(Limits(seconds=30), level) as session:
        report = grade.grade(planned(slug, ("float32",)), path, Attempt(session))
    assert report.passed
    assert report.run.environment["isolation"] == f"{level} in bubblewrap"
    assert session.isolation == level


def calls(*names: str) -> list[str]:
    numbers = {"mount": (165, 40), "landlock_create_ruleset": (444, 444)}
    return [str(numbers[name][platform.machine() == "aarch64"]) for name in names]


def contained(source: str, *refused: str) -> list[str]:
    """Level, walled and what is printed by a submission in a container that refuses system
    calls.
    """
    command = [sys.executable, "-P", "-c", CONTAINER, "L3", source, *calls(*refused)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    return run.stdout.split()


def test_where_there_is_seccomp_but_no_landlock_answers_are_hidden(walled: Workers, canary: Path) -> None:
    files = [str(canary), f"{ROOT}/solutions/activations/sigmoid.py", f"{ROOT}/plugins/activations/sigmoid.py"]
    source = f"import os; print(*map(os.path.exists, {files})); open({os.__file__!r}).close()"
    assert contained(source, "landlock_create_ruleset") == ["L0", "True", "False", "False", "False"]
    assert contained(source, "landlock_create_ruleset", "mount") == ["L0", "False", "True", "True", "True"]


@pytest.mark.parametrize("killed", ["bubblewrap", pytest.param("template", marks=whole)])
def test_a_template_in_bubblewrap_that_is_killed_is_replaced(walled: Workers, killed: str) -> None:
    before = processes()
    with Workers() as workers:
        with workers.session(Limits(), "L0") as session:
            honest(session)
            first = workers._template._process.pid, forker(workers)
            os.kill(first[killed == "template"], signal.SIGKILL)
        with workers.session(Limits()) as session:
            honest(session)
            assert session.walled
        assert workers._template._process.pid != first[0]
        assert not [pid for pid in first if alive(pid)]
    assert processes() == before


def alive(pid: int) -> bool:
    """Whether a process still runs, or does so in a second from now; whoever inherits it has to
    reap it.
    """
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
        except OSError:
            return False
        if state in "ZX":
            return False
        time.sleep(0.01)
    return True


def test_a_judge_that_is_killed_leaves_nothing(walled: Workers) -> None:
    code = f"""
import os
from grader.limit_settings import Limits
from grader.judge.sandbox.workers import Workers
workers = Workers(warm=False)
session = workers.session(Limits(), "L0")
session.load("x.py", {HONEST!r})
pid = workers._template._process.pid
print(pid, open(f"/proc/{{pid}}/task/{{pid}}/children").read(), session.pid, flush=True)
os.kill(os.getpid(), 9)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    left = list(map(int, run.stdout.split()))
    assert len(left) == 3, run.stderr
    assert not [pid for pid in left if alive(pid)]


FAKES = {
    "fails": ("#!/bin/sh\necho first >&2; echo bwrap: no permissions >&2; exit 1\n", "does not start: bwrap: no perm"),
    "hangs": ("#!/bin/sh\nexec sleep 60\n", "does not run"),
    "no program": ("", "does not run"),
    "no wall": (
        '#!/bin/sh\nwhile [ "$1" != -I ]; do python="$1"; shift; done\nexec "$python" "$@"\n',
        "leaves the grader's files",
    ),
}


@pytest.mark.parametrize("fake", [pytest.param(fake, marks=[] if fake == "no wall" else whole) for fake in FAKES])
def test_one_that_does_not_work_is_not_used(fake: str, tmp_path: Path, programs: pytest.MonkeyPatch) -> None:
    program, (text, reason) = tmp_path / "bwrap", FAKES[fake]
    program.write_text(text, encoding="utf-8")
    program.chmod(0o755)
    programs.setattr(wall, "PROGRAMS", (str(program),))
    programs.setattr(wall, "TRIAL_SECONDS", 1.0)
    before = processes()
    assert reason in wall.bubblewrap(sys.executable)[1]
    with Workers(warm=False) as workers, workers.session(Limits()) as session:
        honest(session)
        assert not session.walled
    assert processes() == before


def test_one_that_is_missing_is_said_to_be(programs: pytest.MonkeyPatch) -> None:
    programs.setattr(wall, "PROGRAMS", ())
    assert wall.bubblewrap(sys.executable) == ((), "it is not installed")


def test_path_is_not_searched(tmp_path: Path, programs: pytest.MonkeyPatch) -> None:
    (tmp_path / "bwrap").touch(0o755)
    programs.setenv("PATH", str(tmp_path))
    assert str(tmp_path) not in " ".join(wall.bubblewrap(sys.executable)[0])


def test_a_torch_of_ones_own_is_not_lost(tmp_path: Path, programs: pytest.MonkeyPatch) -> None:
    """What lies elsewhere than installed packages would be missing inside."""
    (tmp_path / "numpy.py").touch()
    programs.syspath_prepend(tmp_path)
    programs.delitem(sys.modules, "numpy", raising=False)
    assert wall.bubblewrap(sys.executable)[1].startswith(("numpy is not installed", "it is not installed"))


def test_an_accelerator_is_left_outside(walled: Workers) -> None:
    """Its driver needs files of devices, which there are not inside."""
    with Workers(device="cuda") as workers:
        assert not workers._template.walled


def test_without_privilege_the_judge_reaches_the_worker_and_not_the_other_way_round(walled: Workers) -> None:
    """Where the judge's user is nobody bubblewrap has a user namespace of its own; the clock
    reaches into it.
    """
    if os.geteuid() or not Path(SYSTEM_PYTHON).exists():
        pytest.skip("takes root to become nobody, and a Python that nobody may run")
    run = subprocess.run(
        [SYSTEM_PYTHON, "-B", "-c", NOBODYS],
        env={"PATH": os.defpath, "PYTHONPATH": os.pathsep.join((str(ROOT), sysconfig.get_path("purelib")))},
        cwd="/",
        user=NOBODY,
        group=NOBODY,
        extra_groups=[],
        capture_output=True,
        text=True,
        timeout=120,
    )
    if "ModuleNotFoundError: No module named 'grader'" in run.stderr:
        pytest.skip("nobody may not read this checkout")
    assert run.returncode == 0, run.stderr
    level, inside, reached = run.stdout.split()
    if inside == "False":
        pytest.skip("users cannot start bubblewrap here")
    assert level <= "L1"
    assert reached == "False"
