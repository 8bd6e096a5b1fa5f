"""From paths to submissions: whose a file is, and of which exercise. What does not fit is left out with the reason."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ..judge.grade import read
from .archives import LINK
from .files import METADATA, Found, Intake, clean
from .layouts import canvas, folders, listed, moodle
from .layouts.gradescope import Export
from .layouts.handed import Handed
from .records import LeftOut

AGAIN = re.compile(r"(?P<stem>.+?)(?:-(?P<canvas>\d{1,9})|[ _]?\((?P<browser>\d{1,9})\))")


@dataclass(frozen=True)
class Submission:
    """What a student handed in for an exercise; no data if the student is known to have handed in nothing."""

    student: str
    exercise: str
    path: str
    data: bytes | None


class Rank(NamedTuple):
    """Which of several files of a student counts: of the path named last, with the exercise's name, attempted last."""

    place: int
    named: bool
    attempt: int


@dataclass
class Collected:
    """All submissions below some paths, and what was left out."""

    submissions: list[Submission] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def collect(paths: Sequence[Path], slugs: Collection[str], only: Sequence[str] = ()) -> Collected:
    """Find the submissions of the exercises `slugs`, or only of some.

    With one exercise alone, a file with a name of no exercise is of this one.

    Raises:
        ListError: if a list of submissions cannot be read.
    """
    collected = Collected()
    best: dict[tuple[str, str], tuple[Rank, Submission]] = {}
    for place, path in enumerate(paths):
        of_path = _listed if path.suffix.lower() == ".csv" and path.is_file() else _found
        for rank, new in of_path(path, place, Names(slugs, only), collected.left_out.append):
            key = (new.student, new.exercise)
            old_rank, old = best.get(key, (None, new))
            if old_rank is None or (old.data is None, rank) > (new.data is None, old_rank):
                best[key] = (rank, new)
            if old_rank is not None and old.data is not None and new.data is not None:
                loser = new if best[key][1] is old else old
                reason = f"is another file of {new.student} for {new.exercise}; {best[key][1].path} counts"
                collected.left_out.append(LeftOut(loser.path, reason))
    collected.submissions = [submission for _, submission in best.values()]
    return collected


@dataclass(frozen=True)
class Names:
    """Which exercise a file is of, by its name."""

    slugs: Collection[str]
    only: Sequence[str]

    def read(self, file: str) -> tuple[str, bool, int]:
        """The slug or nothing, whether the name says so, and which attempt it is: the number that was put behind it."""
        stem = file[:-3] if file.lower().endswith(".py") else file
        attempt = 0
        slug = _slug(stem)
        if slug not in self.slugs and (match := AGAIN.fullmatch(stem)):
            slug, attempt = _slug(match["stem"]), int(match["canvas"] or match["browser"])
        if slug in self.slugs:
            return slug, True, attempt
        return (self.only[0], False, attempt) if len(self.only) == 1 else ("", False, attempt)


def _slug(stem: str) -> str:
    return re.sub(r"[\s-]+", "_", stem.strip().lower())


def _found(path: Path, place: int, names: Names, leave: Callable[[LeftOut], None]) -> Iterator[tuple[Rank, Submission]]:
    intake = Intake(path)
    for out in intake.left_out:
        leave(out)
    exports = [Export.read(f.parts, f.data) for f in intake.found if f.parts[-1] == METADATA]
    files = [f for f in intake.found if f.parts[-1] != METADATA]
    depth = folders.shared([f.parts for f in files]) if intake.archive else 0
    for found in files:
        label = intake.label(found.parts)
        handed = _handed(found, exports, depth)
        slug, named, attempt = names.read(handed.file)
        if not slug:
            leave(LeftOut(label, f"has a name of no exercise: {clean(handed.file)}"))
            continue
        if names.only and slug not in names.only:
            continue
        whole = folders.without_suffix(path.resolve().name)
        students = handed.students or (whole if named else handed.file[:-3],)
        for student in dict.fromkeys(map(clean, students)):
            yield Rank(place, named, attempt), Submission(student, slug, label, found.data)


def _handed(found: Found, exports: Sequence[Export], depth: int) -> Handed:
    for reading in (*(e.handed for e in exports), moodle.handed, canvas.handed):
        if handed := reading(found.parts):
            return handed
    return folders.handed(found.parts[depth:])


def _listed(
    path: Path, place: int, names: Names, leave: Callable[[LeftOut], None]
) -> Iterator[tuple[Rank, Submission]]:
    for row in listed.rows(path):
        label, problem, data = clean(str(row.path or "")), "", None
        if row.exercise not in names.slugs:
            problem = f"is for {clean(row.exercise)}, which is no exercise (line {row.line} of {path})"
        elif row.path and row.path.is_symlink():
            problem = LINK
        elif row.path:
            try:
                data = read(row.path)
            except OSError as error:
                problem = f"cannot be read: {error.strerror} (line {row.line} of {path})"
        if problem:
            leave(LeftOut(label, problem))
        elif not names.only or row.exercise in names.only:
            yield Rank(place, True, row.line), Submission(clean(row.student), row.exercise, label, data)
