"""From paths to submissions: of which exercise each file is, and which of several of a student counts. What does not
fit is left out with the reason.
"""

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ..judge.grade import read
from . import archives
from .archives import LINK, NOT_ORDINARY, Parts
from .class_report import LeftOut
from .file_names import Names
from .files import MOST_LISTED, Intake
from .layouts import folders, listed
from .owners import clean, named

SUSPICIOUS = 4  # files for an exercise, beside the one that counts: one student rarely has so many, a class does
HINT = "if they are those of a class, name its folder or archive as a PATH of its own"


@dataclass(frozen=True)
class HandIn:
    """What a student handed in for an exercise; no data if the student is known to have handed in nothing."""

    student: str
    exercise: str
    path: str
    data: bytes | None


class Rank(NamedTuple):
    """Which of several files of a student counts: of a path that is her own, of the path named last, handed in last,
    with the exercise's name, with the highest number.
    """

    own: bool
    place: int
    when: str
    named: bool
    attempt: int


@dataclass
class Collected:
    """All submissions below some paths, everybody who was seen there, what was left out of each path, and the paths
    that could not be read to the end.
    """

    submissions: list[HandIn] = field(default_factory=list)
    students: list[str] = field(default_factory=list)
    left_out: dict[str, list[LeftOut]] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)  # those after whom a path itself is named
    unread: list[str] = field(default_factory=list)
    outdated: list[str] = field(default_factory=list)  # whose later path has only what could not be used


class RankedFile(NamedTuple):
    """A file that may be what a student has handed in, and the path that was named for it."""

    rank: Rank
    submission: HandIn
    source: str


def collect(paths: Sequence[Path], names: Names, say: Callable[[str], object] = str) -> Collected:
    """Find the submissions below some paths; `say` is told of archives that are given up, and of a student who has so
    many files that these may be those of a class.

    Raises:
        ListError: if a list of submissions cannot be read.
    """
    collected = Collected()
    best: dict[tuple[str, str], RankedFile] = {}
    others, losers = Counter[tuple[str, str]](), set[LeftOut]()
    for new in _all(paths, names, collected, say):
        key = (new.submission.student, new.submission.exercise)
        old = best.get(key)
        later = old and (old.submission.data is None, new.rank) > (new.submission.data is None, old.rank)
        if not old or later or _again(old, new):
            best[key] = new
        if old and old.submission.data is not None and new.submission.data is not None:
            counts, loser = (new, old) if best[key] is new else (old, new)
            others[key] += 1
            if others[key] <= MOST_LISTED:
                losers.add(other := _other(loser.submission, counts.submission))
                collected.left_out[loser.source].append(other)
    for (student, exercise), more in others.items():
        if more >= SUSPICIOUS:
            say(f"{more + 1:,} files for {exercise} are taken for those of {student} alone; {HINT}")
    collected.outdated = _outdated(paths, collected, best, losers)
    collected.submissions = [c.submission for c in best.values()]
    collected.students = list(dict.fromkeys([*collected.students, *(s.student for s in collected.submissions)]))
    return collected


def _outdated(
    paths: Sequence[Path],
    collected: Collected,
    best: Mapping[tuple[str, str], RankedFile],
    losers: Collection[LeftOut],
) -> list[str]:
    """The students of whom a file of a later path could not be used, so that an earlier one counts."""
    found = dict[str, None]()
    for place, path in enumerate(paths):
        for out in collected.left_out.get(str(path.absolute()), ()):
            for student in out.students if out not in losers else ():
                counts = best.get((student, out.exercise))
                if counts and counts.submission.data is not None and counts.rank.place < place:
                    found[student] = None
    return [student for student in found if student not in collected.own]


def _again(old: RankedFile, new: RankedFile) -> bool:
    """Whether an archive holds a file once more, which would replace the first where it is unpacked."""
    return old.rank == new.rank and old.submission.path == new.submission.path


def _other(loser: HandIn, counts: HandIn) -> LeftOut:
    reason = f"is another file of {loser.student} for {loser.exercise}; {counts.path} counts"
    if loser.path == counts.path:
        reason = "is in the archive more than once; the last one counts"
    return LeftOut(loser.path, reason, (loser.student,), loser.exercise)


def _all(
    paths: Sequence[Path], names: Names, collected: Collected, say: Callable[[str], object]
) -> Iterator[RankedFile]:
    single: dict[Path, int] = {}
    for place, path in enumerate(paths):
        source = str(path.absolute())
        left_out = collected.left_out.setdefault(source, [])
        if path.is_dir() or archives.suffix(path.name):
            known = clean(folders.without_suffix(path.name)) in collected.students
            intake = Intake(path, names, say=say, one=known)
            yield from _found(intake, names, collected, lambda parts, place=place, source=source: (place, source))  # type: ignore[misc]
            left_out += intake.left_out
        elif path.suffix.lower() == ".csv" and not named(path.name):
            yield from _listed(path, place, names, left_out.append)
        else:
            single[path] = place
    if single:
        root, files = _together(list(single))
        intake = Intake(root, names, files, say)
        yield from _found(intake, names, collected, lambda parts: (single[files[parts]], str(files[parts].absolute())))
        collected.left_out[str(next(iter(single)).absolute())] += intake.left_out


def _together(paths: Sequence[Path]) -> tuple[Path, Mapping[Parts, Path]]:
    """Files that were pointed at one by one: the folder that holds all of them, and their paths below it."""
    whole = {path: Path(os.path.abspath(path)) for path in paths}
    root = Path(os.path.commonpath([p.parent for p in whole.values()]))
    return root, {p.relative_to(root).parts: path for path, p in whole.items()}


def _found(
    intake: Intake, names: Names, collected: Collected, where: Callable[[Parts], tuple[int, str]]
) -> Iterator[RankedFile]:
    collected.students += intake.students
    if not intake.whole:
        collected.unread += [out.path for out in intake.left_out if not out.students][-1:]
    for owner, parts, data in intake.found:
        slug, by_name, attempt = names.read(owner.file)
        if names.only and slug not in names.only:
            continue
        place, source = where(parts)
        for student in owner.students:
            submission = HandIn(student, slug, intake.label(parts), data)
            if owner.own:
                collected.own.add(student)
            elif student in collected.own:
                reason = f"would count for {student}, who has a PATH of her own: name that one last if it is to count"
                collected.left_out[source].append(LeftOut(submission.path, reason, (student,), slug))
                continue
            yield RankedFile(Rank(owner.own, place, owner.when, by_name, attempt), submission, source)


def _listed(path: Path, place: int, names: Names, leave: Callable[[LeftOut], None]) -> Iterator[RankedFile]:
    for row in listed.rows(path):
        label, student, problem, data = clean(str(row.path or "")), clean(row.student), "", None
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
            submission = HandIn(student, row.exercise, label, data)
            yield RankedFile(Rank(False, place, "", True, row.line), submission, str(path.absolute()))
