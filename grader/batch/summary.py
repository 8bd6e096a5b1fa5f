"""Rows added up: by exercise, by check, by mistake."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from . import archives
from .class_report import ClassReport, LeftOut, Mistake, Row, Status

UNKNOWN = "unknown exercise"  # of what is handed in where no exercise has a submission
TOLD = 3  # files of a student that a row names
# which may be meant for an exercise that has nothing
LIKELY = (".py", ".ipynb", *archives.SUFFIXES, *archives.OTHERS)


NO_WORK = re.compile(r"(test_.*|.*_test|conftest|setup|__init__)\.py")


@dataclass(frozen=True)
class OfExercise:
    """How an exercise went: students by status, their mean score from 0 to 1 (of nobody there is
    none), and how scores are spread: the least, the quartiles and the greatest.
    """

    exercise: str
    counts: Mapping[Status, int]
    mean: float | None
    spread: tuple[float, ...] = ()

    @property
    def handed_in(self) -> int:
        return sum(self.counts.values()) - self.counts["missing"]

    @property
    def not_judged(self) -> int:
        """Handed in, without a verdict, and not waiting for one."""
        return self.counts["not judged"] + self.counts["handed in, not judged"]


@dataclass(frozen=True)
class Failed:
    """A check that submissions have failed: how many of those that were judged."""

    exercise: str
    check: str
    failed: int
    judged: int


@dataclass(frozen=True)
class Made:
    """A mistake, and the students who have made it."""

    mistake: Mistake
    students: tuple[str, ...]


@dataclass(frozen=True)
class Unexplained:
    """A wrong result that no mistake explains, in a line, and the students who have it: where there
    are several, the exercise lacks a misconception.
    """

    exercise: str
    line: str
    students: tuple[str, ...]


@dataclass(frozen=True)
class Summary:
    """A class in numbers. Checks, mistakes and what is unexplained come most frequent first."""

    students: int
    exercises: tuple[OfExercise, ...]
    checks: tuple[Failed, ...]
    mistakes: tuple[Made, ...]
    unexplained: tuple[Unexplained, ...] = ()

    def count(self, status: Status) -> int:
        return sum(e.counts[status] for e in self.exercises)


def summary(report: ClassReport) -> Summary:
    """Add up a class report."""
    by_exercise: dict[str, list[Row]] = {}
    for row in report.rows:
        by_exercise.setdefault(row.exercise, []).append(row)
    failed: Counter[tuple[str, str]] = Counter()
    mistakes = defaultdict[Mistake, list[str]](list)
    unexplained = defaultdict[tuple[str, str], list[str]](list)
    for row in report.rows:
        if judged := row.judged:
            failed.update((row.exercise, check) for check in judged.failed)
            for mistake in judged.mistakes:
                mistakes[mistake].append(row.student)
            for line in row.unexplained:
                unexplained[row.exercise, line].append(row.student)
    judged_of = {slug: sum(r.judged is not None for r in rows) for slug, rows in by_exercise.items()}
    checks = [Failed(slug, check, n, judged_of[slug]) for (slug, check), n in failed.items()]
    return Summary(
        len({row.student for row in report.rows}),
        tuple(_of(slug, rows) for slug, rows in sorted(by_exercise.items())),
        tuple(sorted(checks, key=lambda c: (-c.failed, c.exercise, c.check))),
        tuple(Made(m, tuple(who)) for m, who in sorted(mistakes.items(), key=lambda m: (-len(m[1]), m[0].id))),
        tuple(
            Unexplained(slug, line, tuple(who))
            for (slug, line), who in sorted(unexplained.items(), key=lambda u: (-len(u[1]), u[0]))
        ),
    )


def _of(slug: str, rows: Sequence[Row]) -> OfExercise:
    shares = [g.score.points / g.score.most for r in rows if (g := r.judged) and g.score.most]
    mean = sum(shares) / len(shares) if shares else None
    return OfExercise(slug, Counter(r.status for r in rows), mean, _spread(sorted(shares)))


def spread(of: OfExercise) -> str:
    """How scores are spread, in percent: the least, the quartiles and the greatest, 0 40 80 100
    100.
    """
    return " ".join(f"{100 * share:.0f}" for share in of.spread)


def _spread(shares: Sequence[float]) -> tuple[float, ...]:
    """The least, the quartiles and the greatest of sorted numbers, each of them one that occurs."""
    last = len(shares) - 1
    return tuple(shares[round(last * quarter / 4)] for quarter in range(5)) if shares else ()


def complete(
    rows: Iterable[Row], students: Iterable[str] = (), left_out: Sequence[LeftOut] = (), only: Collection[str] = ()
) -> tuple[Row, ...]:
    """The rows, sorted, with one more for each student who has none for an exercise that others
    have.

    `students` are those who were seen, even if nothing of theirs could be used. What was left out
    appears in the rows of the exercise that it is named after; code and archives may be of any
    exercise that the student has nothing else for. Who has nothing else at all has handed in what
    may be of any. If no exercise is known, it is UNKNOWN.
    """
    found = {(r.student, r.exercise): r for r in rows}
    loose: dict[str, list[LeftOut]] = {}
    named: dict[tuple[str, str], list[LeftOut]] = {}
    for out in left_out:
        for student in out.students:
            if not out.exercise:
                loose.setdefault(student, []).append(out)
            elif not only or out.exercise in only:
                named.setdefault((student, out.exercise), []).append(out)
    used = {r.student for r in found.values() if r.sha256} | {student for student, _ in named}
    everybody = sorted({student for student, _ in [*found, *named]} | set(students))
    exercises = sorted({exercise for _, exercise in [*found, *named]} | set(only)) or [UNKNOWN] * bool(loose)
    return tuple(
        _row(found.get((s, e)) or Row(s, e, "", "", None), named.get((s, e), []), loose.get(s, []), s in used)
        for s in everybody
        for e in exercises
    )


def _row(row: Row, named: Sequence[LeftOut], loose: Sequence[LeftOut], used: bool) -> Row:
    if row.sha256:
        return row
    handed = [*named, *(o for o in loose if not used or _likely(o.path))]
    return replace(row, path=handed[0].path if handed else row.path, left_out=_told(handed))


def _likely(path: str) -> bool:
    """Whether a file may be meant for an exercise by its kind; tests and the like, which templates
    have, are not.
    """
    name = path.rpartition("/")[2].lower()
    return name.endswith(LIKELY) and not NO_WORK.fullmatch(name)


def _told(left_out: Sequence[LeftOut]) -> str:
    more = f"; and {len(left_out) - TOLD} more" if len(left_out) > TOLD else ""
    return "; ".join(f"{out.path} {out.reason}" for out in left_out[:TOLD]) + more
