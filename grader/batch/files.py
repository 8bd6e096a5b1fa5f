"""The files below a given path: folders, archives and single files, in one list."""

import io
import os
import re
import stat
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, NamedTuple

from ..judge.grade import LARGEST_FILE
from ..notebook.notebook_file import LARGEST_NOTEBOOK, lean
from . import archives
from .archives import BROKEN, LINK, NOT_ORDINARY, OUTSIDE, Member, Parts
from .class_report import LeftOut, Student
from .layouts import folders
from .layouts.gradescope import LARGEST_METADATA, METADATA
from .naming import Naming
from .owners import Owner, Owners, Pointed, clean
from .quota import STUDENT, Allowed, Quota, TooMuch

LARGEST_NESTED = 1 << 26  # bytes of an archive that lies in another one
MOST_LISTED = 100  # of a student's other files; if there are more, only their number
HIDDEN = re.compile(r"\.([^.].*\.(?:py|ipynb))", re.IGNORECASE)
NOTEBOOK = ".ipynb"
JUNK = ("__MACOSX", "__pycache__", "site-packages")
# files that Sakai, nbgrader and Gradescope add to a student's files
OF_SYSTEMS = ("timestamp.txt", "metadata.yml")
# The given path is the instructor's, and large if the class is. These limits only keep it from
# going on forever.
ROOM, TIMES = 1 << 32, 4  # bytes that it may unpack to, and so many times its size more
MANY, DIRECTORY = 1_000_000, 1 << 28  # entries, and bytes of its table of contents


class Found(NamedTuple):
    """A Python file or a notebook that may be a submission, its owner, and its path below the given
    path. If it is too large, `data` contains only enough to show that. For a notebook it contains
    only the code.
    """

    owner: Owner
    parts: Parts
    data: bytes


