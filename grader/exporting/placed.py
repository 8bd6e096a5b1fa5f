"""Writes an export into a zip archive or a folder. It never changes files in the folder."""

from collections.abc import Mapping
from pathlib import Path

from ..report import file
from .own_wheel import archive


def complaint(path: Path, suffix: str) -> str:
    """Returns why nothing can be written there, or "". An archive has this suffix, a folder has
    none.
    """
    if suffix:
        return file.complaint(path, (suffix,))
    if path.exists() and not path.is_dir():
        return f"{path} is no folder"
    if path.exists() and any(path.iterdir()):
        return f"{path} has files in it already; name a new folder"
    return "" if path.absolute().parent.is_dir() else f"there is no folder {path.parent}"


def write(files: Mapping[str, bytes], path: Path, suffix: str) -> None:
    """Writes the files. Those without a suffix or with .sh are scripts.

    Raises:
        OSError: if a file cannot be written.
    """
    scripts = tuple(name for name in files if Path(name).suffix in ("", ".sh"))
    if suffix:
        file.write(archive(files, scripts), path)
        return
    for name, data in files.items():
        below = path / name
        below.parent.mkdir(parents=True, exist_ok=True)
        below.write_bytes(data)
        if name in scripts:
            below.chmod(0o755)
