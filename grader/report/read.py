"""A report from its JSON form, as a results file keeps it: what `model.as_dict` makes of one, back
again.
"""

from collections.abc import Mapping
from typing import Any

from .model import (
    CheckResult,
    ConfidenceInterval,
    Diagnosis,
    Distance,
    Failure,
    Findings,
    GradingRun,
    Note,
    Number,
    Problem,
    Report,
    Score,
    Seconds,
    Step,
    SubmittedFile,
    Timing,
)


def read(plain: Mapping[str, Any]) -> Report:
    """The report that a JSON form says.

    Raises:
        LookupError, TypeError, ValueError: if it is none.
    """
    return Report(
        exercise=plain["exercise"],
        title=plain["title"],
        submission=_file(plain["submission"]),
        run=GradingRun(plain["seed"], plain["environment"], plain["duration_s"]),
        checks=tuple(map(_check, plain["checks"])),
        error=Problem(**plain["error"]) if plain["error"] else None,
        printed=plain["printed"],
        notes=tuple(Note(n["id"], n["words"], tuple(n["names"]), n["line"], n["cell"]) for n in plain["notes"]),
    )


def _file(plain: Mapping[str, Any]) -> SubmittedFile:
    return SubmittedFile(plain["path"], plain["sha256"], tuple(plain["cells"]), plain["cells_left_out"])


def _check(plain: Mapping[str, Any]) -> CheckResult:
    return CheckResult(
        name=plain["name"],
        dtype=plain["dtype"],
        status=plain["status"],
        summary=plain["summary"],
        score=Score(plain["score"], plain["max_score"]),
        device=plain["device"],
        seconds=plain["seconds"],
        findings=Findings(
            code=plain["code"],
            failures=tuple(map(_failure, plain["failures"])),
            diagnoses=tuple(map(_diagnosis, plain["diagnoses"])),
            right=tuple(plain["right"]),
            timings=tuple(map(_timing, plain["timings"])),
            call=plain["call"],
        ),
    )


def _failure(plain: Mapping[str, Any]) -> Failure:
    return Failure(
        kind=plain["kind"],
        inputs=plain["inputs"],
        got=Number(float(plain["got"]), plain["got_text"]),
        expected=Number(float(plain["expected"]), plain["expected_text"]),
        distance=Distance(float(plain["off"]), float(plain["off_allowed"]), float(plain["ulp"])),
        call=plain["call"],
        remark=plain["remark"],
    )


def _diagnosis(plain: Mapping[str, Any]) -> Diagnosis:
    # which follows from the others
    own = {key: value for key, value in plain.items() if key != "mistakes"}
    own |= {"steps": tuple(Step(**step) for step in plain["steps"]), "computed": tuple(plain["computed"])}
    return Diagnosis(**own)


def _timing(plain: Mapping[str, Any]) -> Timing:
    numbers = {name: float(plain[name]) for name in ("own", "baseline_seconds", "floor", "ratio", "low", "high")}
    return Timing(
        size=plain["size"],
        direction=plain["direction"],
        baseline=plain["baseline"],
        seconds=Seconds(
            own=numbers["own"],
            baseline=numbers["baseline_seconds"],
            floor=numbers["floor"],
            clock=plain["clock"],
        ),
        ratio=ConfidenceInterval(numbers["ratio"], numbers["low"], numbers["high"]),
        limit=float(plain["limit"]),
        verdict=plain["verdict"],
        bound=plain["bound"],
    )
