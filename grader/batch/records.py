"""The records of a batch: one row for each student and exercise, and what became of the rest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

SCHEMA = "grader.batch/1"
Verdict = Literal["passed", "not passed", "not started", "not judged"]
Status = Literal[Verdict, "not graded yet", "missing"]
STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True)
class LeftOut:
    """A file that was not graded, and why."""

    path: str
    reason: str


@dataclass(frozen=True)
class Mistake:
    """A diagnosis: the mistake that was named, one of several that fit, or what was seen where none does."""

    id: str
    title: str
    confidence: Literal["named", "ambiguous", "observed"]


@dataclass(frozen=True)
class Graded:
    """What a report comes down to; `notes` are the kinds of means that a person is to look at."""

    status: Verdict
    score: float
    max_score: float
    codes: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    problem: str = ""
    torch: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """A file that has been graded again: whose it is, its result before and now, and what else is different."""

    students: tuple[str, ...]
    exercise: str
    old: Graded
    new: Graded
    reasons: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether a student would see another result."""
        return replace(self.old, torch="", notes=()) != replace(self.new, torch="", notes=())


@dataclass(frozen=True)
class Row:
    """A student and an exercise: what was handed in, and how it was graded, if both have happened."""

    student: str
    exercise: str
    path: str
    sha256: str
    graded: Graded | None

    @property
    def status(self) -> Status:
        if self.graded:
            return self.graded.status
        return "not graded yet" if self.sha256 else "missing"

    @property
    def judged(self) -> Graded | None:
        """The grading, if it says something about the submission."""
        return self.graded if self.graded and self.graded.status != "not judged" else None


@dataclass(frozen=True)
class ClassReport:
    """Everything about a batch: rows by student and exercise, with a row for every student who lacks an exercise."""

    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...]
    settings: Mapping[str, Any]
    made_at: str


def graded(report: Mapping[str, Any]) -> Graded:
    """What a report in its JSON form comes down to."""
    checks, error = report["checks"], report["error"]
    failed = [c for c in checks if c["status"] == "failed"]
    codes = [c["code"] for c in failed] + ([error["code"]] if error else [])
    status: Verdict = "passed" if report["passed"] else "not passed"
    if error and error["who"] != "student":
        status = "not judged"
    elif error and error["code"] == "S107":
        status = "not started"
    return Graded(
        status,
        report["score"],
        report["max_score"],
        tuple(dict.fromkeys(filter(None, codes))),
        tuple(dict.fromkeys(c["name"] for c in failed)),
        _mistakes(failed),
        error["message"] if error else "",
        report["environment"].get("torch", ""),
        tuple(note["id"] for note in report.get("notes", ())),
    )


def _mistakes(failed: Iterable[Mapping[str, Any]]) -> tuple[Mistake, ...]:
    """The diagnoses that hold in every dtype in which a check has failed."""
    groups: dict[tuple[str, str], list[list[Mistake]]] = {}
    for check in failed:
        found = [Mistake(d["id"], d["title"], d["confidence"]) for d in check["diagnoses"]]
        groups.setdefault((check["name"], check["code"]), []).append(found)
    told = (m for first, *others in groups.values() for m in first if all(m in o for o in others))
    return tuple(dict.fromkeys(told))
