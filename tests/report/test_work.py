"""What somebody's work is worth, and how much of it is shown; a report that was kept is read
back.
"""

import json
from dataclasses import replace

import pytest

from grader.report import feedback, levels
from grader.report.json import line
from grader.report.levels import Level
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
    Step,
    SubmittedFile,
    Timing,
    not_judged,
)
from grader.report.read import read
from grader.report.work import GradedPart, Work, alone

FAILURE = Failure(
    kind="worst",
    inputs={"x": "nan", "alpha": 1.0},
    got=Number(float("inf"), "inf"),
    expected=Number(0.5, "0.5"),
    distance=Distance(float("inf"), 1e-7, 2.0**-24),
    call="sigmoid(torch.tensor(0.0))",
    remark="",
)
DIAGNOSIS = Diagnosis(
    id="sigmoid.difference_for_product",
    title="difference for product",
    explanation="why",
    source="002:9",
    confidence="named",
    evidence="all 88",
    steps=(Step("chain", "s", "wrong", "right", "<mi>w</mi>", "<mi>r</mi>"),),
    computed=("s - (1 - s)",),
)
TIMING = Timing(
    size=1000,
    direction="forward",
    baseline="torch",
    seconds=Seconds(own=1e-3, baseline=2e-3, floor=1e-9, clock="wall"),
    ratio=ConfidenceInterval(0.5, 0.4, 0.6),
    limit=10.0,
    verdict="passed",
)
FOUND = Findings(
    code="G301", failures=(FAILURE,), diagnoses=(DIAGNOSIS,), right=("s (1 - s)",), timings=(TIMING,), call="f()"
)
CHECKS = (
    CheckResult(name="values", dtype="float32", status="passed", summary="88 values", score=Score(40, 40), seconds=1.5),
    CheckResult(
        name="gradients", dtype="float32", status="failed", summary="wrong", score=Score(0, 60), findings=FOUND
    ),
)
REPORT = Report(
    exercise="sigmoid",
    title="Sigmoid",
    submission=SubmittedFile("sigmoid.py", "ab"),
    run=GradingRun(None, {"torch": "2.13.0"}, 2.5),
    checks=CHECKS,
    printed="hello",
    notes=(Note("frames", "reads frames", ("inspect.stack",), 3),),
)
PROBLEM = Problem("E901", "grader", "ValueError", "judge.py:1")
SYNTAX = Problem("S102", "student", "invalid syntax", "sigmoid.py:1")


@pytest.mark.parametrize("report", [REPORT, replace(REPORT, error=PROBLEM, checks=())])
def test_a_report_that_was_kept_is_read_back_whole(report: Report) -> None:
    assert read(json.loads(line(report))) == report


def test_points_are_the_share_of_what_an_exercise_is_worth_and_add_up() -> None:
    third = replace(REPORT, checks=(replace(CHECKS[0], score=Score(1, 3)),))
    parts = (GradedPart(report=REPORT, worth=10), *[GradedPart(report=third, worth=1)] * 3)
    work = Work(name="hw1", title="", parts=parts)
    assert [p.points for p in parts] == [4.0, 0.33, 0.33, 0.33]
    assert (work.points, work.worth, work.passed, work.judged) == (4.99, 13.0, False, True)


@pytest.mark.parametrize(("problem", "judged"), [(PROBLEM, False), (SYNTAX, True)])
def test_what_could_not_be_judged_through_no_fault_of_the_student_has_no_grade(problem: Problem, judged: bool) -> None:
    work = alone(not_judged("sigmoid", SubmittedFile("", ""), problem))
    assert (work.judged, work.points, work.worth) == (judged, 0.0, 100.0)


# Are the code, the wrong number, the mistake, its right form, the right formula and what printed
# there?
LEVELS: dict[Level, tuple[bool, ...]] = {
    "verdict": (False, False, False, False, False, False),
    "failures": (True, True, False, False, False, True),
    "diagnosis": (True, True, True, False, False, True),
    "full": (True, True, True, True, True, True),
}


@pytest.mark.parametrize("level", LEVELS)
def test_levels_of_feedback(level: Level) -> None:
    (part,) = feedback.shown(alone(REPORT), level).parts
    found = part.report.checks[1].findings
    steps = [s.right for d in found.diagnoses for s in d.steps]
    seen = (found.code, found.failures, found.diagnoses, any(steps), found.right, part.report.printed)
    assert tuple(map(bool, seen)) == LEVELS[level]
    assert part.report.notes == ()
    assert (part.points, part.worth) == (40.0, 100.0)


def test_of_a_hidden_check_the_points_are_left_alone() -> None:
    work = replace(alone(REPORT), hidden=frozenset({"gradients"}))
    (part,) = feedback.shown(work, "full").parts
    values, gradients = part.report.checks
    assert values == CHECKS[0]
    assert (gradients.summary, gradients.findings, gradients.status) == (feedback.HIDDEN, Findings(), "failed")
    assert part.points == 40.0


def test_where_a_check_is_hidden_the_code_s_own_words_are_left_out() -> None:
    said = replace(CHECKS[0], status="failed", summary="ValueError: [0.25, -3.0]", findings=Findings(code="S108"))
    work = replace(alone(replace(REPORT, checks=(said, CHECKS[1]))), hidden=frozenset({"gradients"}))
    (part,) = feedback.shown(work, "full").parts
    assert part.report.checks[0].summary == feedback.LEFT_OUT
    assert part.report.printed == ""
    (part,) = feedback.shown(replace(work, hidden=frozenset()), "full").parts
    assert part.report.checks[0].summary == "ValueError: [0.25, -3.0]"


@pytest.mark.parametrize("level", levels.LEVELS)
def test_what_is_wrong_with_us_is_not_for_students(level: Level) -> None:
    broken = Problem("A612", "author", "no file '/home/me/exam_answers.txt'", "/home/me/plugins/x.py:17")
    (part,) = feedback.shown(alone(not_judged("sigmoid", SubmittedFile("", ""), broken)), level).parts
    assert part.report.error == Problem("A612", "author", feedback.OURS, "")
    (part,) = feedback.shown(alone(not_judged("sigmoid", SubmittedFile("", ""), SYNTAX)), level).parts
    assert part.report.error == SYNTAX
