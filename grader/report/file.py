"""The file that a report is written to."""

from collections.abc import Sequence
from pathlib import Path


def complaint(path: Path, suffixes: Sequence[str]) -> str:
    """Why no report can be written to a path of this name, which has to end in one of these; nothing if it can."""
    if path.suffix not in suffixes:
        first = ", ".join(suffixes[:-1])
        return f"{path} must end in {first}{' or ' if first else ''}{suffixes[-1]}"
    if not path.absolute().parent.is_dir():
        return f"there is no folder {path.parent}"
    return ""


def write(data: bytes, path: Path) -> None:
    """Write a report, whole or not at all.

    Raises:
        OSError: if it cannot be written.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
