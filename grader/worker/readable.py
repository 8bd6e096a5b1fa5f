"""What a submission may read: Python, torch and the libraries they load, and no file with an answer
in it.
"""

import contextlib
import sys
import sysconfig
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt/conda/lib")
FILES = ("/etc/ld.so.cache", "/dev/null", "/dev/zero", "/dev/urandom", "/proc/cpuinfo", "/sys/devices/system/cpu")
PACKAGE = Path(__file__).resolve().parents[1]  # grader itself
INSTALLED = ("site-packages", "dist-packages")
# What torch imports, some of it only when the first optimizer is made: wherever it is installed.
PACKAGES = ("torch", "numpy", "sympy", "mpmath", "flint")


def readable() -> tuple[list[Path], list[Path]]:
    """The paths whose content may be read, and the folders, with all below, that may be listed."""
    folders = installed()
    secret = hidden(folders)
    allowed = dict.fromkeys(path for root in roots(folders) for path in around(root.resolve(), secret))
    return [*allowed, *map(Path, FILES)], folders


def installed() -> list[Path]:
    """The folders of installed packages."""
    return [Path(p) for p in sys.path if Path(p).name in INSTALLED and Path(p).is_dir()]


def roots(folders: list[Path]) -> list[Path]:
    """What may be read, apart from what is hidden in it."""
    found = [Path(p) for p in (*LIBRARIES, sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"))]
    found += folders
    for spec in filter(None, map(find_spec, PACKAGES)):
        places = [Path(p) for p in spec.submodule_search_locations or ()]
        found += [place for place in places if not any(place.is_relative_to(folder) for folder in folders)]
    return [path for path in found if path.is_dir()]


def hidden(folders: list[Path]) -> set[Path]:
    """What may not be read, wherever it lies."""
    return {PACKAGE, *plugins(folders)}


def around(root: Path, secret: set[Path]) -> Iterator[Path]:
    """The largest paths that together are all of `root` but what is hidden."""
    if not any(path.is_relative_to(root) for path in secret):
        if not any(root.is_relative_to(path) for path in secret):
            yield root
        return
    with contextlib.suppress(OSError):
        for child in sorted(root.iterdir()):
            if not child.is_symlink():  # what it leads to has to be readable by itself
                yield from around(child, secret)


def plugins(folders: list[Path]) -> Iterator[Path]:
    """Packages and modules that bring exercises, and with them the right answers."""
    for folder in folders:
        for file in folder.glob("*.dist-info/entry_points.txt"):
            section = ""
            for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
                section = line.strip() if line.startswith("[") else section
                if section == "[grader]" and "=" in line:
                    name = line.partition("=")[2].strip().partition(":")[0].partition(".")[0]
                    yield folder.resolve() / name
                    yield folder.resolve() / f"{name}.py"
                    yield from (folder.resolve() / "__pycache__").glob(f"{name}.*.pyc")
