"""Archives, read in memory and within limits: students make them, and nothing of them is unpacked onto a disk."""

import gzip
import io
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO

Parts = tuple[str, ...]
Read = Callable[[int], bytes]

SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz")
MOST_ENTRIES = 100_000
MOST_UNPACKED = 4 << 30  # bytes of a tar archive, with everything in it that is no submission
RATIO, SLACK = 200, 1 << 26  # a tar archive may unpack to so many times its size, and so many bytes more
# what reading an archive that somebody has spoilt may raise
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
OUTSIDE = "has no name, or a path that leads out of the archive"
LINK = "is a link, which is not followed"


class Bomb(ValueError):
    """An archive unpacks to far more than it should."""


def suffix(name: str) -> str:
    """The ending that makes a file an archive, or nothing."""
    return next((s for s in SUFFIXES if name.lower().endswith(s)), "")


def unpack(
    file: BinaryIO, name: str, size: int, offer: Callable[[Parts, Read], None], refuse: Callable[[Parts, str], None]
) -> None:
    """Offer every ordinary file of an archive of `size` bytes: its path inside, and a way to read so many bytes of it.

    Links, devices and paths that lead out of the archive are refused, with the reason; so is what cannot be read, and
    under the empty path the archive itself.
    """
    try:
        if suffix(name) == ".zip":
            _zip(file, offer, refuse)
        elif suffix(name) == ".tar":
            _tar(file, MOST_UNPACKED, offer, refuse)
        else:
            _tar(gzip.GzipFile(fileobj=file), min(MOST_UNPACKED, SLACK + RATIO * size), offer, refuse)
    except BROKEN as error:
        refuse((), f"cannot be unpacked to the end: {error}")


def _zip(file: BinaryIO, offer: Callable[[Parts, Read], None], refuse: Callable[[Parts, str], None]) -> None:
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_ENTRIES:
            raise Bomb(f"it has more than {MOST_ENTRIES:,} entries")
        for info in entries:
            parts = inside(_name(info))
            if _name(info).endswith("/"):
                continue
            if parts is None:
                refuse((_name(info),), OUTSIDE)
            elif stat.S_ISLNK(info.external_attr >> 16):
                refuse(parts, LINK)
            elif info.flag_bits & 1:
                refuse(parts, "is encrypted")
            else:
                try:
                    offer(parts, lambda most, info=info: _read(archive, info, most))  # type: ignore[misc]
                except BROKEN as error:
                    refuse(parts, f"cannot be unpacked: {error}")


def _name(info: zipfile.ZipInfo) -> str:
    """The name of an entry: UTF-8 also where the archive does not say so, as many programs leave it."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    with archive.open(info) as stream:
        return stream.read(most)


def _tar(
    file: BinaryIO | gzip.GzipFile,
    most: int,
    offer: Callable[[Parts, Read], None],
    refuse: Callable[[Parts, str], None],
) -> None:
    with tarfile.open(fileobj=_Bounded(file, most), mode="r|") as archive:
        for number, member in enumerate(archive):
            parts = inside(member.name)
            if number >= MOST_ENTRIES:
                raise Bomb(f"it has more than {MOST_ENTRIES:,} entries")
            if member.isdir():
                continue
            if parts is None:
                refuse((member.name,), OUTSIDE)
            elif member.issym() or member.islnk():
                refuse(parts, LINK)
            elif member.isfile():
                stream = archive.extractfile(member)
                assert stream is not None
                offer(parts, stream.read)
            else:
                refuse(parts, "is no ordinary file")


def inside(name: str) -> Parts | None:
    """The parts of a path in an archive; none if it is empty, absolute or climbs."""
    path = name.replace("\\", "/")
    parts = tuple(p for p in path.split("/") if p not in ("", "."))
    if path.startswith("/") or ".." in parts or path[1:2] == ":":
        return None
    return parts or None


class _Bounded(io.RawIOBase):
    """A stream that fails once more than so many bytes have been read."""

    def __init__(self, stream: BinaryIO | gzip.GzipFile, most: int) -> None:
        self._stream, self._most = stream, most

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._most -= len(data)
        if self._most < 0:
            raise Bomb("it unpacks to far more than it should")
        return data
