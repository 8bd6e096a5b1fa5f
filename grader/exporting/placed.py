"""Where exports are written: all files into a zip archive, or into a folder, where none that is
there is changed.
"""

from collections.abc import Mapping
from pathlib import Path

from ..report import file
from .own_wheel import archive


def complaint(path: Path, suffix: str) -> str:
    """Why nothing can be written there: an archive has this suffix, a folder has none. Nothing if
    it can.
    """
    if suffix:
        return file.complaint(path, (suffix,))
    if path.exists() and not path.is_dir():
        return f"{path} is no folder"
    if path.exists() and any(path.iterdir()):
        return f"{path} has files in it already; name a new folder"
    return "" if path.absolute().parent.is_dir() else f"there is no folder {path.parent}"


def write(files: Mapping[str, bytes], path: Path, suffix: str) -> None:
    """Write the files, of which those without a suffix or with .sh are scripts.

    Raises:
        OSError: if one cannot be written.
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
