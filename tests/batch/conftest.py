"""Records to test with."""

from grader.batch.class_report import Graded, Mistake
from grader.batch.store import Key
from grader.report.json import line
from grader.report.model import CheckResult, Diagnosis, Findings, GradingRun, Problem, Report, Score, SubmittedFile

KEY = Key("plugin-1", "0.1.0", 0, "cpu", "float32", False)
BUG = Problem("E901", "grader", "ValueError: x\nTraceback ...", "judge.py:1")


def report(score: float = 100.0, error: Problem | None = None, title: str = "sign lost", torch: str = "2.13.0") -> str:
    """The text of a report on a sigmoid, whose gradients have been judged in two dtypes."""
    found = (Diagnosis("sigmoid.sign_lost", title, "why", "", "named", "all"),)
    only = (Diagnosis("sigmoid.in_one_dtype", "in one", "why", "", "named", "all"),)
    passed = CheckResult(name="values", dtype="float32", status="passed", summary="fine", score=Score(40, 40))
    if score == 100:
        checks: tuple[CheckResult, ...] = (
            passed,
            CheckResult(name="gradients", dtype="float32", status="passed", summary="fine", score=Score(60, 60)),
        )
    else:
        failed = [
            CheckResult(
                name="gradients",
                dtype=d,
                status="failed",
                summary="",
                score=Score(0.0, 30),
                findings=Findings(code="G301"),
            )
            for d in ("float32", "float64")
        ]
        first, second = failed
        checks = (
            passed,
            first.found(diagnoses=found + only),
            second.found(diagnoses=found),
        )
    return line(
        Report(
            exercise="sigmoid",
            title="Sigmoid",
            submission=SubmittedFile("sigmoid.py", "0"),
            run=GradingRun(0, {"torch": torch}, 1.0),
            checks=checks if not error else (),
            error=error,
        )
    )


PASSED = Graded(status="passed", score=Score(100, 100), torch="2.13.0")
FAILED = Graded(
    status="not passed",
    score=Score(40, 100),
    codes=("G301",),
    failed=("gradients",),
    mistakes=(Mistake("sigmoid.sign_lost", "sign lost", "named"),),
)
