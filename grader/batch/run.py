"""One run of a batch: grade what is chosen in a store, keep every result at once, and sum up what
there is then.
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
    """What a run has done: what changed by it, and what it could not judge, with the exercise that
    it is of.
    """

    changes: list[Regraded] = field(default_factory=list)
    broken: list[tuple[str, Graded]] = field(default_factory=list)


def grade(store: Store, keys: Mapping[str, Key], settings: Settings, engine: Engine, stream: TextIO) -> Done:
    """Grade what is chosen in the store and has no result yet, with progress on a stream.

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
    """Everything in the store, or its part for some exercises, and the problems of what was
    collected.
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
    """Students who had handed in something before, and now something for the same exercise that
    cannot be used.
    """
    had = {(row.student, row.exercise) for row in before if row.sha256}
    now = {(s.student, s.exercise) for s in collected.submissions}
    left_out = (out for outs in collected.left_out.values() for out in outs)
    found = (s for out in left_out for s in out.students if (s, out.exercise) in had and (s, out.exercise) not in now)
    return [student for student in dict.fromkeys(found) if student not in collected.outdated]


def other_files(before: Iterable[Row], after: Iterable[Row]) -> list[Regraded]:
    """The results that are different since another file counts."""
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
