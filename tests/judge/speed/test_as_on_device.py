"""What is done on an accelerator, tried out on the CPU: sizes, calls and verdicts. tests/gpu has
the rest.
"""

import pytest

from grader.judge.answers.attempt import Attempt
from grader.judge.checks.speed import Speed
from grader.judge.speed import measure, outside
from grader.report.model import CheckResult

from ...conftest import PATIENT, ROOT, bundled, workers
from ...tiers import whole

pytestmark = [pytest.mark.timed, whole]
SIZES = (1 << 16, 1 << 17)
SOLUTION = (ROOT / "solutions" / "activations" / "sigmoid.py").read_text(encoding="utf-8")
MANY_LAUNCHES = """import torch


def sigmoid(x):
    for _ in range(2000):
        x = x + 0
    return 1 / (1 + torch.exp(-x))


def sigmoid_backward(grad_output, x):
    y = 1 / (1 + torch.exp(-x))
    return grad_output * y * (1 - y)
"""


class AsOnDevice(measure.Measurement):
    def __enter__(self) -> measure.Measurement:
        self._on_device = True
        return super().__enter__()


@pytest.fixture(autouse=True)
def _as_on_a_device(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "Measurement", AsOnDevice)
    monkeypatch.setattr(measure, "DEVICE_SIZES", SIZES)


def judged(source: str) -> CheckResult:
    with workers().session(PATIENT) as session:
        session.load("sigmoid.py", source)
        return Speed(bundled().entries["sigmoid"].exercise, 10.0, 10).run(Attempt(session), ())


def test_a_model_solution_is_timed_from_outside_at_two_sizes() -> None:
    result = judged(SOLUTION)
    assert result.status in ("passed", "skipped"), result.summary
    assert {t.seconds.clock for t in result.findings.timings} == {"wall"}
    assert {t.size for t in result.findings.timings} == set(SIZES)
    assert {t.bound for t in result.findings.timings if t.size == SIZES[0]} == {"launch"}


def test_what_takes_long_for_hardly_any_numbers_is_too_slow_there_already(monkeypatch: pytest.MonkeyPatch) -> None:
    """One call would take far longer than a lap may at the next size, on a quick machine too."""
    monkeypatch.setattr(measure, "LONGEST_LAP", 0.05)
    result = judged(MANY_LAUNCHES)
    assert result.findings.code == "P801", result.summary
    assert {t.size for t in result.findings.timings} == {measure.SMALL}


def test_where_copying_was_disturbed_nothing_is_too_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "copying", lambda *_: 1.0)
    assert judged(SOLUTION).findings.code == ""
