"""Works to write down: what somebody may hand in, and what somebody may try with it."""

import math
from dataclasses import replace

from grader.report import feedback
from grader.report.model import (
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
    Status,
    Step,
    SubmittedFile,
    Timing,
    not_judged,
)
from grader.report.work import GradedPart, Work, alone

HOSTILE = (
    "a\0b \x1b[31mred\x1b[0m \x1b]0;title\x07 ]]> </script><script>alert(1)</script> <b>bold</b> | `code` ``` ~~~\r\n"
    "::error file=x,line=1::not ours\n##[error]nor this\n# heading\n"
    '{"score": 100} \ud800 \ufffe \ufdd0 \u202e %0A &amp; 100% $x$\n'
)
LONG = HOSTILE * (2_000_000 // len(HOSTILE))


def timing(size: int, ratio: float) -> Timing:
    return Timing(
        size=size,
        direction="forward",
        baseline="torch",
        seconds=Seconds(own=1e-3, baseline=1e-3),
        ratio=ConfidenceInterval(ratio, 1.0, 2.0),
        limit=10.0,
        verdict="fast enough",
    )


def check(
    name: str, status: Status = "passed", points: float = 0, most: float = 0, dtype: str = "float32"
) -> CheckResult:
    return CheckResult(
        name=name, dtype=dtype, status=status, summary="88 values", score=Score(points, most), seconds=0.5
    )


def report(*checks: CheckResult, slug: str = "sigmoid", error: Problem | None = None, printed: str = "") -> Report:
    return Report(
        exercise=slug,
        title=slug.title(),
        submission=SubmittedFile(f"{slug}.py", "ab"),
        run=GradingRun(None, {"torch": "2.13.0"}, 2.5),
        checks=checks,
        error=error,
        printed=printed,
        notes=(Note("frames", "FOR THE INSTRUCTOR", ("inspect",), 3),),
    )


def wrong(text: str, number: float = 0.5, name: str = "gradients") -> CheckResult:
    """A check that has failed, with this text wherever there is one."""
    failure = Failure(
        kind="worst",
        inputs={"x": text, "y": number},
        got=Number(number, text),
        expected=Number(number, text),
        distance=Distance(number, number, 2.0**-24),
        call=text[:300],
        remark="",
    )
    step = Step(text, text, text, text, text, text)
    diagnosis = Diagnosis(text, text, text, text, "named", text, (step,), (text,))
    found = Findings(code="G301", failures=(failure,), diagnoses=(diagnosis,), right=(text,), call=text[:300])
    return replace(check(name, "failed", 20, 60), summary=text, findings=found)


SPEED = replace(
    check("speed", "passed", 10, 10),
    findings=Findings(timings=(timing(100, 9.0), timing(10_000, 1.5), timing(1_000_000, math.nan))),
)
PASSED = report(check("values", points=40, most=40), check("gradients", points=60, most=60), SPEED, check("rules"))
FAILED = report(
    check("values", points=20, most=20),
    check("values", points=20, most=20, dtype="float64"),
    wrong("why"),
    check("rules"),
)
SYNTAX = Problem(
    "S102", "student", "the file cannot be imported: SyntaxError: '(' was never closed (line 3: f(x)", "sigmoid.py"
)
OURS = Problem("E902", "grader", "torch cannot be imported")
MISSING = Problem("S125", "student", "there is no file gelu.py")
SKIPPED = (check("values", "skipped", 0, 40), check("gradients", "skipped", 0, 60))


def of(*parts: tuple[Report, float], hidden: frozenset[str] = frozenset()) -> Work:
    graded = tuple(GradedPart(report=each, worth=worth) for each, worth in parts)
    return Work(name="hw1", title="Homework 1", parts=graded, hidden=hidden, student="alice")


def missing(slug: str) -> Report:
    return not_judged(slug, SubmittedFile("", ""), MISSING)


def hostile(text: str, number: float = 0.5) -> Work:
    """This text in every field that has one."""
    whole = replace(report(wrong(text, number, "values"), wrong(text, number), check("rules")), printed=text)
    environment = {text: text}
    files = replace(whole, submission=SubmittedFile(text, text), title=text, run=GradingRun(1, environment, number))
    broken = replace(files, error=Problem("S102", "student", text, text), checks=SKIPPED)
    other = replace(files, exercise=text)
    work = of((files, 10), (broken, 10), (other, 10))
    return replace(work, name=text, title=text, student=text)


LOST = report(check("values", points=40, most=40), replace(check("rules", "failed"), findings=Findings(code="R701")))
BY_THIRDS = report(*(check(name, points=p, most=1) for name, p in (("values", 1), ("gradients", 1), ("contract", 0))))
NO_POINTS = report(check("values"), check("rules"))
WORKS = {
    "passed": alone(PASSED),
    "failed": alone(FAILED),
    "several": of((PASSED, 10), (FAILED, 20.5), (LOST, 1), (NO_POINTS, 3)),
    "thirds": of((BY_THIRDS, 10), (BY_THIRDS, 1)),
    "hidden": feedback.shown(of((FAILED, 10), (PASSED, 7), hidden=frozenset({"gradients", "speed"})), "diagnosis"),
    "verdict": feedback.shown(alone(FAILED), "verdict"),
    "syntax": alone(report(*SKIPPED, error=SYNTAX)),
    "missing": alone(missing("gelu")),
    "one missing": of((PASSED, 10), (missing("gelu"), 5)),
    "not judged": alone(not_judged("sigmoid", SubmittedFile("sigmoid.py", ""), OURS)),
    "one not judged": of((PASSED, 10), (not_judged("gelu", SubmittedFile("gelu.py", ""), OURS), 5)),
    "hostile": hostile(HOSTILE),
    "long": hostile(LONG),
    "nan": hostile("x", math.nan),
    "infinite": hostile("x", math.inf),
    "many": of(*((replace(report(wrong(HOSTILE * 9)), exercise=f"e{n}"), 1.0) for n in range(150))),
}
