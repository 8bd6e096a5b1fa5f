"""What a submission can do at each level: what it must not is refused, and what torch needs
works.
"""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest

from grader.errors import SubmissionError
from grader.judge.sandbox.session import Session
from grader.limit_settings import LEVELS, Limits
from grader.worker.confine import LEVELS as LAYERS
from grader.worker.confine import NAMES, kernel

from ..conftest import ROOT
from ..levels import bare, needs, python, strongest

pytestmark = pytest.mark.skipif(platform.system() != "Linux", reason="only Linux has these layers")
CONFINED = LEVELS[1:]

ATTEMPTS = {
    "fork": "os.fork() or os._exit(0)",
    "run a program": "subprocess.run(['/bin/true'])",
    "exec": "os.execv('/bin/true', ['true'])",
    "spawn": "os.posix_spawn('/bin/true', ['true'], {})",
    "TCP": "socket.socket()",
    "UDP": "socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
    "Unix socket": "socket.socket(socket.AF_UNIX)",
    "netlink": "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
    "socket pair": "socket.socketpair()",
    "signal the template": "os.kill(PARENT, 0)",
    "signal the judge": "os.kill(JUDGE, 0)",
    "signal everyone": "os.kill(-1, 0)",
    "read the judge": "open(f'/proc/{JUDGE}/maps').read()",
    "read the environment": "open(f'/proc/{JUDGE}/environ').read()",
    "read a solution": "open(f'{ROOT}/solutions/activations/sigmoid.py').read()",
    "read a plugin": "open(f'{ROOT}/plugins/activations/sigmoid.py').read()",
    "read a test": "open(f'{ROOT}/tests/conftest.py').read()",
    "read the grader": "open(f'{ROOT}/grader/judge/grade.py').read()",
    "import a plugin": "__import__('grader_plugins.activations.sigmoid')",
    "read the canary": "open(CANARY).read()",
    "list home": "os.listdir(os.path.dirname(CANARY))",
    "users": "open('/etc/passwd').read()",
    "write the canary": "open(CANARY, 'a').close()",
    "remove the canary": "os.remove(CANARY)",
    "write a new file": "open('/tmp/grader-stray', 'w').close()",
    "write shared memory": "open('/dev/shm/grader-stray', 'w').close()",
    "memory file": "os.memfd_create('x')",
    "pipe": "os.pipe()",
    "make a folder": "os.mkdir('/tmp/grader-stray')",
    "link": "os.symlink('/etc/passwd', '/tmp/grader-stray')",
    "change owner": "os.chown(CANARY, 0, 0)",
    "change mode": "os.chmod(CANARY, 0o777)",
    "debug": "call('ptrace', 16, PARENT, 0, 0)",
    "read memory": "call('process_vm_readv', JUDGE, 0, 0, 0, 0, 0)",
    "pidfd": "os.pidfd_open(PARENT)",
    "keys": "number(250, 0, -3, 0)",
    "namespaces": "call('unshare', 0x10000000)",
    "mount": "call('mount', 0, b'/tmp', b'tmpfs', 0, 0)",
    "become root": "os.setuid(0)",
    "raise limits": "resource.setrlimit(resource.RLIMIT_NOFILE, (9999, 9999))",
    "be nicer": "os.nice(-5)",
    "set the clock": "time.clock_settime(time.CLOCK_REALTIME, 0)",
    "shared memory": "call('shmget', 0, 4096, 0o1600)",
    "message queue": "call('msgget', 0, 0o1600)",
    "chroot": "os.chroot('/tmp')",
}
HARMLESS = (
    "fork",
    "TCP",
    "socket pair",
    "signal the template",
    "read a solution",
    "read a plugin",
    "users",
    "pipe",
    "read the canary",
    "list home",
    "write the canary",
    "memory file",
    "read the grader",
    "write shared memory",
)
STRAYS = (Path("/tmp/grader-stray"), Path("/dev/shm/grader-stray"))
PRELUDE = """
import ctypes, json, os, resource, socket, subprocess, time

def call(name, *arguments):
    result = getattr(ctypes.CDLL(None, use_errno=True), name)(*arguments)
    if result == -1:
        raise OSError(ctypes.get_errno(), name)
    return result

def number(n, *arguments):
    return call('syscall', n, *arguments)

def tried(attempt):
    try:
        exec(attempt, globals())
    except (OSError, ImportError, ValueError) as error:
        return f'refused: {type(error).__name__}'
    return 'done'
"""