class Intake:
    """Everything below one path: Python files with the names of exercises, and the files left out.

    `files` are the files that were given one by one, by their paths below `path`; without them,
    everything is read. `say` gets a message about each archive that is left out. `before` are the
    students who are known already: if the path has the name of one of them, all of it is theirs.
    """

    def __init__(
        self,
        path: Path,
        naming: Naming,
        files: Mapping[Parts, Path] | None = None,
        say: Callable[[str], object] = str,
        before: Mapping[str, Student] = MappingProxyType({}),
    ) -> None:
        self.found: list[Found] = []
        self.left_out: list[LeftOut] = []
        self.students: dict[str, Student] = {}
        self.whole = True  # whether everything could be read
        self._path, self._naming, self._names = path, naming, naming.names
        self._files, self._say = files or {}, say
        self._before = before
        self._packed = not path.is_dir()
        self._quotas: dict[str, Quota] = defaultdict(lambda: Quota(STUDENT))
        self._left, self._stopped = Counter[str](), set[str]()
        try:
            self._read()
        except OSError as error:
            self._give_up(f"cannot be read: {error.strerror or error}")
        except TooMuch as error:
            self._give_up(f"is given up: {error}")

    def _read(self) -> None:
        with self._outside() as entries:
            outer = {seen for e in entries if e.problem != OUTSIDE and (seen := _seen(e.parts))}
        whole = folders.without_suffix(self._path.name)
        pointed = Pointed(
            self._path.resolve().name,
            packed=self._packed,
            single=len(self._files) == 1,
            one=not self._files and not folders.of_course(whole) and clean(whole) in self._before,
            late=bool(self._before),
            layouts=frozenset(student.layout for student in self._before.values()),
        )
        owners = Owners(pointed, outer, self._naming)
        if metadata := owners.metadata():
            with self._outside() as entries:
                for entry in entries:
                    if entry.parts in metadata and entry.read:
                        owners.learn(entry.parts, entry.read(LARGEST_METADATA))
        everybody = owners.all()
        for owner in everybody:
            for label, handed in zip(owner.students, owner.handed, strict=True):
                self.students.setdefault(label, Student(handed.person, owner.layout, owner.place))
        with self._outside() as entries:
            for entry in entries:
                if entry.parts and entry.parts in metadata:
                    continue
                self._take(entry, owners, 1 if self._packed else 0)
        for owner in {o.key: o for o in everybody}.values():
            if (more := self._left[owner.key] - MOST_LISTED) > 0:
                reason = f"and {more:,} more files of {', '.join(owner.students)} are no submissions either"
                self.left_out.append(LeftOut(clean(str(self._path)), reason, owner.students))

    @contextmanager
    def _outside(self) -> Iterator[Iterator[Member]]:
        """Yields the contents of the given path, without opening archives in it."""
        if self._files:
            yield (_on_disk(path, parts) for parts, path in self._files.items())
        elif not self._packed:
            yield _below(self._path)
        else:
            with self._path.open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                allowed = Allowed(MANY, ROOM + TIMES * size, ROOM, DIRECTORY, float("inf"))
                yield archives.entries(file, self._path.name, Quota(allowed))

    def _take(self, entry: Member, owners: Owners, depth: int, below: Parts = ()) -> None:
        """Takes a member in, if its kind is wanted; `depth` is the number of archives around it."""
        parts = (*below, *entry.parts)
        if not parts:
            self._give_up(entry.problem)
        outside = entry.problem == OUTSIDE
        if not parts or (_junk(parts) and not outside):
            self._hidden(parts, owners)
            return
        owner = owners.of(parts) if below or not outside else None
        if not entry.read:
            if entry.problem:
                self._leave(parts if parts[-1] else parts[:-1], owner, entry.problem)
        elif reason := self._unwanted(parts, owner):
            self._leave(parts, owner, reason)
        elif not owner:
            self._leave(parts, owner, "is nobody's: it lies in no student's folder")
        elif unsure := owners.unsure(parts):
            self._leave(parts, owner, unsure)
        elif archives.suffix(parts[-1]):
            self._open(entry, parts, owners, owner, depth)
        elif (data := self._source(entry, parts, owner)) is not None:
            self.found.append(Found(owner, parts, data))

    def _hidden(self, parts: Parts, owners: Owners) -> None:
        """Leaves out a submission whose name begins with a dot. Other such files belong to no
        student.
        """
        if not parts or _junk(parts[:-1]) or not (found := HIDDEN.fullmatch(parts[-1])):
            return
        owner, name = owners.of(parts), found[1]
        if owner and self._names.read(name)[1]:
            self._leave(parts, owner._replace(file=name), f"is hidden: name it {name}")

    def _unwanted(self, parts: Parts, owner: Owner | None) -> str:
        """Returns why a file is no submission, by its name; "" if it may be one."""
        name = parts[-1].lower()
        if archives.suffix(name) or (name.endswith(NOTEBOOK) and owner):
            return ""
        if parts[-1] == METADATA and not owner:
            return "does not count here: point at the folder that it lies in"
        if name.endswith(archives.OTHERS):
            return "is an archive of a kind that is not read: make a .zip"
        file = owner.file if owner else parts[-1]
        if not name.endswith(".py"):
            meant = self._names.meant(file)
            return "is no Python file" + (f"; if it holds code, hand it in as {meant}.py" if meant else "")
        if self._names.read(file)[0] or (owner and self._names.by_content):
            return ""
        return self._of_no_exercise(file, owner)

    def _of_no_exercise(self, file: str, owner: Owner | None) -> str:
        listed = not owner or self._left[owner.key] < MOST_LISTED
        near = self._names.near(file) if listed else ""
        return f"has a name of no exercise: {clean(file)}" + (f"; if it is {near}, name it {near}.py" if near else "")

    def _source(self, entry: Member, parts: Parts, owner: Owner) -> bytes | None:
        """Returns a possible submission; for a notebook only its code, which alone counts for the
        quota.
        """
        if not parts[-1].lower().endswith(NOTEBOOK):
            read = entry.read
            if not read or self._names.read(owner.file)[0]:
                return self._data(entry, parts, owner, LARGEST_FILE, Quota.keep)
            # a file that defines nothing asked for takes no room, but the time to see that counts
            entry = replace(entry, read=lambda most: self._if_asked_for(owner.file, read(most)))
            data = self._data(entry, parts, owner, LARGEST_FILE, Quota.keep)
            if not data and data is not None:
                self._leave(parts, owner, self._of_no_exercise(owner.file, owner))
            return data or None
        whole = self._data(entry, parts, owner, LARGEST_NOTEBOOK, lambda quota, size: quota.keep(0))
        if whole is None:
            return None
        kept = replace(entry, read=lambda most: lean(whole)[:most])  # within the time of the quota
        return self._data(kept, parts, owner, LARGEST_NOTEBOOK, Quota.keep)

    def _if_asked_for(self, file: str, data: bytes) -> bytes:
        """Returns a file that defines an exercise asked for; otherwise nothing."""
        return data if self._names.exercises(file, data) else b""

    def _data(
        self, entry: Member, parts: Parts, owner: Owner, most: int, count: Callable[[Quota, int], None]
    ) -> bytes | None:
        """Returns the contents of a file, with one byte more than `most` if it is larger; None if
        it is unreadable.
        """
        assert entry.read
        quota = self._quotas[owner.key]
        try:
            with quota:
                data = entry.read(most + 1)
                count(quota, len(data))
        except TooMuch as error:
            self._stop(parts, owner, f"is more than a student may hand in: {error}")
            return None
        except BROKEN as error:
            self._leave(parts, owner, f"cannot be read: {archives.why(error)}")
            return None
        return data

    def _open(self, entry: Member, parts: Parts, owners: Owners, owner: Owner, depth: int) -> None:
        """Takes in the contents of a student's archive."""
        if depth > 1:
            self._leave(parts, owner, "is an archive in an archive in an archive")
        elif entry.path:
            try:
                with entry.path.open("rb") as file:
                    self._unpack(file, parts, owners, owner, depth)
            except OSError as error:
                self._leave(parts, owner, f"cannot be read: {error.strerror}")
        elif (data := self._data(entry, parts, owner, LARGEST_NESTED, Quota.unpack)) is not None:
            if len(data) > LARGEST_NESTED:
                self._leave(parts, owner, f"is an archive of more than {LARGEST_NESTED >> 20} MiB in an archive")
            else:
                self._unpack(io.BytesIO(data), parts, owners, owner, depth)

    def _unpack(self, file: BinaryIO, parts: Parts, owners: Owners, owner: Owner, depth: int) -> None:
        quota = self._quotas[owner.key]
        inside = archives.entries(file, parts[-1], quota)
        before = self._seen_of(owner)
        try:
            while True:
                with quota:
                    entry = next(inside, None)
                if not entry:
                    if self._seen_of(owner) == before:
                        self._leave(parts, owner, "is an archive without a file that could be a submission")
                    return
                if entry.parts:
                    self._take(entry, owners, depth + 1, parts)
                else:
                    self._leave(parts, owner, entry.problem)
        except TooMuch as error:
            self._stop(parts, owner, f"is given up: {error}")

    def _seen_of(self, owner: Owner) -> int:
        return len(self.found) + self._left[owner.key]

    def label(self, parts: Parts) -> str:
        """Returns a found path as messages show it."""
        if parts in self._files:
            return clean(str(self._files[parts]))
        return "/".join([clean(str(self._path)), *map(clean, parts)])

    def _leave(self, parts: Parts, owner: Owner | None, reason: str) -> None:
        if owner:
            self._left[owner.key] += 1
            if self._left[owner.key] > MOST_LISTED:
                return
        exercise = self._names.meant(owner.file) if owner else ""
        self.left_out.append(LeftOut(self.label(parts), reason, owner.students if owner else (), exercise))

    def _stop(self, parts: Parts, owner: Owner, reason: str) -> None:
        """Leaves out a file that exceeds the quota, and says so the first time for each student."""
        self._leave(parts, owner, reason)
        if owner.key not in self._stopped:
            self._stopped.add(owner.key)
            self._say(f"{self.label(parts)} {reason}")

    def _give_up(self, reason: str) -> None:
        self.whole = False
        self.left_out.append(LeftOut(clean(str(self._path)), reason))
        self._say(f"{clean(str(self._path))} {reason}")


