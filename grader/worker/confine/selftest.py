"""Which layers really work here: they are put on in a forked child that then tries what they should
refuse.

A kernel's version proves nothing: containers, security modules and configurations switch layers
off.
"""

import contextlib
import ctypes
import os
import socket
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from .confinement import NAMES, Confinement

# must never come to be, and cannot where bubblewrap has made all read-only
STRAY = Path("/tmp/grader-selftest")
NULL = Path(os.devnull)  # which anybody may write to
SET_USER, ADMINISTER = 7, 21  # CAP_SETUID, CAP_SYS_ADMIN
NEEDED = {"user": (SET_USER, "CAP_SETUID"), "namespaces": (ADMINISTER, "CAP_SYS_ADMIN")}


@dataclass(frozen=True)
class LayerFinding:
    """Whether a layer works here, and if not why."""

    layer: str
    works: bool
    reason: str = ""


def choose() -> tuple[Confinement, list[LayerFinding]]:
    """All layers that work here, ready to be put on, and a finding for each.

    The process that calls it must have one thread. If network namespaces work it is moved into an
    empty one.
    """
    if sys.platform != "linux":
        return Confinement(), [LayerFinding(name, False, "there is none on this system") for name in NAMES]
    from ..readable import readable
    from . import kernel, landlock, namespaces

    rules, reasons = -1, {name: _missing(name) for name in NAMES}
    if not kernel.SUPPORTED:
        reasons = dict.fromkeys(NAMES, f"no numbers of system calls are known for {os.uname().machine}")
    else:
        try:
            rules = landlock.ruleset(*readable())
        except OSError as error:
            reasons["landlock"] = f"the kernel refuses its rules: {error.strerror}"
    layers = _without(reasons)
    if layers and tried(Confinement(layers, rules)):
        reasons |= {name: tried(Confinement(frozenset({name}), rules)) for name in layers}
        layers = _without(reasons)
        if layers and (reason := tried(Confinement(layers, rules))):
            reasons |= dict.fromkeys(layers, f"it does not work with the others: {reason}")
            layers = frozenset()
    if "namespaces" in layers:
        namespaces.leave_network()
    return Confinement(layers, rules), [LayerFinding(n, n in layers, reasons[n]) for n in NAMES]


def _without(reasons: dict[str, str]) -> frozenset[str]:
    return frozenset(name for name, reason in reasons.items() if not reason)


def _missing(layer: str) -> str:
    """What this process would need for a layer and has not."""
    if layer not in NEEDED:
        return ""
    bit, name = NEEDED[layer]
    with open("/proc/self/status", encoding="ascii") as file:
        held = next((int(line.split()[1], 16) for line in file if line.startswith("CapEff:")), 0)
    return "" if held >> bit & 1 else f"this process has no {name}"


def tried(confinement: Confinement) -> str:
    """Put a confinement on in a child and try what it should refuse: why it is no good, or
    nothing.
    """
    parent, (reading, writing) = os.getpid(), os.pipe()
    try:
        pid = confinement.fork()
    except OSError as error:
        os.close(reading)
        os.close(writing)
        return f"no process can be started in it: {error.strerror}"
    if pid == 0:
        with contextlib.suppress(BaseException):
            os.write(writing, _fault(confinement, parent).encode()[:4000] or b"\0")
        os._exit(0)
    os.close(writing)
    with open(reading, "rb") as pipe:
        told = pipe.read()
    os.waitpid(pid, 0)
    return "" if told == b"\0" else told.decode("utf-8", "replace") or "the process that tried it died"


def _fault(confinement: Confinement, parent: int) -> str:
    torch = find_spec("torch")
    needed = [os.__file__, *([torch.origin] if torch and torch.origin else [])]
    before, after = _attempts(parent)
    try:
        if "namespaces" in confinement.layers:
            from . import namespaces

            namespaces.leave_network()
        for what in _succeeding(before, confinement.layers):
            return f"it does not refuse {what}"
        confinement.enter(memory_mib=1024, cpu_seconds=60, user=0)
    except OSError as error:
        return f"the system refuses it: {error.strerror}"
    try:
        for file in needed:
            with open(file, "rb"):
                pass
        thread = threading.Thread(target=int)
        thread.start()
        thread.join()
    except (OSError, RuntimeError) as error:
        return f"ordinary code fails in it: {error}"
    for what in _succeeding(after, confinement.layers):
        return f"it does not refuse {what}"
    return ""


Attempts = tuple[tuple[str, str, Callable[[], object]], ...]


def _attempts(parent: int) -> tuple[Attempts, Attempts]:
    """What a layer has to refuse, each as layer, words and attempt: what other layers would refuse
    too comes first, and is tried before they are put on.
    """
    before = (
        ("namespaces", "a signal to another process", lambda: os.kill(parent, 0)),
        ("namespaces", "the network", _network),
    )
    after = (
        ("seccomp", "a new process", _fork),
        ("seccomp", "a socket", socket.socket),
        ("seccomp", "debugging", _trace),
        ("seccomp", "a signal to another process", lambda: os.kill(parent, 0)),
        ("seccomp", "a new file", lambda: STRAY.open("w")),
        ("seccomp", "a file open for writing", lambda: NULL.open("w")),
        ("landlock", "reading the grader's own files", Path(__file__).read_bytes),
        ("landlock", "reading the users of this machine", Path("/etc/passwd").read_bytes),
        ("landlock", "listing folders", lambda: os.listdir("/")),
        ("landlock", "a new file", lambda: STRAY.open("w")),
        ("landlock", "a file open for writing", lambda: NULL.open("w")),
        ("user", "becoming root", lambda: os.setuid(0)),
        ("user", "a signal to another process", lambda: os.kill(parent, 0)),
    )
    return before, after


def _succeeding(attempts: Attempts, layers: Iterable[str]) -> Iterable[str]:
    for layer, what, attempt in attempts:
        if layer in layers:
            with contextlib.suppress(OSError):
                attempt()
                STRAY.unlink(missing_ok=True)
                yield what


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)


def _trace() -> None:
    """Ask to be debugged, which needs no other process."""
    if ctypes.CDLL(None, use_errno=True).ptrace(0, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "refused")


def _network() -> None:
    if [name for _, name in socket.if_nameindex()] == ["lo"]:
        raise OSError("nothing but itself")