SABOTAGE = """
import sys
from grader.worker import readable
from grader.worker.confine import confinement, identity, landlock, namespaces, seccomp, selftest
missing = sys.argv[1]
rules = landlock.ruleset(*readable.readable())
nothing = lambda *_: None
identity.become = seccomp.install = nothing
landlock.restrict = nothing
if missing == "namespaces":
    import os
    namespaces.fork, namespaces.leave_network = os.fork, nothing
print(selftest._missing(missing) or selftest.tried(confinement.Confinement(frozenset({missing}), rules)))
"""


CONTAINER = """
import errno, struct, sys, ctypes
from grader.worker.confine import identity, kernel, seccomp
steps = [seccomp._step(seccomp.LOAD, 0)]
for number in map(int, sys.argv[2:]):
    steps += [seccomp._step(seccomp.EQUAL, number, 0, 1), seccomp._step(seccomp.RETURN, seccomp.REFUSE | errno.EPERM)]
steps.append(seccomp._step(seccomp.RETURN, seccomp.ALLOW))
code = ctypes.create_string_buffer(b"".join(steps))
kernel.control(kernel.SET_NO_NEW_PRIVILEGES, 1)
kernel.control(22, 2, struct.pack("@HP", len(steps), ctypes.addressof(code)))
import runpy
runpy.run_module("grader.worker.confine", run_name="__main__")
"""


@pytest.fixture(params=CONFINED)
def level(request: pytest.FixtureRequest) -> str:
    needs(request.param)
    return str(request.param)


@pytest.fixture(params=[strongest, bare], ids=["in bubblewrap", "alone"])
def session(request: pytest.FixtureRequest, level: str) -> Iterator[Session]:
    with request.param().session(Limits(), level) as session:
        yield session
        assert session.isolation == level


def outcomes(session: Session, attempts: Mapping[str, str], canary: Path) -> dict[str, str]:
    names = {"JUDGE": os.getpid(), "PARENT": f"os.getppid() or {os.getpid()}", "ROOT": repr(str(ROOT))}
    names["CANARY"] = repr(str(canary))
    lines = [PRELUDE, *(f"{name} = {value}" for name, value in names.items()), f"ATTEMPTS = {attempts!r}"]
    lines.append("print(json.dumps({name: tried(code) for name, code in ATTEMPTS.items()}))")
    session.load("x.py", "\n".join(lines))
    found = json.loads(session.printed())
    assert isinstance(found, dict)
    return found


