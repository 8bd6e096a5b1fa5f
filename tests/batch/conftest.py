"""Records to test with."""

from grader.batch.class_report import Graded, Mistake
from grader.batch.store import Key
from grader.report.json import line
from grader.report.model import CheckResult, Diagnosis, Problem, Report

KEY = Key("plugin-1", "0.1.0", 0, "cpu", "float32", False)
BUG = Problem("E901", "grader", "ValueError: x\nTraceback ...", "judge.py:1")


def report(score: float = 100.0, error: Problem | None = None, title: str = "sign lost", torch: str = "2.13.0") -> str:
    """The text of a report on a sigmoid, whose gradients have been judged in two dtypes."""
    found = (Diagnosis("sigmoid.sign_lost", title, "why", "", "named", "all"),)
    only = (Diagnosis("sigmoid.in_one_dtype", "in one", "why", "", "named", "all"),)
    passed = CheckResult("values", "float32", "passed", "fine", 40, 40)
    if score == 100:
        checks: tuple[CheckResult, ...] = (passed, CheckResult("gradients", "float32", "passed", "fine", 60, 60))
    else:
        failed = [CheckResult("gradients", d, "failed", "", max_score=30, code="G301") for d in ("float32", "float64")]
        first, second = failed
        checks = (
            passed,
            CheckResult(**{**vars(first), "diagnoses": found + only}),
            CheckResult(**{**vars(second), "diagnoses": found}),
        )
    return line(
        Report("sigmoid", "Sigmoid", "sigmoid.py", "0", 0, {"torch": torch}, 1.0, checks if not error else (), error)
    )


PASSED = Graded("passed", 100, 100, torch="2.13.0")
FAILED = Graded("not passed", 40, 100, ("G301",), ("gradients",), (Mistake("sigmoid.sign_lost", "sign lost", "named"),))
