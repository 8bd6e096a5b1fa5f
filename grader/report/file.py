"""The file or the folder that something is written to, whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path


def complaint(path: Path, suffixes: Sequence[str]) -> str:
    """Why no report can be written to a path of this name, which has to end in one of these;
    nothing if it can.
    """
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


def write_folder(files: Iterable[tuple[str, bytes]], folder: Path) -> int:
    """Write files by their paths into a new folder, whole or not at all; gives how many there are.

    Raises:
        OSError: if it cannot be written, or is there already.
    """
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.absolute().parent))
    count = 0
    try:
        for path, data in files:
            whole = beside / path
            whole.parent.mkdir(parents=True, exist_ok=True)
            whole.write_bytes(data)
            count += 1
        beside.chmod(0o777 & ~_umask())  # a temporary folder is its owner's alone
        beside.rename(folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return count


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
