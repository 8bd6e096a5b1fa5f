"""Finds submissions below paths: the exercise of each file, and which of several files of a student
counts. Other files are left out with the reason.
"""

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from ..judge.grade import read
from ..notebook.extract import unusable
from ..notebook.notebook_file import is_notebook
from . import archives
from .archives import LINK, NOT_ORDINARY, Parts
from .class_report import NOT_SAID, Arrival, LeftOut, Student
from .file_names import Names
from .files import MOST_LISTED, Intake
from .layouts import listed
from .naming import Naming
from .owners import Owner, clean

FIRST = "the first of those that are equal in all that is known"
# files for an exercise besides the one that counts: a student rarely has so many, but a class has
SUSPICIOUS = 4
HINT = "if they are those of a class, name its folder or archive as a PATH of its own"


@dataclass(frozen=True)
class HandIn:
    """A student's file for an exercise; no data if the student has handed in nothing."""

    student: str
    exercise: str
    path: str
    data: bytes | None
    arrival: Arrival = NOT_SAID
    group: str = ""  # that has handed it in, for all its members


class Rank(NamedTuple):
    """The rank of one of several files of a student. The first difference decides: the path is the
    student's own; it was named last; the file was handed in last; its name is the exercise's; it is
    a Python file, not a notebook; `grader check` looks there first; its number is the highest.
    """

    own: bool
    place: int
    when: str
    named: bool
    python: bool  # no notebook
    near: int  # 2 at the top of what is the student's, 1 in a folder exercises/, 0 elsewhere
    attempt: int


WHY = (  # one file counts before another, by the first field of their ranks that differs
    "of a PATH of her own",
    "of a PATH that was named later",
    "handed in later",
    "named after the exercise",
    "a Python file beside a notebook",
    "where grader check looks first",
    "with the higher number",
)


@dataclass
class Collected:
    """All submissions below some paths, all students seen there, the files left out of each path,
    and the paths that could not be read to the end.
    """

    submissions: list[HandIn] = field(default_factory=list)
    students: dict[str, Student] = field(default_factory=dict)
    left_out: dict[str, list[LeftOut]] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)  # students whose name is that of a path itself
    unread: list[str] = field(default_factory=list)
    # whose later path contains only unusable files
    outdated: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)  # who are on no roster, if there is one
    groups: list[str] = field(default_factory=list)  # sentences: which work belongs to whom

    def rename(self, old: str, new: str) -> None:
        """Changes the shown name of a student everywhere."""
        if old == new:
            return
        self.students = {new if label == old else label: student for label, student in self.students.items()}
        self.submissions = [replace(s, student=new) if s.student == old else s for s in self.submissions]
        for source, left_out in self.left_out.items():
            self.left_out[source] = [
                replace(out, students=tuple(new if s == old else s for s in out.students)) for out in left_out
            ]
        self.outdated = [new if student == old else student for student in self.outdated]

    def keep_names(self, known: Mapping[str, Student]) -> None:
        """Gives known students the names that they have already: the system identifies them by a
        number or a login.
        """
        ids = {(s.layout, s.person.id): label for label, s in known.items() if s.layout}
        logins = {(s.layout, s.person.login): label for label, s in known.items() if s.layout}
        for label, student in list(self.students.items()):
            layout, person = student.layout, student.person
            by = ids.get((layout, person.id)) if person.id else logins.get((layout, person.login))
            if by and by not in self.students and (person.id or person.login):
                self.rename(label, by)


class RankedFile(NamedTuple):
    """A file that may be a student's submission, the given path, and the path below it whose last
    name is the student's.
    """

    rank: Rank
    submission: HandIn
    source: str
    place: str = ""


def collect(
    paths: Sequence[Path],
    naming: Naming,
    say: Callable[[str], object] = str,
    known: Mapping[str, Student] = MappingProxyType({}),
) -> Collected:
    """Finds the submissions below some paths. `say` gets a message about each archive that is left
    out, and about a student with so many files that they may belong to a class. A path may have the
    name of a `known` student.

    Raises:
        ListError: if a list of submissions cannot be read.
    """
    collected = Collected()
    best: dict[tuple[str, str], RankedFile] = {}
    others, losers = Counter[tuple[str, str]](), set[LeftOut]()
    for new in _all(paths, naming, collected, say, dict(known)):
        key = (new.submission.student, new.submission.exercise)
        old = best.get(key)
        later = old and (old.submission.data is None, new.rank) > (new.submission.data is None, old.rank)
        if not old or later or _again(old, new):
            best[key] = new
        if old and old.submission.data is not None and new.submission.data is not None:
            counts, loser = (new, old) if best[key] is new else (old, new)
            others[key] += 1
            if others[key] <= MOST_LISTED:
                losers.add(other := _other(loser, counts))
                collected.left_out[loser.source].append(other)
    for (student, exercise), more in others.items():
        if more >= SUSPICIOUS:
            say(f"{more + 1:,} files for {exercise} are taken for those of {student} alone; {HINT}")
    collected.outdated = _outdated(paths, collected, best, losers)
    collected.submissions = [c.submission for c in best.values()]
    places = {(counts.submission.student, counts.place) for counts in best.values() if counts.place}
    for label, place in sorted(places, reverse=True):
        # it is that of a file that does not count
        if (label, collected.students[label].place) not in places:
            collected.students[label] = replace(collected.students[label], place=place)
    return collected


