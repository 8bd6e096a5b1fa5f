"""Rows added up: by exercise, by check, by mistake."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .records import ClassReport, Mistake, Row, Status


@dataclass(frozen=True)
class OfExercise:
    """How an exercise went: students by status, and their mean score from 0 to 1; of nobody there is none."""

    exercise: str
    counts: Mapping[Status, int]
    mean: float | None

    @property
    def handed_in(self) -> int:
        return sum(self.counts.values()) - self.counts["missing"]


@dataclass(frozen=True)
class Failed:
    """A check that submissions have failed: how many of those that were judged."""

    exercise: str
    check: str
    failed: int
    judged: int


@dataclass(frozen=True)
class Summary:
    """A class in numbers. Checks and mistakes come most frequent first."""

    students: int
    exercises: tuple[OfExercise, ...]
    checks: tuple[Failed, ...]
    mistakes: tuple[tuple[Mistake, int], ...]

    def count(self, status: Status) -> int:
        return sum(e.counts[status] for e in self.exercises)


def summary(report: ClassReport) -> Summary:
    """Add up a class report."""
    by_exercise: dict[str, list[Row]] = {}
    for row in report.rows:
        by_exercise.setdefault(row.exercise, []).append(row)
    failed: Counter[tuple[str, str]] = Counter()
    mistakes: Counter[Mistake] = Counter()
    for row in report.rows:
        if judged := row.judged:
            failed.update((row.exercise, check) for check in judged.failed)
            mistakes.update(judged.mistakes)
    judged_of = {slug: sum(r.judged is not None for r in rows) for slug, rows in by_exercise.items()}
    checks = [Failed(slug, check, n, judged_of[slug]) for (slug, check), n in failed.items()]
    return Summary(
        len({row.student for row in report.rows}),
        tuple(_of(slug, rows) for slug, rows in sorted(by_exercise.items())),
        tuple(sorted(checks, key=lambda c: (-c.failed, c.exercise, c.check))),
        tuple(sorted(mistakes.items(), key=lambda m: (-m[1], m[0].id))),
    )


def _of(slug: str, rows: Sequence[Row]) -> OfExercise:
    shares = [g.score / g.max_score for r in rows if (g := r.judged) and g.max_score]
    return OfExercise(slug, Counter(r.status for r in rows), sum(shares) / len(shares) if shares else None)


def complete(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows, sorted, with one more for each student who has none for an exercise that others have."""
    found = {(r.student, r.exercise): r for r in rows}
    students, exercises = ({key[n]: None for key in found} for n in (0, 1))
    return tuple(found.get((s, e)) or Row(s, e, "", "", None) for s in sorted(students) for e in sorted(exercises))
