"""What is told of a wrong number."""

import math
from pathlib import Path

import pytest
from flint import arb

from grader.dtypes import FLOAT32, FLOAT64, DType
from grader.judge.answers.evidence import measured
from grader.reference.enclose import Band
from grader.report.wording import distance

from ..conftest import SUBMISSIONS, grade_file

OPTIMIZER = """
import torch

class Adagrad(torch.optim.Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-10):
        super().__init__(params, dict(lr=lr))

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    {change}
        return closure() if closure else None
"""


@pytest.mark.parametrize(
    ("dtype", "right", "allowed", "got", "words"),
    [
        (FLOAT64, 0.0, FLOAT64.smallest_normal, 0.39, "0.39, 2.23e-308 allowed"),
        (FLOAT64, 0.0, 1e-15, 0.39, "0.39, 1e-15 allowed"),
        (FLOAT32, 0.125, 2.0**-21, 0.0, "8.39e+06 ulp, 32 ulp allowed"),
        (FLOAT32, 4.0, FLOAT32.smallest_normal, 4.0 + 24 * 2.0**-21, "24 ulp; it has to be exact"),
        (FLOAT32, 4.0, 1e-6, math.nan, ""),
        (FLOAT32, 4.0, 1e-6, -math.inf, ""),
    ],
)
def test_a_distance_is_told_in_numbers_that_can_be_compared(
    dtype: DType, right: float, allowed: float, got: float, words: str
) -> None:
    band = Band(arb(right), arb(right), allowed, dtype)
    assert distance(measured("worst", {}, got, band)) == words


LARGE = (
    "1e308",
    "-1e308",
    "float('inf')",
    "float('nan')",
    "3e38",
    "torch.where(x > 0, 1e38, -1e38)",
    "x * 1e305",
    "1e-310",
)


@pytest.mark.parametrize("number", LARGE)
def test_numbers_of_any_size_are_judged_without_a_warning(
    number: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A warning of numpy would be an error here, and in the judge a line on stderr."""
    path = tmp_path / "sigmoid.py"
    path.write_text(
        f"import torch\n\ndef sigmoid(x):\n    return 1 / (1 + torch.exp(-x)) + {number}\n\n"
        f"def sigmoid_backward(g, x):\n    return g * (x * 0 + {number})\n",
        encoding="utf-8",
    )
    values, *_ = grade_file("sigmoid", path, ("float64",)).checks
    assert values.findings.code in ("V201", "")
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    "change", ["p.add_(p.grad ** 9 * 1e300)", "p.mul_(float('inf'))", "p.sub_(1e308)", "p.div_(0 * p)"]
)
def test_steps_of_any_size_are_judged_without_a_warning(
    change: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sgd.py"
    path.write_text(OPTIMIZER.format(change=change), encoding="utf-8")
    trajectory, *_ = grade_file("adagrad", path, ("float64",)).checks
    assert trajectory.findings.code == "T501"
    assert capfd.readouterr().err == ""


def test_the_evidence_is_of_the_step_that_the_report_shows() -> None:
    path = SUBMISSIONS / "sgd_momentum" / "wrong" / "learning_rate_inside_the_velocity.py"
    trajectory, *_ = grade_file("sgd_momentum", path).checks
    (failure,), (named,) = trajectory.findings.failures, trajectory.findings.diagnoses
    place = f"after step {failure.inputs['step']} ({failure.inputs['scenario']})"
    assert f"{place}: got {failure.got.value:.4g}" in named.evidence


def test_the_evidence_is_of_the_result_that_the_report_shows() -> None:
    values, *_ = grade_file("geglu", SUBMISSIONS / "geglu" / "wrong" / "gate_and_value_exchanged.py").checks
    (simplest, *_), (named,) = values.findings.failures, values.findings.diagnoses
    assert f"in the simplest case: got {simplest.got.value + 0.0:.3g}" in named.evidence
    assert f"right is {simplest.expected.value:.3g}" in named.evidence


def test_classes_are_told_as_integers() -> None:
    path = next((SUBMISSIONS / "cross_entropy" / "wrong").glob("*.py"))
    told = [
        f.inputs["target"] for c in grade_file("cross_entropy", path, ("float32",)).checks for f in c.findings.failures
    ]
    assert told
    assert all("." not in str(target) for target in told)
