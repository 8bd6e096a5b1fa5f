"""bubblewrap around the process that forks workers. It has its own file tree, which holds only what
workers need, read-only. It has no network and no shared memory. It is a wall around the layers with
which a worker confines itself.
"""

import compileall
import os
import site
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ...worker.readable import FILES, PACKAGE, hidden, installed, roots

PROGRAMS = ("/usr/bin/bwrap", "/bin/bwrap", "/usr/local/bin/bwrap")  # anybody can set PATH
# Without a process namespace: the judge knows workers by the ids that it sees itself. Without
# --die-with-parent: the parent would be the thread that started bubblewrap, which may end long
# before the judge.
NAMESPACES = ("--unshare-net", "--unshare-ipc", "--unshare-uts")
TRIAL_SECONDS = 10.0
TRIAL = """
import os, sys
faults = {
    "the grader's files": os.path.exists(sys.argv[1]),
    "the network": os.readlink("/proc/self/ns/net") == sys.argv[2],
    "a file tree that can be written to": os.access("/", os.W_OK),
}
print(*(what for what in faults if faults[what]), sep=", ")
"""


@cache
def bubblewrap(python: str) -> tuple[tuple[str, ...], str]:
    """Returns the words to put before a command of this Python so that it runs in bubblewrap; or
    no words, and the reason why that is impossible.
    """
    if sys.platform != "linux":
        return (), "there is none on this system"
    program = next(filter(os.path.exists, PROGRAMS), "")
    if not program:
        return (), "it is not installed"
    folders = installed()
    for name in ("torch", "numpy"):
        spec = find_spec(name)
        if not spec or not any(Path(spec.origin or "/").is_relative_to(folder) for folder in folders):
            return (), f"{name} is not installed in site-packages or dist-packages"
    compileall.compile_dir(PACKAGE / "worker", quiet=2)  # inside, Python cannot save compiled files
    command = (program, *_arguments(python, folders))
    reason = _tried(command, python)
    return ((), reason) if reason else (command, "")


def _tried(command: tuple[str, ...], python: str) -> str:
    """Returns why bubblewrap does not work here, after a trial run in it; "" if it works."""
    try:
        trial = [*command, python, "-I", "-S", "-c", TRIAL, __file__, os.readlink("/proc/self/ns/net")]
        run = subprocess.run(
            trial, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", timeout=TRIAL_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"it does not run: {error}"
    if run.returncode:
        return f"it does not start: {run.stderr.strip().rpartition(chr(10))[2] or f'status {run.returncode}'}"
    return f"it leaves {left}" if (left := run.stdout.strip()) else ""


def _arguments(python: str, folders: list[Path]) -> Iterator[str]:
    yield from NAMESPACES
    if os.geteuid():
        # Asked for also where bwrap could do without: /proc of the judge then leads nobody in there
        # out again.
        yield "--unshare-user"
    # inside, there are no users
    yield from ("--chdir", "/", "--setenv", "PYTHONUSERBASE", site.getuserbase())
    yield from _shown(python, folders)
    yield from _hidden(folders)
    yield from ("--remount-ro", "/")


def _shown(python: str, folders: list[Path]) -> Iterator[str]:
    """Yields the options that show what Python and torch need, each path under its own name and
    under its name without links.
    """
    libraries = os.environ.get("LD_LIBRARY_PATH", "").split(os.pathsep)
    paths = [Path("/proc"), *map(Path, FILES), Path("/etc/alternatives"), Path(sys.base_prefix, "lib"), *roots(folders)]
    paths += [Path(sys.prefix, "pyvenv.cfg"), Path(python), *map(Path, filter(os.path.isabs, libraries))]
    paths += [Path(__file__).parents[1]]  # grader, which is hidden again but for the worker's part
    there: list[Path] = []
    for path in filter(Path.exists, paths):
        real = path.resolve()
        if not _within(real, there):
            # with all above it open to every user, whatever they are outside
            yield from ("--dir", str(real.parent))
            yield from ("--dev-bind" if real.is_relative_to("/dev") else "--ro-bind", str(real), str(real))
            there.append(real)
        if not _within(path, there):
            yield from ("--dir", str(path.parent), "--symlink", str(real), str(path))
            there.append(path)
    yield from ("--symlink", "/proc/self/fd", "/dev/fd")


def _hidden(folders: list[Path]) -> Iterator[str]:
    """Yields the options that hide private folders, then show what the worker imports of grader."""
    covered = sorted(path for path in hidden(folders) if path.exists())
    for path in covered:
        yield from ("--tmpfs", str(path)) if path.is_dir() else ("--ro-bind", "/dev/null", str(path))
    for path in (PACKAGE / "worker", PACKAGE / "__pycache__", *PACKAGE.glob("*.py")):
        if path.exists():
            yield from ("--ro-bind", str(path), str(path))
    for path in filter(Path.is_dir, covered):
        yield from ("--remount-ro", str(path))


def _within(path: Path, folders: list[Path]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)
