"""`--feedback`: a page for each student, with the file name that the learning system needs to
return it.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ..handed import DownloadLayout
from ..report import file
from ..report.feedback import shown
from ..report.format import Format
from ..report.levels import Level
from ..report.work_html import render
from .marks import Mark

NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*]')  # on some system that unpacks the archive
ENDING = ".html"
# of Windows
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
LONGEST = 200  # bytes of a name
DAY = (1980, 1, 1, 0, 0, 0)  # the same pages give the same archive


def pages(marks: Iterable[Mark], level: Level, layouts: Mapping[str, DownloadLayout]) -> Iterator[tuple[str, bytes]]:
    """Yields the pages of all students with a submission, each with its own path."""
    used = set[str]()
    for mark in marks:
        if mark.missing:
            continue
        layout, page = layouts.get(mark.student.layout), f"{mark.work.name}{ENDING}"
        path = layout.feedback(mark.student.place, page) if layout and layout.feedback else page
        stem = mark.label.replace("/", "-") if path == page else path.removesuffix(ENDING)
        yield _unused(stem, ENDING, used), render(shown(mark.work, level)).encode()


def of_format(marks: Iterable[Mark], level: Level, chosen: Format) -> Iterator[tuple[str, bytes]]:
    """Yields a file for each student with a submission, in the format of another program. Its name
    is the student's.
    """
    used = set[str]()
    for mark in marks:
        if not mark.missing:
            yield _unused(mark.label, chosen.ending, used), chosen.write(shown(mark.work, level))


def write(found: Iterable[tuple[str, bytes]], target: Path) -> int:
    """Writes all pages into a ZIP archive, or else into a new folder, or writes nothing. Returns
    their number.

    Raises:
        OSError: if they cannot be written, or the folder is there already.
    """
    if target.suffix.lower() != ".zip":
        return file.write_folder(found, target)
    data, count = io.BytesIO(), 0
    with zipfile.ZipFile(data, "w") as archive:
        for path, page in found:
            archive.writestr(zipfile.ZipInfo(path, DAY), page, zipfile.ZIP_DEFLATED)
            count += 1
    file.write(data.getvalue(), target)
    return count


def _unused(stem: str, ending: str, used: set[str]) -> str:
    """Returns a path with this ending that is not yet `used`. Its parts are valid file names on
    every system, below the folder where the archive is unpacked.
    """
    *folders, name = (NOT_IN_NAMES.sub("-", part).strip(" .") or "-" for part in stem.split("/"))
    while len(name.encode()) > LONGEST:
        name = name[:-1]
    if name.partition(".")[0].casefold() in DEVICES:
        name = f"_{name}"
    path, number = "/".join([*folders, f"{name}{ending}"]), 1
    while path.casefold() in used:
        number += 1
        path = "/".join([*folders, f"{name} ({number}){ending}"])
    used.add(path.casefold())
    return path
