"""The files that a submission may read: Python, torch and the libraries they load, but no file with
an answer.
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
# torch's imports, some of which happen only for the first optimizer: wherever they are installed.
PACKAGES = ("torch", "numpy", "sympy", "mpmath", "flint")


def readable() -> tuple[list[Path], list[Path]]:
    """Returns the paths whose contents may be read, and the folders that may be listed with all
    below.
    """
    folders = installed()
    secret = hidden(folders)
    allowed = dict.fromkeys(path for root in roots(folders) for path in around(root.resolve(), secret))
    return [*allowed, *map(Path, FILES)], folders


def installed() -> list[Path]:
    """Returns the folders of installed packages."""
    return [Path(p) for p in sys.path if Path(p).name in INSTALLED and Path(p).is_dir()]


def roots(folders: list[Path]) -> list[Path]:
    """Returns the paths that may be read, apart from hidden paths in them."""
    found = [Path(p) for p in (*LIBRARIES, sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"))]
    found += folders
    for spec in filter(None, map(find_spec, PACKAGES)):
        places = [Path(p) for p in spec.submodule_search_locations or ()]
        found += [place for place in places if not any(place.is_relative_to(folder) for folder in folders)]
    return [path for path in found if path.is_dir()]


def hidden(folders: list[Path]) -> set[Path]:
    """Returns the paths that may not be read, wherever they are."""
    return {PACKAGE, *plugins(folders)}


def around(root: Path, secret: set[Path]) -> Iterator[Path]:
    """Yields the largest paths that together are all of `root` without hidden paths."""
    if not any(path.is_relative_to(root) for path in secret):
        if not any(root.is_relative_to(path) for path in secret):
            yield root
        return
    with contextlib.suppress(OSError):
        for child in sorted(root.iterdir()):
            if not child.is_symlink():  # its target has to be readable by itself
                yield from around(child, secret)


def plugins(folders: list[Path]) -> Iterator[Path]:
    """Yields packages and modules with exercises, and so with right answers."""
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
