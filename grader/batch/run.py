"""One run of a batch: grades the chosen files in a store, keeps every result at once, and
summarises all results at the end.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TextIO

from .class_report import ClassReport, Graded, Regraded, Row
from .collect import Collected
from .pool import Engine
from .progress import DoneCount
from .run_settings import Settings
from .same_code import same_code
from .store import Key, Store
from .summary import complete


@dataclass
class Done:
    """The work of a run: the results that it changed, and the jobs that it could not judge, with
    their exercises.
    """

    changes: list[Regraded] = field(default_factory=list)
    broken: list[tuple[str, Graded]] = field(default_factory=list)


def grade(store: Store, keys: Mapping[str, Key], settings: Settings, engine: Engine, stream: TextIO) -> Done:
    """Grades the chosen files in the store that have no result yet, with progress on a stream.

    Raises:
        MachineError: if the engine cannot be used.
    """
    jobs, done = store.pending(keys), Done()
    if not jobs:
        return done
    stream.write(f"grader: inputs are drawn from a secret seed, which {store.path} keeps\n")
    outcomes = engine(jobs, store.source, settings)
    try:
        with DoneCount(len(jobs), stream) as progress:
            for job, report, graded in outcomes:
                change = store.record(job, keys[job.exercise], report, graded, _now())
                broken = graded.status == "not judged"
                if broken:
                    done.broken.append((job.exercise, graded))
                if change and change.differs:
                    done.changes.append(change)
                progress.one(broken)
    finally:
        outcomes.close()  # ends the judges also when this was interrupted
    return done


def class_report(store: Store, settings: Settings, collected: Collected, only: Sequence[str] = ()) -> ClassReport:
    """Returns everything in the store, or its part for some exercises, and the problems in the
    collected files.
    """
    left_out = store.left_out()
    rows = complete((r for r in store.rows() if not only or r.exercise in only), store.students(), left_out, only)
    described = {"grader": settings.version, "seed": "secret", "dtypes": " ".join(settings.dtypes)}
    return ClassReport(
        rows,
        tuple(left_out),
        described,
        _now(),
        unread=tuple(collected.unread),
        outdated=tuple(collected.outdated),
        strangers=tuple(collected.strangers),
        alike=tuple(same_code(rows, store.source)),
    )


def late_without_use(before: Iterable[Row], collected: Collected) -> list[str]:
    """Returns students with an earlier submission whose new file for the exercise is unusable."""
    had = {(row.student, row.exercise) for row in before if row.sha256}
    now = {(s.student, s.exercise) for s in collected.submissions}
    left_out = (out for outs in collected.left_out.values() for out in outs)
    found = (s for out in left_out for s in out.students if (s, out.exercise) in had and (s, out.exercise) not in now)
    return [student for student in dict.fromkeys(found) if student not in collected.outdated]


def other_files(before: Iterable[Row], after: Iterable[Row]) -> list[Regraded]:
    """Returns the results that differ because another file counts now."""
    old = {(row.student, row.exercise): row for row in before}
    changes = []
    for row in after:
        was = old.get((row.student, row.exercise))
        if was and was.judged and row.judged and was.sha256 != row.sha256:
            change = Regraded((row.student,), row.exercise, was.judged, row.judged, (f"now {row.path} counts",))
            if change.differs:
                changes.append(change)
    return changes


def _now() -> str:
    return datetime.datetime.now().astimezone().isoformat(" ", "seconds")
