"""The records of a report. Their JSON form is `grader.report/1`; every renderer is a pure function of them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

SCHEMA = "grader.report/1"
Status = Literal["passed", "failed", "skipped", "error"]


@dataclass(frozen=True)
class Failure:
    """One wrong result: `off` is how far from what was expected, `off_allowed` how far it may be; `error` and `allowed`
    are the same in units in the last place of what was expected, each `ulp` large.

    `call` is a line to paste into Python, which was run; if there is none, `remark` may say why.
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
    off: float
    off_allowed: float
    remark: str = ""


@dataclass(frozen=True)
class Step:
    """A step of a derivation or a piece of a formula that was got wrong: `wrong` stands where `right` belongs.

    `rule` says what kind of step it is, `at` what it was applied to. Both forms are text, and MathML unless they are
    code. A report that does not give answers away has no right form.
    """

    rule: str
    at: str
    wrong: str
    right: str
    wrong_mathml: str = ""
    right_mathml: str = ""


@dataclass(frozen=True)
class Diagnosis:
    """The mistake that explains wrong results, or what was observed of results that no known mistake explains.

    `source` is where a student may have it from (note:line); `steps` are where it was made, if that is known.
    `computed` is the wrong formula as a whole, in a report that gives answers away.
    """

    id: str
    title: str
    explanation: str
    source: str
    confidence: Literal["named", "ambiguous", "observed"]
    evidence: str
    steps: tuple[Step, ...] = ()
    computed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Timing:
    """The time of a call in seconds, beside a baseline's; the ratio is a median, and lies between `low` and `high` with
    99 %. A ratio that is graded has a limit and a verdict. Nothing takes less than `floor` seconds.

    `clock` is "processor" for the time of a process that is stopped else, "wall" for that from question to answer.
    `bound` is what takes the time on a device: "launch", at small sizes, or "memory".
    """

    size: int
    direction: str
    own: float
    baseline: str
    baseline_seconds: float
    ratio: float
    low: float
    high: float
    limit: float = 0.0
    verdict: str = ""
    floor: float = 0.0
    clock: str = "processor"
    bound: str = ""


@dataclass(frozen=True)
class CheckResult:
    """How one check went, on one device in one dtype; `right` has the right formulas, in a report that gives answers
    away. `call` is a line to paste into Python that shows what failed, where that is no number.
    """

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
    right: tuple[str, ...] = ()
    timings: tuple[Timing, ...] = ()
    call: str = ""


@dataclass(frozen=True)
class Note:
    """A means that honest work has no use for, for a person to look at; it decides nothing and takes no points.

    `id` is the kind, `words` say what it can be used for, `names` are what the submission names or was seen to use, the
    first in this line; 0 if that is not in its text.
    """

    id: str
    words: str
    names: tuple[str, ...]
    line: int


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
    seed: int | None  # that the inputs were drawn from; none if who reads this must not know it
    environment: Mapping[str, str]
    duration_s: float
    checks: tuple[CheckResult, ...]
    error: Problem | None = None
    printed: str = ""
    notes: tuple[Note, ...] = ()

    @property
    def score(self) -> float:
        """The points of all checks; none if one fails that has none to give: then it is not the student's own work."""
        if any(c.status == "failed" and not c.max_score for c in self.checks):
            return 0.0
        return sum(c.score for c in self.checks)

    @property
    def max_score(self) -> float:
        return sum(c.max_score for c in self.checks)

    @property
    def passed(self) -> bool:
        """All that counts has passed, and something has; a check that could not be made and gives no points is none."""
        counting = [c for c in self.checks if c.status != "skipped" or c.max_score]
        return self.error is None and bool(counting) and all(c.status == "passed" for c in counting)


def without_answers(report: Report) -> Report:
    """The report for students, who are to find the right forms by themselves: it only has the wrong ones."""

    def hidden(diagnosis: Diagnosis) -> Diagnosis:
        steps = tuple(replace(s, right="", right_mathml="") for s in diagnosis.steps)
        return replace(diagnosis, steps=steps, computed=())

    checks = (replace(c, right=(), diagnoses=tuple(map(hidden, c.diagnoses))) for c in report.checks)
    return replace(report, checks=tuple(checks))


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
        "notes": plain["notes"],
    }
