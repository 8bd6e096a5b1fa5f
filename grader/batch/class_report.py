"""The records of a batch: one row for each student and exercise, and the files without a row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from ..handed import Person
from ..report.model import Score

SCHEMA = "grader.batch/1"
SAME = "the same code up to names and comments; that proves nothing"
LONGEST_LINE = 300  # characters
Verdict = Literal["passed", "not passed", "not started", "not judged"]
Status = Literal[Verdict, "not graded yet", "handed in, not judged", "missing"]
STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True)
class LeftOut:
    """A file that was not graded, and the reason; its student and the exercise in its name, if they
    are known.
    """

    path: str
    reason: str
    students: tuple[str, ...] = ()
    exercise: str = ""


@dataclass(frozen=True)
class Student:
    """A student who was seen: the name and ids, the layout that contains them, and the path, below
    the given path, whose last name contains them.
    """

    person: Person
    layout: str = ""
    place: str = ""


@dataclass(frozen=True)
class Arrival:
    """The time of a submission, as text that sorts by time, whether it was late, and its attempt,
    as far as names contain them.
    """

    when: str = ""
    late: bool = False
    attempt: int = 0


NOT_SAID = Arrival()


@dataclass(frozen=True)
class Mistake:
    """A diagnosis: the mistake, one of several that fit, or a fact if none fits."""

    id: str
    title: str
    confidence: Literal["named", "ambiguous", "observed"]


@dataclass(frozen=True, kw_only=True)
class Graded:
    """The summary of a report; `notes` are the kinds of means that a person should look at."""

    status: Verdict
    score: Score
    codes: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    problem: str = ""
    torch: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Regraded:
    """A file that was graded again: its students, its results before and now, other differences."""

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
    """A student and an exercise: the submission and its grading, if both exist. A row with a path
    but no hash is a file that cannot be graded. `left_out` are this student's files that were not
    graded, with the reasons. `unexplained` is the simplest wrong result that no mistake explains,
    one line for each check.
    """

    student: str
    exercise: str
    path: str
    sha256: str
    graded: Graded | None
    left_out: str = ""
    arrival: Arrival = NOT_SAID
    unexplained: tuple[str, ...] = ()

    @property
    def status(self) -> Status:
        if self.graded:
            return self.graded.status
        if self.sha256:
            return "not graded yet"
        return "handed in, not judged" if self.path else "missing"

    @property
    def reason(self) -> str:
        """Returns why there is no verdict, in one line."""
        if self.graded and self.graded.status == "not judged":
            return self.graded.problem.partition("\n")[0]
        return "" if self.graded else self.left_out

    @property
    def judged(self) -> Graded | None:
        """Returns the grading, if it is a verdict on the submission."""
        return self.graded if self.graded and self.graded.status != "not judged" else None


@dataclass(frozen=True)
class Alike:
    """Students whose code for an exercise is the same except for names and comments, and its number
    of lines.
    """

    exercise: str
    students: tuple[str, ...]
    lines: int


@dataclass(frozen=True)
class ClassReport:
    """Everything about a batch: rows by student and exercise, also for exercises that a student
    lacks; the files left out; the paths that could not be read to the end; the students whose
    verdict is on a file of an earlier path because a later one was unusable; and those who are not
    on the roster, if there is one.
    """

    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...]
    settings: Mapping[str, Any]
    made_at: str
    unread: tuple[str, ...] = ()
    outdated: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    alike: tuple[Alike, ...] = ()

    @property
    def without_verdict(self) -> tuple[Row, ...]:
        """Returns the submissions without a verdict."""
        return tuple(r for r in self.rows if r.status in ("not judged", "not graded yet", "handed in, not judged"))


def graded(report: Mapping[str, Any]) -> Graded:
    """Returns the summary of a report in its JSON form."""
    checks, error = report["checks"], report["error"]
    failed = [c for c in checks if c["status"] == "failed"]
    codes = [c["code"] for c in failed] + ([error["code"]] if error else [])
    status: Verdict = "passed" if report["passed"] else "not passed"
    if error and error["who"] != "student":
        status = "not judged"
    elif error and error["code"] == "S107":
        status = "not started"
    return Graded(
        status=status,
        score=Score(report["score"], report["max_score"]),
        codes=tuple(dict.fromkeys(filter(None, codes))),
        failed=tuple(dict.fromkeys(c["name"] for c in failed)),
        mistakes=_mistakes(failed),
        problem=error["message"] if error else "",
        torch=report["environment"].get("torch", ""),
        notes=tuple(note["id"] for note in report.get("notes", ())),
    )


def unexplained(report: Mapping[str, Any]) -> tuple[str, ...]:
    """Returns the simplest wrong result of each failed check without a named mistake, as one line:
    equal for submissions that get the same wrong number.
    """
    found = dict[str, str]()
    explained = {c["name"] for c in report["checks"] if any(d["confidence"] != "observed" for d in c["diagnoses"])}
    for check in report["checks"]:
        if check["failures"] and check["name"] not in explained:
            simplest = check["failures"][0]
            at = ", ".join(f"{name}={value}" for name, value in simplest["inputs"].items())
            line = f"{check['name']}: got {simplest['got_text']}, but should be {simplest['expected_text']} at {at}"
            found.setdefault(check["name"], line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]} ...")
    return tuple(found.values())


def _mistakes(failed: Iterable[Mapping[str, Any]]) -> tuple[Mistake, ...]:
    """Returns the diagnoses that hold in every dtype in which a check has failed."""
    groups: dict[tuple[str, str], list[list[Mistake]]] = {}
    for check in failed:
        found = [Mistake(d["id"], d["title"], d["confidence"]) for d in check["diagnoses"]]
        groups.setdefault((check["name"], check["code"]), []).append(found)
    told = (m for first, *others in groups.values() for m in first if all(m in o for o in others))
    return tuple(dict.fromkeys(told))
