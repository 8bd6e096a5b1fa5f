"""The files below what somebody points at: folders, archives and single files, in one list."""

import io
import os
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ..judge.grade import LARGEST_FILE, read
from . import archives
from .archives import LINK, Parts, Read
from .records import LeftOut

METADATA = "submission_metadata.yml"  # of an export from Gradescope
LARGEST_METADATA = 1 << 26
LARGEST_NESTED = 1 << 23  # bytes of an archive that a student has handed in
MOST_BYTES = 1 << 29  # of all submissions together
JUNK = ("__MACOSX", "__pycache__")


@dataclass(frozen=True)
class Found:
    """A file that may be a submission, by its path below what was pointed at. `data` holds no more of it than it takes
    to see that it is too large.
    """

    parts: Parts
    data: bytes


class Intake:
    """Everything that is found below one path: Python files, Gradescope's metadata, and what was left out."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.found: list[Found] = []
        self.left_out: list[LeftOut] = []
        self._room = MOST_BYTES
        if path.is_dir():
            self._folder(path)
        elif archives.suffix(path.name):
            self._archive_file(path, ())
        else:
            self._offer((path.resolve().parent.name, path.name), lambda most: read(path), 0)

    @property
    def archive(self) -> bool:
        return bool(archives.suffix(self.path.name)) and not self.path.is_dir()

    def label(self, parts: Parts) -> str:
        """A found path as it is shown."""
        if parts and not self.archive and not self.path.is_dir():
            return clean(str(self.path))
        return "/".join([clean(str(self.path)), *map(clean, parts)])

    def _refuse(self, parts: Parts, reason: str) -> None:
        self.left_out.append(LeftOut(self.label(parts), reason))

    def _folder(self, root: Path) -> None:
        for folder, names, files in os.walk(root, onerror=self._unreadable):
            names.sort()
            here = Path(folder).relative_to(root).parts
            for name in [n for n in names if Path(folder, n).is_symlink()]:
                self._refuse((*here, name), LINK)
            for name in sorted(files):
                path, parts = Path(folder, name), (*here, name)
                mode = path.lstat().st_mode
                if stat.S_ISLNK(mode):
                    self._refuse(parts, LINK)
                elif not stat.S_ISREG(mode):
                    self._refuse(parts, "is no ordinary file")
                elif archives.suffix(name) and not _junk(parts):
                    self._archive_file(path, parts)
                else:
                    self._offer(parts, lambda most, path=path: _read(path, most), 0)  # type: ignore[misc]

    def _unreadable(self, error: OSError) -> None:
        self._refuse(Path(error.filename).relative_to(self.path).parts, f"cannot be read: {error.strerror}")

    def _archive_file(self, path: Path, below: Parts) -> None:
        try:
            with path.open("rb") as file:
                self._archive(file, path.name, path.stat().st_size, below, 1)
        except OSError as error:
            self._refuse(below, f"cannot be read: {error.strerror}")

    def _archive(self, file: BinaryIO, name: str, size: int, below: Parts, depth: int) -> None:
        archives.unpack(
            file,
            name,
            size,
            lambda parts, reading: self._offer((*below, *parts), reading, depth),
            lambda parts, reason: self._refuse((*below, *parts), reason),
        )

    def _offer(self, parts: Parts, reading: Read, depth: int) -> None:
        """Take a file, if it is of a kind that is wanted; `depth` is how many archives it lies in."""
        if _junk(parts):
            return
        try:
            if parts[-1].lower().endswith(".py") or parts[-1] == METADATA:
                most = LARGEST_METADATA if parts[-1] == METADATA else LARGEST_FILE
                data = reading(most + 1)
                self._room -= len(data)
                if self._room < 0:
                    self._refuse(parts, f"comes after {MOST_BYTES >> 20} MiB of other submissions")
                else:
                    self.found.append(Found(parts, data))
            elif archives.suffix(parts[-1]):
                self._nested(parts, reading, depth)
            else:
                self._refuse(parts, "is no Python file")
        except OSError as error:
            self._refuse(parts, f"cannot be read: {error.strerror or error}")

    def _nested(self, parts: Parts, reading: Read, depth: int) -> None:
        if depth > 1:
            self._refuse(parts, "is an archive in an archive in an archive")
            return
        data = reading(LARGEST_NESTED + 1)
        if len(data) > LARGEST_NESTED:
            self._refuse(parts, f"is an archive of more than {LARGEST_NESTED >> 20} MiB in an archive")
        else:
            self._archive(io.BytesIO(data), parts[-1], len(data), parts, depth + 1)


def _read(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most)


def _junk(parts: Parts) -> bool:
    """Whether a path is of those that systems leave behind and nobody hands in."""
    return any(p.startswith(".") or p in JUNK for p in parts)


def clean(name: str) -> str:
    """A name in composed Unicode, without anything that could break a line or rewrite what a terminal shows."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(c if c.isprintable() else "\ufffd" for c in spaced)
