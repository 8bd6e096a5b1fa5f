"""A device that is not there is told as such, and costs nothing unless the course demands it."""

import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from grader.errors import MachineError, WorkerError
from grader.judge import grade
from grader.judge.answers.attempt import Attempt
from grader.judge.answers.clues import Answered, Clues
from grader.judge.sandbox.session import Session
from grader.judge.sandbox.template import Template
from grader.judge.sandbox.workers import alone
from grader.limit_settings import Limits
from grader.report.model import GradingRun, Report, SubmittedFile
from grader.worker import device

from ..conftest import PATIENT, ROOT, planned, workers

SOLUTION = (ROOT / "solutions" / "activations" / "sigmoid.py").read_bytes()
NOTHING = Report(
    exercise="sigmoid", title="", submission=SubmittedFile("sigmoid.py", ""), run=GradingRun(0, {}, 0.0), checks=()
)


def test_the_cpu_is_always_there() -> None:
    assert device.use("cpu") == "cpu"
    assert device.current() == torch.device("cpu")


def test_a_device_that_is_not_there_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device, "found", lambda: "xpu")
    with pytest.raises(device.Missing, match="finds xpu here"):
        device.use("cuda")
    assert device.current() == torch.device("cpu")


def test_only_an_accelerator_can_break() -> None:
    assert not device.broken(RuntimeError("CUDA error: device-side assert triggered"))


def absent() -> str:
    return next(d for d in ("xpu", "mps") if d != device.found())


def test_its_checks_are_skipped_with_the_reason() -> None:
    with alone(Limits(), absent()) as session:
        report = grade.also_on(planned("sigmoid", ("float32",)), Attempt(session), NOTHING, SOLUTION, required=False)
    (only,) = report.checks
    assert (only.device, only.status, only.score.most) == (absent(), "skipped", 0)
    assert f"there is no {absent()}" in only.summary
    assert report.run.environment[absent()] == "not there"


def test_one_that_the_course_demands_is_an_error_of_the_machine() -> None:
    here = planned("sigmoid", ("float32",))
    with alone(Limits(), absent()) as session, pytest.raises(MachineError) as raised:
        grade.also_on(here, Attempt(session), NOTHING, SOLUTION, required=True)
    assert raised.value.code == "E909"


def test_the_same_checks_are_made_on_another_device() -> None:
    """Here the CPU again, in a process of its own."""
    with alone(Limits()) as session:
        report = grade.also_on(planned("sigmoid", ("float32",)), Attempt(session), NOTHING, SOLUTION, required=True)
    assert report.passed
    assert [c.name for c in report.checks] == ["values", "gradients", "rules"]


def test_a_session_goes_on_in_a_new_worker(tmp_path: Path) -> None:
    with workers().session(PATIENT) as session:
        session.load("sigmoid.py", SOLUTION.decode())
        before = session.pid
        session.renew()
        assert session.pid != before
        assert session.source == SOLUTION.decode()
        report = grade.grade_data(planned("sigmoid", ("float32",)), "f.py", SOLUTION, Attempt(session))
    assert report.passed


def test_where_a_confined_worker_cannot_be_used_one_that_is_not_is_taken() -> None:
    with Template(warm=False) as gone:
        gone._process.kill()
        gone._process.wait()
    with (
        Template(warm=False) as template,
        Session(lambda: gone.fork("L2"), PATIENT, otherwise=lambda: template.fork("L0")) as session,
    ):
        session.load("sigmoid.py", SOLUTION.decode())
        assert session.isolation == "L0"
        with session.another() as other:
            other.load("sigmoid.py", SOLUTION.decode())
            assert other.isolation == "L0"


def test_no_worker_at_all_is_told() -> None:
    with Template(warm=False) as template:
        os.killpg(template._process.pid, signal.SIGKILL)
        session = Session(lambda: template.fork("L2"), PATIENT, otherwise=lambda: template.fork("L0"))
        with session, pytest.raises(WorkerError, match="did not start"):
            session.load("sigmoid.py", SOLUTION.decode())


def test_values_say_how_far_they_are_from_those_on_the_cpu() -> None:
    """Here from themselves, and from others."""
    whole = planned("sigmoid", ("float32",))
    values_alone = replace(whole, checks=tuple(c for c in whole.checks if c.name == "values"))
    for moved, words in ((0.0, "at most 0 ulp"), (2.0**-23, "at most 2 ulp")):
        with alone(Limits()) as session:
            grade.also_on(values_alone, attempt := Attempt(session), NOTHING, SOLUTION, required=True)
        values = attempt.clues.gave.values["float32"]
        elsewhere = {"float32": [x + moved if 0.5 <= x < 0.75 else x for x in values]}
        with alone(Limits()) as session:
            there = Attempt(session, Clues(gave=Answered(elsewhere=elsewhere)))
            report = grade.also_on(values_alone, there, NOTHING, SOLUTION, required=True)
        assert words in report.checks[0].summary