def _outdated(
    paths: Sequence[Path],
    collected: Collected,
    best: Mapping[tuple[str, str], RankedFile],
    losers: Collection[LeftOut],
) -> list[str]:
    """Returns the students whose file from a later path was unusable, so that an earlier one
    counts.
    """
    found = dict[str, None]()
    for place, path in enumerate(paths):
        for out in collected.left_out.get(str(path.absolute()), ()):
            for student in out.students if out not in losers else ():
                counts = best.get((student, out.exercise))
                if counts and counts.submission.data is not None and counts.rank.place < place:
                    found[student] = None
    return [student for student in found if student not in collected.own]


def _again(old: RankedFile, new: RankedFile) -> bool:
    """Whether an archive contains a file twice: unpacking would replace the first one."""
    return old.rank == new.rank and old.submission.path == new.submission.path


def _other(loser: RankedFile, counts: RankedFile) -> LeftOut:
    file, better = loser.submission, counts.submission
    differ = (why for why, a, b in zip(WHY, loser.rank, counts.rank, strict=True) if a != b)
    reason = f"is another file of {file.student} for {file.exercise}; {better.path} counts: {next(differ, FIRST)}"
    if file.path == better.path:
        reason = "is in the archive more than once; the last one counts"
    return LeftOut(file.path, reason, (file.student,), file.exercise)


def _near(owner: Owner, parts: Parts) -> int:
    """Returns how near a file is to the place where a course looks for submissions, below the
    student's folder.
    """
    below = parts[owner.depth : -1]
    return 2 if not below else int("exercises" in below)


def _all(
    paths: Sequence[Path],
    naming: Naming,
    collected: Collected,
    say: Callable[[str], object],
    known: dict[str, Student],
) -> Iterator[RankedFile]:
    single: dict[Path, int] = {}
    for place, path in enumerate(paths):
        source = str(path.absolute())
        left_out = collected.left_out.setdefault(source, [])
        if path.is_dir() or archives.suffix(path.name):
            intake = Intake(path, naming, say=say, before=known | collected.students)
            yield from _found(intake, naming, collected, lambda parts, place=place, source=source: (place, source))  # type: ignore[misc]
            left_out += intake.left_out
        elif path.suffix.lower() == ".csv" and not naming.of_path(path.name):
            yield from _listed(path, place, naming.names, collected, left_out.append)
        else:
            single[path] = place
    if single:
        root, files = _together(list(single))
        intake = Intake(root, naming, files, say)
        yield from _found(intake, naming, collected, lambda parts: (single[files[parts]], str(files[parts].absolute())))
        collected.left_out[str(next(iter(single)).absolute())] += intake.left_out


def _together(paths: Sequence[Path]) -> tuple[Path, Mapping[Parts, Path]]:
    """Returns the common folder of files that were given one by one, and their paths below it."""
    whole = {path: Path(os.path.abspath(path)) for path in paths}
    root = Path(os.path.commonpath([p.parent for p in whole.values()]))
    return root, {p.relative_to(root).parts: path for path, p in whole.items()}


def _found(
    intake: Intake, naming: Naming, collected: Collected, where: Callable[[Parts], tuple[int, str]]
) -> Iterator[RankedFile]:
    names = naming.names
    for label, known in intake.students.items():
        collected.students.setdefault(label, known)
    if not intake.whole:
        collected.unread += [out.path for out in intake.left_out if not out.students][-1:]
    for owner, parts, data in intake.found:
        place, source = where(parts)
        read_as = names.exercises(owner.file, data)
        if not read_as:
            reason = f"has a name of no exercise, and {unusable(data)}"
            collected.left_out[source].append(LeftOut(intake.label(parts), reason, owner.students))
        first = owner.handed[0]
        wanted = (as_one for as_one in read_as if not names.only or as_one[0] in names.only)
        for student, (slug, by_name, attempt) in product(owner.students, wanted):
            arrival = Arrival(first.when, first.late, first.attempt or attempt)
            submission = HandIn(student, slug, intake.label(parts), data, arrival)
            if owner.own:
                collected.own.add(student)
            elif student in collected.own:
                reason = f"would count for {student}, who has a PATH of her own: name that one last if it is to count"
                collected.left_out[source].append(LeftOut(submission.path, reason, (student,), slug))
                continue
            python, near = not is_notebook(data), _near(owner, parts)
            rank = Rank(owner.own, place, owner.when, by_name, python, near, attempt)
            yield RankedFile(rank, submission, source, owner.place)


def _listed(
    path: Path, place: int, names: Names, collected: Collected, leave: Callable[[LeftOut], None]
) -> Iterator[RankedFile]:
    for row in listed.rows(path):
        label, student, problem, data = clean(str(row.path or "")), clean(row.student), "", None
        collected.students.setdefault(student, Student(row.person))
        if row.exercise not in names.slugs:
            problem = f"is for {clean(row.exercise)}, which is no exercise (line {row.line} of {path})"
        elif row.path and row.path.is_symlink():
            problem = LINK
        elif row.path and row.path.exists() and not row.path.is_file():
            problem = f"{NOT_ORDINARY} (line {row.line} of {path})"
        elif row.path:
            try:
                data = read(row.path)
            except OSError as error:
                problem = f"cannot be read: {error.strerror} (line {row.line} of {path})"
        if problem:
            leave(LeftOut(label, problem, (student,), row.exercise if row.exercise in names.slugs else ""))
        elif not names.only or row.exercise in names.only:
            submission, python = HandIn(student, row.exercise, label, data), not is_notebook(data or b"")
            yield RankedFile(Rank(False, place, "", True, python, 2, row.line), submission, str(path.absolute()))
