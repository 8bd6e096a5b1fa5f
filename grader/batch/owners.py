"""Finds whose a file is, from the outermost part of its path that says it. Only this module
decides.

Names from learning systems and instructors are at the top of the given path: folders, archives and
files with the students' names. Everything below is a student's own, and its names say nothing,
whatever they look like. Metadata counts only next to the folders that it describes.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from ..handed import DownloadLayout, Handed, Person
from . import archives
from .archives import Parts
from .layouts import drive, folders, gradescope, openedx
from .naming import Naming

SOURCES = (".py", ".ipynb")
UNSURE = (
    "may be of {folder} or of students who have folders in {folder}: if {folder} is a student, put {folder} into a"
    " folder with others; if it holds students, unpack it and name {folder} itself as a PATH"
)


class Owner(NamedTuple):
    """Who handed a file in: the key that is the same in all their paths and in no others, the facts
    about each student of a group, and the shown names; the student's name for the file; the
    `layout` that contains all that, its `place`, which is so many folders deep; and whether the
    given path is the student's `own`.
    """

    key: str
    handed: tuple[Handed, ...]
    file: str
    students: tuple[str, ...] = ()
    layout: str = ""
    place: str = ""
    depth: int = 0
    own: bool = False

    @property
    def when(self) -> str:
        """Returns when it was handed in, as text that sorts by time; "" if unknown."""
        return self.handed[0].when


class Pointed(NamedTuple):
    """The given path: its name, and whether it is an archive (`packed`), a `single` file of its
    folder, or all of it belongs to `one` known student, whose name it has. `late` says that it adds
    to a class whose students were named in `layouts`.
    """

    name: str
    packed: bool = False
    single: bool = False
    one: bool = False
    late: bool = False
    layouts: frozenset[str] = frozenset()


class Owners:
    """The owners of everything below one path. `outer` are its contents without those of archives
    in it.
    """

    def __init__(self, pointed: Pointed, outer: Collection[Parts], naming: Naming) -> None:
        self._naming, self._names, self._pointed = naming, naming.names, pointed
        self._whole = folders.without_suffix(pointed.name)
        self._given = naming.of_path(pointed.name)
        self._outer = frozenset(outer)
        deep = 0 if self._given or pointed.one else folders.shared(self._outer, naming.known)
        download = deep > 0 and self._is_unpacked(deep)
        self._depth = deep if download else folders.trusted(self._outer, deep, self._whole)
        self._unsure = self._wrapper(deep) if self._depth < deep else ()
        self._naming = naming.among({p[n] for p in self._outer for n in [len(self._top(p))] if len(p) > n})
        self._systems = self._by_use()
        self._exports: dict[Parts, gradescope.Export] = {}
        self._keys: dict[str, set[str]] = defaultdict(set)
        self._read_labels()

    def _is_unpacked(self, deep: int) -> bool:
        """Whether what lies so deep was named by a system for several students, so that the folder
        around it is the instructor's. Beside a class whose names are others, it may be one
        student's who has made such names.
        """
        read = [found for p in self._outer if len(p) > deep and (found := self._naming.said(p[deep]))]
        layouts = {layout.name for layout, _ in read}
        late, known = self._pointed.late, layouts <= self._pointed.layouts
        return (known or not late) and len({handed.person.label for _, handed in read}) > (0 if late and known else 1)

    def _wrapper(self, deep: int) -> Parts:
        """The folder in which nobody can tell one student's folders from those of several students,
        or nothing.
        """
        wrapper = next(p for p in self._outer if len(p) > deep)[: self._depth + 1]
        of_exercise: dict[str, set[str]] = defaultdict(set)
        for parts in self._outer:
            if len(parts) > deep and (unit := parts[deep]):
                slug = self._names.read(((said := self._naming.said(unit)) and said[1].file) or parts[-1])[0]
                of_exercise["" if archives.suffix(unit) else slug or parts[-1]].add(unit)
        return wrapper if any(len(units) > 1 for units in of_exercise.values()) else ()

    def unsure(self, parts: Parts) -> str:
        """Returns why the owner of a path cannot be known, or ""."""
        inside = self._unsure and parts[: len(self._unsure)] == self._unsure
        return UNSURE.format(folder=clean("/".join(self._unsure))) if inside else ""

    def _by_use(self) -> list[DownloadLayout]:
        """The systems, and first the one that has given most of the names at the top. A student can
        give a file a name like that of another system, but it stands behind what this one writes,
        which reads all of its own names.
        """
        tops = {(p[n], len(p) > n + 1) for p in self._outer for n in [len(self._top(p))] if len(p) > n}
        used = [(sum(self._naming.read(la, *top) is not None for top in tops), la) for la in self._naming.layouts]
        if not any(self._naming.in_drive(name) for name, folder in tops if not folder):
            used = [(uses, layout) for uses, layout in used if layout is not drive.LAYOUT]
        return [layout for _, layout in sorted(used, key=lambda use: -use[0])]

    def _system(self, name: str, folder: bool) -> tuple[DownloadLayout, Handed] | None:
        """The first system that says something in the name of a file, an archive or a folder, and
        what that is.
        """
        read = ((la, handed) for la in self._systems if (handed := self._naming.read(la, name, folder)))
        return next(read, None)

    def metadata(self) -> list[Parts]:
        """Returns where metadata is that counts."""
        tops = {self._top(p) for p in self._outer if len(p) > 1} | {()}
        trusted = [t for t in tops if not t or t[-1] == self._whole or gradescope.WHOLE.fullmatch(t[-1])]
        return (
            []
            if self._given or self._pointed.one
            else [(*t, gradescope.METADATA) for t in trusted if self._has_metadata(t)]
        )

    def learn(self, parts: Parts, data: bytes) -> None:
        """Takes in the metadata at a path."""
        self._exports[parts[:-1]] = gradescope.Export.read(data)
        self._read_labels()

    def of(self, parts: Parts) -> Owner | None:
        """Returns the owner of a path; None if the path does not say."""
        owner = self._owner(parts)
        if not owner:
            return None
        return owner._replace(students=tuple(self._label(owner.key, h.person) for h in owner.handed))

    def all(self) -> list[Owner]:
        """Returns everybody whose name was seen."""
        return list(filter(None, map(self.of, sorted(self._outer))))

    def _read_labels(self) -> None:
        self._keys.clear()
        for owner in filter(None, map(self._owner, self._outer)):
            for handed in owner.handed:
                self._keys[clean(handed.person.label)].add(owner.key)

    def _label(self, key: str, person: Person) -> str:
        """Returns the shown name of a student. Of two students with the same shown name, at most
        one has exactly that name.
        """
        shown = clean(person.label)
        if shown and (len(self._keys[shown]) < 2 or key == shown):
            return shown
        return f"{shown} [{ascii(key)[1:-1]}]".strip()

    def _owner(self, parts: Parts) -> Owner | None:
        if self._given:
            layout, handed = self._given
            return _owner(handed, parts[-1], layout.name, self._pointed.name)
        if self._pointed.one:
            return self._named_after(parts[-1])
        top = self._top(parts)
        if len(parts) == len(top):
            return None
        part, last = parts[len(top)], len(parts) == len(top) + 1
        place = "/".join((*top, part))
        if found := self._system(part, folder=not last):
            layout, handed = found
            file = handed.file if last and handed.file else parts[-1]
            return _owner(handed, file, layout.name, place)._replace(depth=len(top) + 1)
        if self._naming.strict:
            return None
        if not last and self._has_metadata(top) and gradescope.FOLDER.fullmatch(part) and top in self._exports:
            return Owner(
                part, self._exports[top].handed(part), parts[-1], layout="gradescope", place=place, depth=len(top) + 1
            )
        if not last or archives.suffix(part):
            handed = Handed(person=self._plain(part, top))
            return Owner(part, (handed,), parts[-1], place=place, depth=len(top) + 1)
        return self._loose(part)

    def _plain(self, part: str, top: Parts) -> Person:
        """Returns the student in the name of a folder or an archive; for a clone, the login after
        the assignment.
        """
        name = folders.without_suffix(part)
        login = folders.clone(name, top[-1] if top else self._whole)
        prefix = f"{self._naming.assignment}-"
        if not login and self._naming.assignment and name.startswith(prefix):
            login = name.removeprefix(prefix)
        return Person(login=login) if login else Person(name=name)

    def _loose(self, file: str) -> Owner | None:
        """The owner of a file that lies beside the students' folders: named after an exercise, it
        is of the student whose folder was pointed at; otherwise it may be named after the student.
        """
        stem, ending = file.rpartition(".")[::2]
        slug, named, _ = self._names.read(file)
        notebook = ending.lower() == "ipynb"  # which says itself what it is of
        if f".{ending.lower()}" not in SOURCES or not (slug or notebook):
            return None
        if named or self._pointed.single:
            return self._named_after(file)
        return Owner(file, (Handed(person=Person(name=stem)),), file, place=file)

    def _named_after(self, file: str) -> Owner:
        """The student after whom the path itself is named, whose key no name below it can be."""
        handed = Handed(person=Person(name=self._whole))
        return Owner(f"{self._whole}/", (handed,), file, place=self._whole, own=True)

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


def _owner(handed: Handed, file: str, layout: str = "", place: str = "") -> Owner:
    return Owner(f"system: {handed.person.label}", (handed,), file, layout=layout, place=place)


def clean(name: str) -> str:
    """A name in composed Unicode, without anything that could break a line or rewrite what a
    terminal shows.
    """
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(c if c.isprintable() else "\ufffd" for c in spaced)
