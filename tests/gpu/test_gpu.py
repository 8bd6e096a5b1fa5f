"""The catalogue on an accelerator: right is right, wrong is named, and what breaks the device
breaks nothing else.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from grader.errors import SubmissionError
from grader.family import Procedure
from grader.judge import grade
from grader.judge.answers.attempt import Attempt
from grader.judge.answers.clues import Answered, Clues
from grader.judge.plan import Plan
from grader.judge.sandbox.machine import examine
from grader.judge.sandbox.workers import alone
from grader.limit_settings import Limits
from grader.plugins import load
from grader.report.model import GradingRun, Report, SubmittedFile
from grader.report.terminal import render

from .conftest import ROOT

ENTRIES = load().entries
SLUGS = [
    s
    for s, e in ENTRIES.items()
    if e.exercise.family.procedure in (Procedure.CALL, Procedure.STEP) and not e.exercise.behaviour
]
PATIENT = Limits(seconds=120, total_seconds=600)
BACKWARD = """

def sigmoid_backward(grad_output, x):
    y = 1 / (1 + torch.exp(-x))
    return grad_output * y * (1 - y)
"""
OUT_OF_RANGE = """import torch


def sigmoid(x):
    return torch.zeros(3, device=x.device)[torch.full(x.shape, 1000, device=x.device)]
"""
TOO_LARGE = """import torch


def sigmoid(x):
    return torch.zeros(1 << 50, device=x.device)
"""
ON_THE_CPU = """import torch


def sigmoid(x):
    return (1 / (1 + torch.exp(-x))).cpu()
"""


def judged(slug: str, source: str, device: str) -> Report:
    exercise = ENTRIES[slug].exercise
    planned = Plan(exercise=exercise).work_out()
    empty = Report(
        exercise=slug, title="", submission=SubmittedFile(f"{slug}.py", ""), run=GradingRun(0, {}, 0.0), checks=()
    )
    with alone(PATIENT, device) as session:
        return grade.also_on(planned, Attempt(session), empty, source.encode(), required=True)


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("slug", SLUGS)
def test_a_model_solution_is_right(slug: str, device: str) -> None:
    report = judged(slug, text(ROOT / "solutions" / ENTRIES[slug].topic / f"{slug}.py"), device)
    assert report.passed, render(report)
    assert {c.device for c in report.checks} == {device}
    assert report.run.environment[device] != "not there"


def test_a_wrong_derivative_has_the_name_it_has_on_the_cpu(device: str) -> None:
    report = judged("sigmoid", text(ROOT / "tests/submissions/sigmoid/wrong/difference_for_product.py"), device)
    found = {d.id for c in report.checks for d in c.findings.diagnoses}
    assert found == {"sigmoid.difference_for_product"}, render(report)


def test_what_breaks_the_device_is_told_and_the_next_check_is_made(device: str) -> None:
    if device != "cuda":
        pytest.skip("an index out of range breaks CUDA alone")
    report = judged("sigmoid", OUT_OF_RANGE + BACKWARD, device)
    assert "S121" in {c.findings.code for c in report.checks}, render(report)
    assert {c.name for c in report.checks if c.status != "skipped"} == {"values", "gradients", "rules"}


def test_too_little_memory_is_told(device: str) -> None:
    report = judged("sigmoid", TOO_LARGE + BACKWARD, device)
    assert "S111" in {c.findings.code for c in report.checks}, render(report)


def test_a_result_on_the_cpu_is_told(device: str) -> None:
    report = judged("sigmoid", ON_THE_CPU + BACKWARD, device)
    failed = next(c for c in report.checks if c.name == "values")
    assert "is on cpu, but its inputs are on" in failed.summary


def test_a_confined_worker_of_the_cpu_knows_of_the_device_and_says_nothing(device: str) -> None:
    with alone(PATIENT) as session:
        session.load("x.py", "import torch\ntorch.cuda.is_available()\n")
        assert session.accelerator == device
        assert not session.printed()


def test_doctor_names_the_device(device: str) -> None:
    assert examine().device.startswith(f"{device}, ")


@pytest.mark.parametrize(
    "attempt",
    [
        f"open({str(ROOT / 'solutions/activations/sigmoid.py')!r}).read()",
        "__import__('socket').socket()",
        "__import__('os').fork()",
        "open('/tmp/grader-stray', 'w')",
    ],
)
def test_a_worker_of_the_device_is_confined(attempt: str, device: str) -> None:
    with alone(PATIENT, device) as session:
        session.load("nothing.py", "")
        if session.isolation < "L1":
            pytest.skip(f"isolation {session.isolation} on {session.device_name}")
        with pytest.raises(SubmissionError) as raised:
            session.load("x.py", attempt)
    assert raised.value.code == "S116"


def test_values_are_compared_with_those_on_the_cpu(device: str) -> None:
    exercise = ENTRIES["sigmoid"].exercise
    whole = Plan(exercise=exercise, dtypes=("float32",)).work_out()
    values_alone = replace(whole, checks=tuple(c for c in whole.checks if c.name == "values"))
    solution = (ROOT / "solutions/activations/sigmoid.py").read_bytes()
    empty = Report(
        exercise="sigmoid", title="", submission=SubmittedFile("sigmoid.py", ""), run=GradingRun(0, {}, 0.0), checks=()
    )
    with alone(PATIENT) as session:
        grade.also_on(values_alone, attempt := Attempt(session), empty, solution, required=True)
    with alone(PATIENT, device) as session:
        there = Attempt(session, Clues(gave=Answered(elsewhere=attempt.clues.gave.values)))
        (found,) = grade.also_on(values_alone, there, empty, solution, required=True).checks
    assert "ulp from those on the CPU" in found.summary
