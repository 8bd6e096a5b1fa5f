"""Examines this machine: the versions that matter, whether workers start, and how well submissions
are isolated.
"""

import importlib.metadata
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from ...about import VERSION
from ...errors import GraderError
from ...limit_settings import Limits
from .bubblewrap import bubblewrap
from .workers import FORKS, alone

PACKAGES = ("torch", "numpy", "sympy", "python-flint")
STOPS = {
    "limits": "endless loops, floods of output, too much memory",
    "seccomp": "new processes, sockets, writing to files, signals to others, debugging",
    "landlock": "reading any file but those of Python and its libraries; writing any",
    "user": "what belongs to the user that grader runs as, and other submissions",
    "namespaces": "seeing other processes and the network; outliving the submission",
    "bubblewrap": "finding any file but those of Python and its libraries; changing any; the network",
}
REMEDIES = {
    "seccomp": "run on 64-bit Linux for x86 or ARM, in a container whose profile allows seccomp filters",
    "landlock": "run on Linux 5.13 or later (6.12 for all it can do), with Landlock among the active security modules",
    "user": "run as root in a container or machine for grading alone, with a Python that every user may read",
    "namespaces": "run as root with CAP_SYS_ADMIN, which containers often take away",
    "bubblewrap": "install bubblewrap (apt install bubblewrap); it needs user namespaces, or root with CAP_SYS_ADMIN, "
    "which containers often take away",
}


@dataclass(frozen=True)
class Layer:
    """One layer of isolation: what it stops, whether it works here, and if not, why and what to
    do.
    """

    name: str
    works: bool
    stops: str
    reason: str = ""
    remedy: str = ""


@dataclass(frozen=True)
class Python:
    """The interpreter: its version and its path."""

    version: str
    executable: str


@dataclass(frozen=True)
class Start:
    """How a worker starts: the error that prevents it, the seconds that it takes, and whether a
    warm template forks it.
    """

    trouble: str
    seconds: float
    warm: bool


@dataclass(frozen=True, kw_only=True)
class Machine:
    """Everything that decides how well grader can judge here. `device` is the accelerator, in
    words.
    """

    python: Python
    system: str
    cores: int
    packages: dict[str, str]
    start: Start
    level: str
    layers: Sequence[Layer]
    device: str


def as_dict(machine: Machine) -> dict[str, Any]:
    """Returns the machine in the shape of its JSON form."""
    return {
        "python": machine.python.version,
        "executable": machine.python.executable,
        "system": machine.system,
        "cores": machine.cores,
        "packages": machine.packages,
        "worker": machine.start.trouble,
        "seconds": machine.start.seconds,
        "warm": machine.start.warm,
        "level": machine.level,
        "layers": [asdict(layer) for layer in machine.layers],
        "device": machine.device,
    }


def examine() -> Machine:
    """Tries everything. This takes a second or two, mostly for importing torch, and a little longer
    with an accelerator.
    """
    started, trouble, accelerator = time.monotonic(), "", ""
    try:
        with alone(Limits()) as session:
            session.load("nothing.py", "")
            accelerator = session.accelerator
    except GraderError as error:
        trouble = str(error)
    seconds = time.monotonic() - started
    device = _tried(accelerator) if accelerator else "none that torch can use"
    wall, reason = bubblewrap(sys.executable)
    command = [*wall, sys.executable, "-P", "-m", "grader.worker.confine"]
    tested = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=60).stdout)
    layers = [Layer("limits", True, STOPS["limits"])]
    for found in (*tested["findings"], {"layer": "bubblewrap", "works": bool(wall), "reason": reason}):
        name, works = found["layer"], found["works"]
        layers.append(Layer(name, works, STOPS[name], found["reason"], "" if works else REMEDIES[name]))
    return Machine(
        python=Python(platform.python_version(), sys.executable),
        system=f"{platform.system()} {platform.release()} {platform.machine()}",
        cores=os.cpu_count() or 1,
        packages={"grader": VERSION, **{name: _version(name) for name in PACKAGES}},
        start=Start(trouble, seconds, FORKS),
        level=tested["level"],
        layers=layers,
        device=device,
    )


def _tried(device: str) -> str:
    """Returns the name of a device and how well a worker is confined there, or the error that
    prevents one from starting.
    """
    try:
        with alone(Limits(seconds=60), device) as session:
            session.load("nothing.py", "")
            return f"{device}, {session.device_name}, isolation {session.isolation}"
    except GraderError as error:
        return f"{device}, {error}"


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "missing"
