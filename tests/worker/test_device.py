"""A device that is not there is told as such, and costs nothing unless the course demands it."""

from pathlib import Path

import pytest
import torch

from grader.course import Limits
from grader.errors import MachineError
from grader.judge import grade
from grader.judge.workers import alone
from grader.report.model import Report
from grader.worker import device

from ..conftest import PATIENT, ROOT, bundled, planned, workers

SOLUTION = (ROOT / "solutions" / "activations" / "sigmoid.py").read_bytes()
NOTHING = Report("sigmoid", "", "sigmoid.py", "", 0, {}, 0.0, ())


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
        report = grade.also_on(session, NOTHING, SOLUTION, planned("sigmoid", ("float32",), True), required=False)
    (only,) = report.checks
    assert (only.device, only.status, only.max_score) == (absent(), "skipped", 0)
    assert f"there is no {absent()}" in only.summary
    assert report.environment[absent()] == "not there"


def test_one_that_the_course_demands_is_an_error_of_the_machine() -> None:
    checks = planned("sigmoid", ("float32",), True)
    with alone(Limits(), absent()) as session, pytest.raises(MachineError) as raised:
        grade.also_on(session, NOTHING, SOLUTION, checks, required=True)
    assert raised.value.code == "E909"


def test_the_same_checks_are_made_on_another_device() -> None:
    """Here the CPU again, in a process of its own."""
    with alone(Limits()) as session:
        report = grade.also_on(session, NOTHING, SOLUTION, planned("sigmoid", ("float32",), True), required=True)
    assert report.passed
    assert [c.name for c in report.checks] == ["values", "gradients", "rules"]


def test_a_session_goes_on_in_a_new_worker(tmp_path: Path) -> None:
    with workers().session(PATIENT) as session:
        session.load("sigmoid.py", SOLUTION.decode())
        session.clues.source += "# kept"
        before = session.pid
        session.renew()
        assert session.pid != before
        assert session.clues.source.endswith("# kept")
        exercise = bundled().entries["sigmoid"].exercise
        report = grade.grade_data(exercise, "f.py", SOLUTION, session, planned("sigmoid", ("float32",), True), 0)
    assert report.passed
