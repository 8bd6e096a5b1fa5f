"""Reads names: the exercise of a file, and who handed it in, by the known layouts."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from ..handed import DownloadLayout, Handed
from . import archives
from .file_names import Names
from .layouts import BUNDLED, canvas, drive

# in `hw_2026_10_05.zip`, which Canvas would write for a user 2026
DATE = re.compile(r"_(?:19|20)\d\d_\d\d?_$")


@dataclass(frozen=True)
class Naming:
    """The way to read names. If it is `strict`, a name that no layout reads belongs to nobody.
    Otherwise a folder that no layout reads has a student's name, and a clone `hw1-jdoe` of the
    `assignment` hw1 has that of jdoe.
    """

    names: Names
    layouts: Sequence[DownloadLayout] = BUNDLED
    strict: bool = False
    assignment: str = ""

    def among(self, names: Collection[str]) -> "Naming":
        """Returns the same for a download with these names at its top."""
        layouts = (replace(la, read=la.among(names)) if la.among else la for la in self.layouts)
        return replace(self, layouts=tuple(layouts))

    def read(self, layout: DownloadLayout, name: str, folder: bool) -> Handed | None:
        """Returns what a layout reads in the name of a file, an archive or a folder."""
        if folder and not archives.suffix(name) and not layout.folders:
            return None
        return layout.read(name)

    def said(self, name: str) -> tuple[DownloadLayout, Handed] | None:
        """Returns the first layout that reads a name, and the result. Only layouts that name
        folders, and Canvas, count: names of the others look like names that people write.
        """
        layouts = (la for la in self.layouts if la.folders or la.name == canvas.LAYOUT.name)
        return next(((layout, handed) for layout in layouts if (handed := layout.read(name))), None)

    def of_path(self, name: str) -> tuple[DownloadLayout, Handed] | None:
        """Returns what a system says in the name of the given path. Folders of Canvas belong to an
        instructor.
        """
        if self.strict:
            return None
        if (given := self.said(name)) and given[0].folders:
            return given
        handed = canvas.read(name)
        if not handed or not handed.file or not (archives.suffix(name) or name.lower().endswith(".csv")):
            return None
        return None if DATE.search(name[: -len(handed.file)]) else (canvas.LAYOUT, handed)

    def known(self, name: str, folder: bool) -> bool:
        """Whether a system gives such a name to a student's file or folder."""
        if self.in_drive(name) and not folder:
            return True
        layouts = (la for la in self.layouts if la is not drive.LAYOUT and (la.folders or not folder))
        return any(layout.read(name) for layout in layouts)

    def in_drive(self, name: str) -> bool:
        """Whether a file of an exercise is named as in Google Classroom. People also write a dash
        between words.
        """
        handed = drive.read(name)
        named = handed is not None and name.lower().endswith((".py", ".ipynb")) and self.names.read(handed.file)[1]
        return drive.LAYOUT in self.layouts and named
