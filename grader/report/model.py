"""The records of a report. Their JSON form is `grader.report/1`; every renderer is a pure function of them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

SCHEMA = "grader.report/1"
Status = Literal["passed", "failed", "skipped", "error"]


@dataclass(frozen=True)
class Failure:
    """One wrong result: `error` and `allowed` are in units in the last place of what was expected, each `ulp` large.

    `call` is a line to paste into Python.
    """

    kind: Literal["simplest", "worst"]
    inputs: Mapping[str, Any]
    got: float
    expected: float
    error: float
    allowed: float
    ulp: float
    call: str
    got_text: str
    expected_text: str


@dataclass(frozen=True)
class Diagnosis:
    """The mistake that explains wrong results, or what was observed of results that no known mistake explains.

    `source` is where a student may have it from (note:line).
    """

    id: str
    title: str
    explanation: str
    source: str
    confidence: Literal["named", "ambiguous", "observed"]
    evidence: str
    step: str = ""


@dataclass(frozen=True)
class CheckResult:
    """How one check went, on one device in one dtype."""

    name: str
    dtype: str
    status: Status
    summary: str
    score: float = 0.0
    max_score: float = 0.0
    device: str = "cpu"
    code: str = ""
    seconds: float = 0.0
    failures: tuple[Failure, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()


@dataclass(frozen=True)
class Problem:
    """What kept the submission from being judged, and whose it is."""

    code: str
    who: Literal["student", "author", "machine", "grader"]
    message: str
    where: str = ""


@dataclass(frozen=True)
class Report:
    """Everything about one grading."""

    exercise: str
    title: str
    path: str
    sha256: str
    seed: int
    environment: Mapping[str, str]
    duration_s: float
    checks: tuple[CheckResult, ...]
    error: Problem | None = None
    printed: str = ""

    @property
    def score(self) -> float:
        return sum(c.score for c in self.checks)

    @property
    def max_score(self) -> float:
        return sum(c.max_score for c in self.checks)

    @property
    def passed(self) -> bool:
        """All that counts has passed, and something has; a check that could not be made and gives no points is none."""
        counting = [c for c in self.checks if c.status != "skipped" or c.max_score]
        return self.error is None and bool(counting) and all(c.status == "passed" for c in counting)


def as_dict(report: Report) -> dict[str, Any]:
    """The report in the shape of its JSON form."""
    plain = asdict(report)
    return {
        "schema": SCHEMA,
        "exercise": report.exercise,
        "title": report.title,
        "submission": {"path": report.path, "sha256": report.sha256},
        "score": report.score,
        "max_score": report.max_score,
        "passed": report.passed,
        "seed": report.seed,
        "environment": plain["environment"],
        "duration_s": report.duration_s,
        "checks": plain["checks"],
        "error": plain["error"],
        "printed": report.printed,
    }
