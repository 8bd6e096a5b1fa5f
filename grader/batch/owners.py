"""Whose a file is. This is decided here alone, by the outermost part of its path that says it.

What learning systems and instructors name stands at the top of what was pointed at: folders, archives and files with
the students' names. What lies below is a student's own, and its names say nothing, whatever they look like. Metadata
counts only beside the folders that it is about.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection
from types import ModuleType
from typing import NamedTuple

from . import archives
from .archives import Parts
from .file_names import Names
from .layouts import blackboard, brightspace, canvas, drive, folders, gradescope, moodle, openedx
from .layouts.handed import Handed

# Names that begin in a way that no other's do come first.
OF_FOLDERS = (openedx, brightspace, moodle, blackboard)
SYSTEMS = (*OF_FOLDERS, canvas, drive)  # these two make no folders, and `hw_2026_10_05` is a date
SOURCES = (".py", ".ipynb")
DATE = re.compile(r"_(?:19|20)\d\d_\d\d?_$")  # in `hw_2026_10_05.zip`, which Canvas would write for a user 2026
UNSURE = (
    "may be of {folder} or of students who have folders in {folder}: if {folder} is a student, put {folder} into a"
    " folder with others; if it holds students, unpack it and name {folder} itself as a PATH"
)


class Owner(NamedTuple):
    """Who handed a file in: what is the same in all paths of theirs and in no others, the students as they are shown,
    several for a group; the name that the student gave to the file; when, as text that sorts by time, if it is known;
    and whether what was pointed at is the student's `own`, named after her.
    """

    key: str
    students: tuple[str, ...]
    file: str
    when: str = ""
    own: bool = False


class Pointed(NamedTuple):
    """What was pointed at: its name, and whether it is an archive (`packed`), a `single` file of its folder, or all of
    it is `one` student's, after whom it is named and who is known.
    """

    name: str
    packed: bool = False
    single: bool = False
    one: bool = False


class Owners:
    """The owners of everything below one path; `outer` is what it holds without anything in archives that lie in it."""

    def __init__(self, pointed: Pointed, outer: Collection[Parts], names: Names) -> None:
        self._names, self._pointed = names, pointed
        self._whole = folders.without_suffix(pointed.name)
        self._given = named(pointed.name)
        self._outer = frozenset(outer)
        deep = 0 if self._given or pointed.one else folders.shared(self._outer, self._known, pointed.packed)
        self._depth, self._unsure = folders.trusted(self._outer, deep, self._whole), Parts()
        if self._depth < deep:
            self._unsure = self._wrapper(deep)
        self._systems = self._by_use()
        self._exports: dict[Parts, gradescope.Export] = {}
        self._keys: dict[str, set[str]] = defaultdict(set)
        self._read_labels()

    def _wrapper(self, deep: int) -> Parts:
        """The folder in which nobody can tell one student's folders from those of several students, or nothing."""
        wrapper = next(p for p in self._outer if len(p) > deep)[: self._depth + 1]
        of_exercise: dict[str, set[str]] = defaultdict(set)
        for parts in self._outer:
            if len(parts) > deep and (unit := parts[deep]):
                slug = self._names.read(((handed := _said(unit, *OF_FOLDERS, canvas)) and handed.file) or parts[-1])[0]
                of_exercise["" if archives.suffix(unit) else slug or parts[-1]].add(unit)
        return wrapper if any(len(units) > 1 for units in of_exercise.values()) else ()

    def unsure(self, parts: Parts) -> str:
        """Why nobody can tell whose a path is, or nothing."""
        inside = self._unsure and parts[: len(self._unsure)] == self._unsure
        return UNSURE.format(folder=clean("/".join(self._unsure))) if inside else ""

    def _by_use(self) -> list[ModuleType]:
        """The systems, and first the one that has given most of the names at the top. A student can give a file a name
        like that of another system, but it stands behind what this one writes, which reads all of its own names.
        """
        tops = {(p[n], len(p) > n + 1) for p in self._outer for n in [len(self._top(p))] if len(p) > n}
        used = {system: sum(_read(system, *top) is not None for top in tops) for system in SYSTEMS}
        if not any(self._in_drive(name) for name, folder in tops if not folder):
            del used[drive]
        return sorted(used, key=lambda system: -used[system])

    def _system(self, name: str, folder: bool) -> Handed | None:
        """What a system says in the name of a file or an archive, or in that of a folder."""
        return next((handed for system in self._systems if (handed := _read(system, name, folder))), None)

    def metadata(self) -> list[Parts]:
        """Where metadata lies that counts."""
        tops = {self._top(p) for p in self._outer if len(p) > 1} | {()}
        trusted = [t for t in tops if not t or t[-1] == self._whole or gradescope.WHOLE.fullmatch(t[-1])]
        return (
            []
            if self._given or self._pointed.one
            else [(*t, gradescope.METADATA) for t in trusted if self._has_metadata(t)]
        )

    def learn(self, parts: Parts, data: bytes) -> None:
        """Take in the metadata that lies at a path."""
        self._exports[parts[:-1]] = gradescope.Export.read(data)
        self._read_labels()

    def of(self, parts: Parts) -> Owner | None:
        """Whose a path is; nobody's if it does not say."""
        owner = self._owner(parts)
        if not owner:
            return None
        return owner._replace(students=tuple(self._label(owner.key, s) for s in owner.students))

    def all(self) -> list[Owner]:
        """Everybody whose name was seen."""
        return list(filter(None, map(self.of, sorted(self._outer))))

    def _read_labels(self) -> None:
        self._keys.clear()
        for owner in filter(None, map(self._owner, self._outer)):
            for student in owner.students:
                self._keys[clean(student)].add(owner.key)

    def _label(self, key: str, student: str) -> str:
        """A student as shown: of two that would be shown alike, at most one whose name is the same to the letter."""
        shown = clean(student)
        if shown and (len(self._keys[shown]) < 2 or key == shown):
            return shown
        return f"{shown} [{ascii(key)[1:-1]}]".strip()

    def _owner(self, parts: Parts) -> Owner | None:
        if self._given:
            return _owner(self._given, parts[-1])
        if self._pointed.one:
            return self._named_after(parts[-1])
        top = self._top(parts)
        if len(parts) == len(top):
            return None
        part, last = parts[len(top)], len(parts) == len(top) + 1
        if handed := self._system(part, folder=not last):
            return _owner(handed, handed.file if last and handed.file else parts[-1])
        if not last and self._has_metadata(top) and gradescope.FOLDER.fullmatch(part) and top in self._exports:
            return Owner(part, self._exports[top].students(part), parts[-1])
        if not last or archives.suffix(part):
            return Owner(part, (folders.without_suffix(part),), parts[-1])
        return self._loose(part)

    def _loose(self, file: str) -> Owner | None:
        """The owner of a file that lies beside the students' folders: named after an exercise, it is of the student
        whose folder was pointed at; otherwise it may be named after the student.
        """
        stem, ending = file.rpartition(".")[::2]
        slug, named, _ = self._names.read(file if ending.lower() == "py" else stem)
        if f".{ending.lower()}" not in SOURCES or not slug:
            return None
        return self._named_after(file) if named or self._pointed.single else Owner(file, (stem,), file)

    def _named_after(self, file: str) -> Owner:
        """The student after whom the path itself is named, whose key no name below it can be."""
        return Owner(f"{self._whole}/", (self._whole,), file, own=True)

    def _top(self, parts: Parts) -> Parts:
        """The folders of a path that are passed over."""
        depth = min(self._depth, len(parts) - 1)
        while len(parts) > depth + 1 and self._is_download(parts[: depth + 1]):
            depth += 1
        return parts[:depth]

    def _is_download(self, folder: Parts) -> bool:
        """Whether a folder is what a system makes of a whole download."""
        if openedx.FOLDER.fullmatch(folder[-1]):
            return True
        return bool(gradescope.WHOLE.fullmatch(folder[-1])) and self._has_metadata(folder)

    def _has_metadata(self, folder: Parts) -> bool:
        return (*folder, gradescope.METADATA) in self._outer

    def _known(self, name: str, folder: bool) -> bool:
        if not folder and (canvas.handed(name) or self._in_drive(name)):
            return True
        return any(system.handed(name) for system in OF_FOLDERS)

    def _in_drive(self, name: str) -> bool:
        handed = drive.handed(name)
        return handed is not None and name.lower().endswith(".py") and self._names.read(handed.file)[1]


def named(name: str) -> Handed | None:
    """What a system says in the name of what is pointed at. Folders of Canvas are an instructor's."""
    if given := _said(name, *OF_FOLDERS):
        return given
    handed = canvas.handed(name)
    if not handed or not handed.file or not (archives.suffix(name) or name.lower().endswith(".csv")):
        return None
    return None if DATE.search(name[: -len(handed.file)]) else handed


def _said(name: str, *systems: ModuleType) -> Handed | None:
    """What the first of some systems that knows a name says in it."""
    return next((handed for system in systems if (handed := system.handed(name))), None)


def _read(system: ModuleType, name: str, folder: bool) -> Handed | None:
    """What a system says in the name of a file or an archive, or in that of a folder."""
    if folder and not archives.suffix(name) and system not in OF_FOLDERS:
        return None
    handed: Handed | None = system.handed(name)
    return handed


def _owner(handed: Handed, file: str) -> Owner:
    return Owner(f"system: {handed.student}", (handed.student,), file, handed.when)


def clean(name: str) -> str:
    """A name in composed Unicode, without anything that could break a line or rewrite what a terminal shows."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(c if c.isprintable() else "\ufffd" for c in spaced)
