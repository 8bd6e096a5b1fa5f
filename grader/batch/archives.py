"""Reads archives in memory and within limits. Students make them, so nothing in them is unpacked
onto a disk.
"""

import gzip
import io
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self

from .quota import Quota, TooMuch

Parts = tuple[str, ...]
Read = Callable[[int], bytes]

SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz")
# archives that grader does not read
OTHERS = (".7z", ".rar", ".xz", ".bz2", ".txz", ".tbz2", ".zst", ".gz")
CHUNK = 1 << 16
# exceptions that reading a damaged archive may raise
BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)
OUTSIDE = "has no name, or a path with .. or from the root, which is not followed"
LINK = "is a link, which is not followed"
# Python unpacks others in one step, however large they are
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# bytes: the time that Python takes for a tar header grows with the square
LARGEST_HEADER = 1 << 14
DESCRIBING = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)
PACKED = "is packed in a way that is not read: make a zip archive as the file manager does"
NOT_ORDINARY = "is no ordinary file"


@dataclass(frozen=True)
class Member:
    """A file or folder in an archive or a folder: its path inside (an empty folder has "" at the
    end), and either a function that reads so many bytes of it, before the next member is requested,
    or the reason why it is unreadable. `path` is its place on disk, if it is not in an archive.
    """

    parts: Parts
    read: Read | None
    problem: str = ""
    path: Path | None = None


def suffix(name: str) -> str:
    """Returns the ending that makes a file an archive, or ""."""
    return next((s for s in SUFFIXES if name.lower().endswith(s)), "")


def entries(file: BinaryIO, name: str, quota: Quota) -> Iterator[Member]:
    """Yields everything in an archive. The quota counts all bytes that are read or skipped.

    Links, devices and paths that lead out of the archive come with the reason why they are not
    read. An error that makes the archive unreadable comes last, with an empty path.

    Raises:
        TooMuch: if the quota is used up.
    """
    try:
        if suffix(name) == ".zip":
            yield from _zip(file, quota)
        else:
            yield from _tar(file if suffix(name) == ".tar" else gzip.GzipFile(fileobj=file), quota)
    except TooMuch:
        raise
    except BROKEN as error:
        yield Member((), None, f"cannot be unpacked to the end: {why(error)}")


def why(error: BaseException) -> str:
    """Returns the message of an exception for a damaged archive, which may be ""."""
    return getattr(error, "strerror", None) or str(error) or "it is damaged"


def _zip(file: BinaryIO, quota: Quota) -> Iterator[Member]:
    with zipfile.ZipFile(_Careful(file, quota.allowed.directory)) as archive:
        for info in archive.infolist():
            quota.entry()
            name = _name(info)
            parts = inside(name)
            if parts is None:
                yield Member((name,), None, OUTSIDE)
            elif name.endswith(("/", "\\")):
                yield Member((*parts, ""), None)
            elif stat.S_ISLNK(info.external_attr >> 16):
                yield Member(parts, None, LINK)
            elif info.flag_bits & 1:
                yield Member(parts, None, "is encrypted")
            elif info.compress_type not in METHODS:
                yield Member(parts, None, PACKED)
            else:
                yield Member(parts, lambda most, info=info: _read(archive, info, most, quota))  # type: ignore[misc]


def _name(info: zipfile.ZipInfo) -> str:
    """Returns the name of an entry. It is UTF-8 even if the archive does not say so, because many
    programs omit that.
    """
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int, quota: Quota) -> bytes:
    data = bytearray()
    with archive.open(info) as stream:
        while len(data) < most and (more := stream.read(min(CHUNK, most - len(data)))):
            quota.unpack(len(more))
            data += more
    return bytes(data)


def _tar(file: BinaryIO | gzip.GzipFile, quota: Quota) -> Iterator[Member]:
    with tarfile.open(fileobj=_Counted(file, quota), mode="r|", tarinfo=_Member) as archive:
        for member in archive:
            quota.entry()
            parts = inside(member.name)
            if parts is None:
                if not member.isdir():
                    yield Member((member.name,), None, OUTSIDE)
            elif member.isdir():
                yield Member((*parts, ""), None)
            elif member.issym() or member.islnk():
                yield Member(parts, None, LINK)
            elif member.isfile():
                stream = archive.extractfile(member)
                assert stream is not None
                yield Member(parts, stream.read)
            else:
                yield Member(parts, None, NOT_ORDINARY)


def inside(name: str) -> Parts | None:
    """Returns the parts of a path in an archive; None if it is empty, absolute or climbs."""
    path = name.replace("\\", "/")
    parts = tuple(p for p in path.split("/") if p not in ("", "."))
    if path.startswith("/") or ".." in parts or path[1:2] == ":":
        return None
    return parts or None


class _Member(tarfile.TarInfo):
    """A header of a tar archive. A header that only describes the next one is small."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        member = super().frombuf(buf, encoding, errors)
        if member.type in DESCRIBING and member.size > LARGEST_HEADER:
            raise TooMuch(f"a header of more than {LARGEST_HEADER >> 10} KiB")
        return member


class _Counted(io.RawIOBase):
    """A stream whose bytes a quota counts."""

    def __init__(self, stream: BinaryIO | gzip.GzipFile, quota: Quota) -> None:
        self._stream, self._quota = stream, quota

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._quota.unpack(len(data))
        return data


class _Careful(io.BufferedIOBase):
    """A file that returns at most the size of a table of contents at once, because every entry
    takes much memory.
    """

    def __init__(self, file: BinaryIO, most: int) -> None:
        self._file, self._most = file, most

    def seekable(self) -> bool:
        return True

    def seek(self, place: int, whence: int = 0) -> int:
        return self._file.seek(place, whence)

    def tell(self) -> int:
        return self._file.tell()

    def read(self, size: int | None = -1) -> bytes:
        data = self._file.read(self._most + 1 if size is None or size < 0 else min(size, self._most + 1))
        if len(data) > self._most:
            raise TooMuch(f"a table of contents of more than {self._most >> 20} MiB")
        return data
