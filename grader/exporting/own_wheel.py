"""Makes a wheel of the installed grader, so that the same version judges elsewhere. It uses no
network.
"""

import base64
import hashlib
import importlib.metadata
import importlib.util
import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..about import DISTRIBUTION
from ..errors import GraderError

PACKAGES = ("grader", "grader_plugins")
PINNED = (
    *("click", "fsrs", "mpmath", "numpy", "platformdirs", "pluggy"),
    *("prompt_toolkit", "python-flint", "rich", "sympy", "torch"),
)
WHEEL = "Wheel-Version: 1.0\nGenerator: grader\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
# the earliest time in a zip archive: the same files give the same bytes
DATE = (1980, 1, 1, 0, 0, 0)
SCRIPT, FILE = 0o755 << 16, 0o644 << 16


def wheel() -> tuple[str, bytes]:
    """Returns the name and the bytes of a wheel of grader, in whatever way it was installed."""
    dist = importlib.metadata.distribution(DISTRIBUTION)
    base = f"{DISTRIBUTION.replace('-', '_')}-{dist.version}"
    info = f"{base}.dist-info"
    files = {path: data for package in PACKAGES for path, data in _files(package)}
    files[f"{info}/METADATA"] = _metadata(dist).encode()
    files[f"{info}/WHEEL"] = WHEEL.encode()
    files[f"{info}/entry_points.txt"] = (dist.read_text("entry_points.txt") or "").encode()
    rows = [f"{path},sha256={_digest(data)},{len(data)}" for path, data in files.items()]
    files[f"{info}/RECORD"] = "\n".join([*rows, f"{info}/RECORD,,", ""]).encode()
    return f"{base}-py3-none-any.whl", archive(files)


def constraints() -> str:
    """Returns the installed versions of grader's dependencies, for pip."""
    rows = [f"{name}=={importlib.metadata.version(name).partition('+')[0]}" for name in PINNED]
    return "\n".join([*rows, ""])


def archive(files: Mapping[str, bytes], scripts: tuple[str, ...] = ()) -> bytes:
    """Returns a zip archive of some files; `scripts` are executable."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as zipped:
        for path, data in files.items():
            member = zipfile.ZipInfo(path, DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = SCRIPT if path in scripts else FILE
            zipped.writestr(member, data)
    return whole.getvalue()


def _metadata(dist: importlib.metadata.Distribution) -> str:
    """Returns the metadata of a distribution. In a folder of sources their file has another name.
    Raises:
        GraderError: E901, if there are no metadata.
    """
    if text := dist.read_text("METADATA") or dist.read_text("PKG-INFO"):
        return text
    raise GraderError("E901", f"{DISTRIBUTION} is not installed, so no wheel can be made of it: pip install it")


def _files(package: str) -> Iterator[tuple[str, bytes]]:
    """Yields the files of an installed package, without caches and hidden files."""
    spec = importlib.util.find_spec(package)
    roots = spec.submodule_search_locations if spec else None
    for root in map(Path, roots or ()):
        for path in sorted(root.rglob("*")):
            parts = path.relative_to(root).parts
            if path.is_file() and not any(p.startswith(".") or p == "__pycache__" for p in parts):
                yield "/".join((package, *parts)), path.read_bytes()


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