def _below(root: Path) -> Iterator[Member]:
    """Yields everything in a folder, sorted by name."""
    problems: list[OSError] = []
    for folder, names, files in os.walk(root, onerror=problems.append):
        names.sort()
        here = Path(folder)
        parts = here.relative_to(root).parts
        if parts and not names and not files:
            yield Member((*parts, ""), None)
        for name in [n for n in names if (here / n).is_symlink()]:
            yield Member((*parts, name, ""), None, LINK)
        for name in sorted(files):
            yield _on_disk(here / name, (*parts, name))
    for error in problems:
        yield Member((*Path(error.filename).relative_to(root).parts, ""), None, f"cannot be read: {error.strerror}")


def _on_disk(path: Path, parts: Parts) -> Member:
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        return Member(parts, None, f"cannot be read: {error.strerror}")
    if stat.S_ISLNK(mode):
        return Member(parts, None, LINK)
    if not stat.S_ISREG(mode):
        return Member(parts, None, NOT_ORDINARY)
    return Member(parts, lambda most: _read(path, most), path=path)


def _read(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most)


def _seen(parts: Parts) -> Parts:
    """Returns the top of a path as messages show it: for junk files, their folder."""
    junk = next((n for n, part in enumerate(parts) if _junk((part,))), None)
    return parts if junk is None else (*parts[:junk], "") if junk else ()


def _junk(parts: Parts) -> bool:
    """Whether systems leave such a path behind and nobody hands it in."""
    return any(p.startswith(".") or p in JUNK for p in parts) or parts[-1:] in [(name,) for name in OF_SYSTEMS]
