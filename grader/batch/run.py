"""One run of a batch: grade what is chosen in a store, keep every result at once, and sum up what there is then."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TextIO

from .class_report import ClassReport, Graded, Regraded
from .collect import Collected
from .pool import Engine
from .progress import DoneCount
from .run_settings import Settings
from .same_code import same_code
from .store import Key, Store
from .summary import complete


@dataclass
class Done:
    """What a run has done: what changed by it, and what it could not judge, with the exercise that it is of."""

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
    """Everything in the store, or what of it is for some exercises, and what was the matter with what was collected."""
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


def _now() -> str:
    return datetime.datetime.now().astimezone().isoformat(" ", "seconds")
