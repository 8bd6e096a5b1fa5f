"""Finds one person's files for the exercises of an assignment in a folder."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..course_settings import Course
from ..handed import Person
from ..judge.grade import read
from ..plugins import Catalogue
from .class_report import LeftOut, Student
from .collect import collect
from .file_names import Names
from .layouts.folders import without_suffix
from .naming import Naming
from .owners import clean

MOST_REASONS = 3


@dataclass(frozen=True)
class FoundFile:
    """A file that counts, with its shown name and its contents."""

    path: str
    data: bytes


@dataclass(frozen=True)
class Files:
    """The files of one person that count, by exercise, and the other files."""

    found: Mapping[str, FoundFile]
    left_out: Sequence[LeftOut]

    def missing(self, slug: str) -> str:
        """Returns that an exercise has no file, and which file may be meant for it."""
        meant = [out for out in self.left_out if out.exercise in ("", slug)][:MOST_REASONS]
        return "; ".join([f"there is no file for {slug}: hand in {slug}.py", *(f"{o.path} {o.reason}" for o in meant)])


def files_of(folder: Path, slugs: Sequence[str], found: Catalogue, course: Course) -> Files:
    """Returns the files that count in a folder of one person, by the rules of `grader batch`. In
    the folder of a course, which has solutions too, only files that `grader check` finds count.

    Raises:
        OSError: if a file cannot be read.
    """
    if folder.resolve() == course.root.resolve():
        own = {slug: path for slug in slugs if (path := course.submission(slug, folder))}
        return Files({slug: FoundFile(_shown(str(path), folder), read(path)) for slug, path in own.items()}, ())
    whole = folder.resolve()
    owner = clean(without_suffix(whole.name))
    naming = Naming(Names(tuple(found.entries), slugs, found.targets), layouts=())
    collected = collect([whole], naming, known={owner: Student(Person(name=owner))})
    left_out = [
        LeftOut(_shown(out.path, folder), out.reason, out.students, out.exercise)
        for outs in collected.left_out.values()
        for out in outs
    ]
    counting = {s.exercise: s for s in collected.submissions if s.data is not None}
    return Files({slug: FoundFile(_shown(s.path, folder), s.data or b"") for slug, s in counting.items()}, left_out)


def _shown(path: str, folder: Path) -> str:
    """Returns a path as messages show it: below the current folder if possible, else below the
    person's folder.
    """
    for root in (Path.cwd(), folder.resolve()):
        below = os.path.relpath(path, root)
        if not below.startswith(".."):
            return below
    return path