def test_what_a_submission_must_not_do_is_refused(session: Session, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    canary.write_text("sing", encoding="utf-8")
    results = outcomes(session, ATTEMPTS, canary)
    assert {name for name, result in results.items() if not result.startswith("refused")} == set()
    assert canary.read_text(encoding="utf-8") == "sing"
    assert not [stray for stray in STRAYS if stray.exists()]


def test_without_a_layer_the_attempts_succeed(tmp_path: Path) -> None:
    (tmp_path / "canary").touch()
    with bare().session(Limits(), "L0") as session:
        results = outcomes(session, {name: ATTEMPTS[name] for name in HARMLESS}, tmp_path / "canary")
    assert {name for name, result in results.items() if result != "done"} == set()
    STRAYS[1].unlink()


def test_a_killed_call_of_the_other_abi_ends_the_worker(session: Session) -> None:
    if platform.machine() != "x86_64":
        pytest.skip("only x86-64 has another ABI")
    with pytest.raises(SubmissionError, match=r"S112 .*signal 31"):
        session.load("x.py", PRELUDE + "number(0x40000000 + 39)\n")


def test_a_submission_finds_no_environment_and_no_open_file(session: Session) -> None:
    text = """
import os
from grader.worker.surroundings import ENVIRONMENT
assert dict(os.environ) == ENVIRONMENT, os.environ
open_ones = []
for descriptor in range(100):
    try:
        os.fstat(descriptor)
        open_ones.append(descriptor)
    except OSError:
        pass
print(len(open_ones))
"""
    session.load("x.py", text)
    assert session.printed() == "4\n"  # stdin, stdout, stderr, the connection


LIBRARIES = {
    "matplotlib": "import matplotlib.pyplot as p; p.plot([1, 2]); p.savefig(__import__('io').BytesIO()); p.show()",
    "pandas": "import pandas; pandas.DataFrame({'x': [1.0]}).describe()",
    "scipy": "import scipy.stats; scipy.stats.norm.pdf(0)",
    "seaborn": "import seaborn; seaborn.lineplot(x=[1, 2], y=[3, 4])",
    "sklearn": "import sklearn.linear_model",
    "tqdm": "import tqdm; list(tqdm.tqdm(range(3)))",
    "torch": "import torch; torch.compile(torch.nn.Linear(2, 2))(torch.ones(2))",
}


INSTALLED = [
    pytest.param(name, marks=pytest.mark.skipif(find_spec(name) is None, reason=f"{name} is not installed"))
    for name in LIBRARIES
]


@pytest.mark.parametrize("name", INSTALLED)
def test_a_library_that_would_keep_a_cache_goes_on_without_one(session: Session, name: str) -> None:
    session.load("x.py", LIBRARIES[name])
    assert "cache" not in session.printed()


WRITING = {
    "a file": "open('x.txt', 'w')",
    "a folder": "import os; os.makedirs('figures', exist_ok=True)",
    "a log": "import logging; logging.basicConfig(filename='x.log')",
    "an array": "import numpy; numpy.save('x.npy', numpy.zeros(3))",
    "a temporary file": "import tempfile; tempfile.NamedTemporaryFile()",
    "in a temporary folder": "import tempfile; open(tempfile.mkdtemp() + '/x', 'w')",
}


@pytest.mark.parametrize("what", WRITING)
def test_who_writes_is_told_that_this_is_what_is_not_allowed(session: Session, what: str) -> None:
    with pytest.raises(SubmissionError, match=r"S116 .*cannot write files"):
        session.load("x.py", WRITING[what])


def test_a_tensor_that_is_saved_is_a_file(session: Session) -> None:
    with pytest.raises(SubmissionError, match=r"S116 .*other files"):
        session.load("x.py", "import torch; torch.save(torch.ones(2), 'x.pt')")


@pytest.mark.parametrize(
    "end", ["import os; os._exit(0)", "import os; os.abort()", "import ctypes; ctypes.string_at(0)"]
)
def test_a_worker_that_ends_itself_is_a_failed_submission(session: Session, end: str) -> None:
    with pytest.raises(SubmissionError, match="S112"):
        session.load("x.py", end)


def test_the_layers_of_this_machine_are_found_by_trying() -> None:
    """In a process of its own: the self-test moves the one that runs it into an empty network."""
    run = subprocess.run([sys.executable, "-m", "grader.worker.confine"], capture_output=True, check=True, timeout=60)
    told = json.loads(run.stdout)
    assert [f["layer"] for f in told["findings"]] == list(NAMES)
    assert all(bool(f["reason"]) != f["works"] for f in told["findings"])
    works = {f["layer"] for f in told["findings"] if f["works"]}
    assert told["level"] == max(level for level, layers in LAYERS.items() if layers <= works)


@pytest.mark.parametrize("missing", NAMES)
def test_a_layer_that_does_nothing_is_found_out(missing: str) -> None:
    """Each layer's step is made to do nothing; the self-test of that layer must say what is still
    possible.
    """
    run = subprocess.run([sys.executable, "-c", SABOTAGE, missing], capture_output=True, text=True, timeout=60)
    assert "does not refuse" in run.stdout or "no CAP" in run.stdout, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("refused", "lost", "highest"),
    [(("unshare",), {"namespaces"}, "L2"), (("landlock_create_ruleset", "unshare"), {"landlock", "namespaces"}, "L0")],
    ids=("no namespaces", "no Landlock either"),
)
def test_in_a_container_that_refuses_calls_the_rest_is_kept(
    refused: tuple[str, ...], lost: set[str], highest: str
) -> None:
    _, executable, environment = python()
    numbers = [str(kernel._NUMBERS[name][kernel._COLUMN]) for name in refused]
    command = [executable, "-P", "-c", CONTAINER, "--", *numbers]
    run = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    here = LAYERS[python()[0]]
    assert {f["layer"] for f in told["findings"] if f["works"]} >= here - lost
    assert not {f["layer"] for f in told["findings"] if f["works"]} & lost
    assert told["level"] == min(highest, python()[0])
