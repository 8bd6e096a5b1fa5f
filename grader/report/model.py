"""The records of a report. Their JSON form is `grader.report/1`; every renderer is a pure function
of them.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from .mistake_list import codes, items

SCHEMA = "grader.report/1"
Status = Literal["passed", "failed", "skipped", "error"]


@dataclass(frozen=True)
class Number:
    """A number, and how its format writes it; of what is right anywhere between two numbers the one
    nearer to 0.
    """

    value: float
    text: str


@dataclass(frozen=True)
class Distance:
    """How far off a number is, how far it may be, and how large a unit in the last place of the
    right one is.
    """

    off: float
    allowed: float
    ulp: float

    @property
    def ulps(self) -> float:
        """How many such units it is off."""
        return self.off / self.ulp

    @property
    def allowed_ulps(self) -> float:
        """How many it may be."""
        return self.allowed / self.ulp


@dataclass(frozen=True, kw_only=True)
class Failure:
    """One wrong result. `call` is a line to paste into Python, which was run; without one, `remark`
    may say why.
    """

    kind: Literal["simplest", "worst", "through autograd"]
    inputs: Mapping[str, Any]
    got: Number
    expected: Number
    distance: Distance
    call: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Step:
    """A step of a derivation or a piece of a formula that was got wrong: `wrong` stands where
    `right` belongs.

    `rule` says what kind of step it is, `at` what it was applied to. Both forms are text, and
    MathML unless they are code. A report that does not give answers away has no right form.
    """

    rule: str
    at: str
    wrong: str
    right: str
    wrong_mathml: str = ""
    right_mathml: str = ""


@dataclass(frozen=True)
class SingleMistake:
    """One of several mistakes that were made at once: what was done, and where, if that is known of
    each of them.
    """

    code: str
    explanation: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Diagnosis:
    """The mistake that explains wrong results, or what was observed of results that no known
    mistake explains.

    `source` is where a student may have it from (note:line); `steps` are where it was made, if that
    is known. `computed` is the wrong formula as a whole, in a report that gives answers away.
    """

    id: str
    title: str
    explanation: str
    source: str
    confidence: Literal["named", "ambiguous", "observed"]
    evidence: str
    steps: tuple[Step, ...] = ()
    computed: tuple[str, ...] = ()

    @property
    def mistakes(self) -> tuple[SingleMistake, ...]:
        """The mistakes that were made at once, of which the explanation has a list; none if it is
        about one alone.
        """
        said = items(self.explanation)
        if not said:
            return ()
        own = [(step,) for step in self.steps] if len(self.steps) == len(said) else [()] * len(said)
        each = zip(codes(self.id.partition(".")[2], len(said)), said, own, strict=True)
        return tuple(SingleMistake(*one) for one in each)

    @property
    def common_steps(self) -> tuple[Step, ...]:
        """The steps that belong to no single mistake of several."""
        return () if any(m.steps for m in self.mistakes) else self.steps


@dataclass(frozen=True, kw_only=True)
class Seconds:
    """The time of a call, of a submission's own and of a baseline's. Nothing takes less than
    `floor`.

    `clock` is "processor" for the time of a process that is stopped else, "wall" for that from
    question to answer.
    """

    own: float
    baseline: float
    floor: float = 0.0
    clock: str = "processor"


@dataclass(frozen=True)
class ConfidenceInterval:
    """A median, and between what it lies with 99 %."""

    median: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Timing:
    """What a call takes beside a baseline, and the ratio of both. A ratio that is graded has a
    limit and a verdict.

    `bound` is what takes the time on a device: "launch", at small sizes, or "memory".
    """

    size: int
    direction: str
    baseline: str
    seconds: Seconds
    ratio: ConfidenceInterval
    limit: float = 0.0
    verdict: str = ""
    bound: str = ""


@dataclass(frozen=True)
class Score:
    """Points, and how many there are to have."""

    points: float = 0.0
    most: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What a check has found: a code, wrong results, the mistakes behind them, times.

    `right` has the right formulas, in a report that gives answers away. `call` is a line to paste
    into Python that shows what failed, where that is no number.
    """

    code: str = ""
    failures: tuple[Failure, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    right: tuple[str, ...] = ()
    timings: tuple[Timing, ...] = ()
    call: str = ""


@dataclass(frozen=True, kw_only=True)
class CheckResult:
    """How one check went, on one device in one dtype."""

    name: str
    dtype: str
    status: Status
    summary: str
    score: Score = Score()
    device: str = "cpu"
    seconds: float = 0.0
    findings: Findings = Findings()

    def found(self, **what: Any) -> "CheckResult":
        """The same with other findings."""
        return replace(self, findings=replace(self.findings, **what))


@dataclass(frozen=True)
class Note:
    """A means that honest work has no use for, for a person to look at; it decides nothing and
    takes no points.

    `id` is the kind, `words` say what it can be used for, `names` are what the submission names or
    was seen to use, the first in this line; 0 if that is not in its text. In a notebook the line is
    one of this cell.
    """

    id: str
    words: str
    names: tuple[str, ...]
    line: int
    cell: int = 0


@dataclass(frozen=True)
class Problem:
    """What kept the submission from being judged, and whose it is."""

    code: str
    who: Literal["student", "author", "machine", "grader"]
    message: str
    where: str = ""


@dataclass(frozen=True)
class SubmittedFile:
    """Which file was handed in, and the hash of what is in it; of a notebook without its outputs,
    the cells that were judged, and how many were left out.
    """

    path: str
    sha256: str
    cells: tuple[int, ...] = ()
    cells_left_out: int = 0


@dataclass(frozen=True)
class GradingRun:
    """What a grading depends on besides exercise and submission, and how long it took.

    The inputs were drawn from `seed`, which is None if who reads this must not know it.
    """

    seed: int | None
    environment: Mapping[str, str]
    duration_s: float


@dataclass(frozen=True, kw_only=True)
class Report:
    """Everything about one grading."""

    exercise: str
    title: str
    submission: SubmittedFile
    run: GradingRun
    checks: tuple[CheckResult, ...]
    error: Problem | None = None
    printed: str = ""
    notes: tuple[Note, ...] = ()

    @property
    def score(self) -> float:
        """The points of all checks; none if one fails that has none to give: then it is not the
        student's own work.
        """
        if any(c.status == "failed" and not c.score.most for c in self.checks):
            return 0.0
        return sum(c.score.points for c in self.checks)

    @property
    def max_score(self) -> float:
        return sum(c.score.most for c in self.checks)

    @property
    def passed(self) -> bool:
        """All that counts has passed, and something has; a check that could not be made and gives
        no points is none.
        """
        counting = [c for c in self.checks if c.status != "skipped" or c.score.most]
        return self.error is None and bool(counting) and all(c.status == "passed" for c in counting)


def not_judged(
    exercise: str, submission: SubmittedFile, problem: Problem, seed: int | None = None, title: str = ""
) -> Report:
    """The report on a submission that no check was made of, with what is to blame."""
    run = GradingRun(seed, {}, 0.0)
    return Report(exercise=exercise, title=title, submission=submission, run=run, checks=(), error=problem)


def without_answers(report: Report) -> Report:
    """The report for students, who are to find the right forms by themselves: it only has the wrong
    ones.
    """

    def hidden(diagnosis: Diagnosis) -> Diagnosis:
        steps = tuple(replace(s, right="", right_mathml="") for s in diagnosis.steps)
        return replace(diagnosis, steps=steps, computed=())

    checks = (c.found(right=(), diagnoses=tuple(map(hidden, c.findings.diagnoses))) for c in report.checks)
    return replace(report, checks=tuple(checks))


def as_dict(report: Report) -> dict[str, Any]:
    """The report in the shape of its JSON form."""
    return {
        "schema": SCHEMA,
        "exercise": report.exercise,
        "title": report.title,
        "submission": asdict(report.submission),
        "score": report.score,
        "max_score": report.max_score,
        "passed": report.passed,
        **asdict(report.run),
        "checks": tuple(map(_check, report.checks)),
        "error": asdict(report.error) if report.error else None,
        "printed": report.printed,
        "notes": tuple(map(asdict, report.notes)),
    }


def _check(result: CheckResult) -> dict[str, Any]:
    found = result.findings
    return {
        "name": result.name,
        "dtype": result.dtype,
        "status": result.status,
        "summary": result.summary,
        "score": result.score.points,
        "max_score": result.score.most,
        "device": result.device,
        "code": found.code,
        "seconds": result.seconds,
        "failures": tuple(map(_failure, found.failures)),
        "diagnoses": tuple(asdict(d) | {"mistakes": tuple(map(asdict, d.mistakes))} for d in found.diagnoses),
        "right": found.right,
        "timings": tuple(map(_timing, found.timings)),
        "call": found.call,
    }


def _failure(failure: Failure) -> dict[str, Any]:
    distance = failure.distance
    return {
        "kind": failure.kind,
        "inputs": failure.inputs,
        "got": failure.got.value,
        "expected": failure.expected.value,
        "error": distance.ulps,
        "allowed": distance.allowed_ulps,
        "ulp": distance.ulp,
        "call": failure.call,
        "got_text": failure.got.text,
        "expected_text": failure.expected.text,
        "off": distance.off,
        "off_allowed": distance.allowed,
        "remark": failure.remark,
    }


def _timing(timing: Timing) -> dict[str, Any]:
    seconds, ratio = timing.seconds, timing.ratio
    return {
        "size": timing.size,
        "direction": timing.direction,
        "own": seconds.own,
        "baseline": timing.baseline,
        "baseline_seconds": seconds.baseline,
        "ratio": ratio.median,
        "low": ratio.low,
        "high": ratio.high,
        "limit": timing.limit,
        "verdict": timing.verdict,
        "floor": seconds.floor,
        "clock": seconds.clock,
        "bound": timing.bound,
    }
