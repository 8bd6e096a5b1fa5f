"""What is said of a check is true of both ways to a gradient, and of every format that it speaks
of.
"""

from pathlib import Path

import pytest

from grader.report.model import CheckResult
from grader.report.terminal import render

from ..conftest import SUBMISSIONS, grade_file

NAIVE = """
import torch

def sigmoid(x):
    return torch.exp(x) / (1 + torch.exp(x))

def sigmoid_backward(grad_output, x):
    e = torch.exp(x)
    return grad_output * e / (1 + e) ** 2
"""
TANH_FORM = """
import torch

def sigmoid(x):
    return 0.5 + 0.5 * torch.tanh(0.5 * x)

def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * (1 - sigmoid(x))
"""
OWN_DEFAULTS = """
import torch

def leaky_relu(x, negative_slope=0.1):
    return torch.where(x > 0, x, x * negative_slope)

def leaky_relu_backward(grad_output, x, negative_slope=0.1):
    return torch.where(x > 0, grad_output, grad_output * negative_slope)
"""


def failed(slug: str, source: str, folder: Path, dtypes: tuple[str, ...] = ("float32", "float64")) -> list[CheckResult]:
    path = folder / f"{slug}.py"
    path.write_text(source)
    return [c for c in grade_file(slug, path, dtypes=dtypes).checks if c.status == "failed"]


@pytest.mark.parametrize(
    ("source", "dtypes", "evidence"),
    [
        (NAIVE, ("float32", "float64"), "2 of 88 results are wrong in float32, 1 of 90 in float64"),
        (NAIVE, ("float64",), "1 of 90 results is wrong in float64"),
        (NAIVE, ("float32",), "2 of 88 results are wrong in float32; of these 2, 1 would be right in float64"),
        (TANH_FORM, ("float32", "float64"), "19 of 88 results are wrong in float32, 15 of 90 in float64"),
    ],
)
def test_results_of_an_unstable_formula_are_counted_in_each_format(
    source: str, dtypes: tuple[str, ...], evidence: str, tmp_path: Path
) -> None:
    (named,) = [d for c in failed("sigmoid", source, tmp_path, dtypes)[:1] for d in c.findings.diagnoses]
    assert (named.id, named.evidence) == ("sigmoid.unstable", evidence)


@pytest.mark.parametrize("source", [NAIVE, TANH_FORM])
def test_two_legs_that_overflow_or_lose_digits_do_not_agree(source: str, tmp_path: Path) -> None:
    gradients = [c for c in failed("sigmoid", source, tmp_path) if c.name == "gradients"]
    assert gradients
    assert not any("agree" in c.summary for c in gradients)


def test_each_leg_has_its_own_line_and_the_same_line_is_told_once(tmp_path: Path) -> None:
    """The function with another default is wrong, and so is the derivative, which has a default of
    its own.
    """
    checks = failed("leaky_relu", OWN_DEFAULTS, tmp_path)
    assert [(c.name, d.explanation) for c in checks[::2] for d in c.findings.diagnoses] == [
        ("values", "Line 4: The number 0.1 is wrong."),
        ("gradients", "Line 7: The number 0.1 is wrong."),
    ]
    assert all("the derivative fits the function, which is wrong" in c.summary for c in checks[2:])
    shown = render(grade_file("leaky_relu", tmp_path / "leaky_relu.py"))
    assert "Line 7" in shown
    assert "the same as" not in shown


def test_constants_are_told_at_the_check_that_depends_on_them_and_all_of_them(tmp_path: Path) -> None:
    source = (SUBMISSIONS / "gelu" / "wrong" / "short_constants_of_each_function.py").read_text()
    checks = {c.name: c for c in failed("gelu", source, tmp_path, ("float64",))}
    lines = {
        name: [(s.rule, s.wrong) for d in check.findings.diagnoses for s in d.steps] for name, check in checks.items()
    }
    assert lines == {
        "values": [("line 4", "1.4142")],
        "gradients": [("line 5", "0.3989"), ("line 13", "0.70711")],
    }


@pytest.mark.parametrize(
    ("constants", "told"),
    [
        ("ALPHA, SCALE = 1.673263, 1.050701", ["1.050701", "1.673263"]),
        ("ALPHA, SCALE = 1.6732632423543772, 1.0507", ["1.0507"]),
        ("ALPHA, SCALE, OTHER = 1.6732632423543772, 1.0507, 3.1416", ["1.0507"]),
    ],
)
def test_all_short_constants_that_results_depend_on_are_told(constants: str, told: list[str], tmp_path: Path) -> None:
    source = (SUBMISSIONS / "selu" / "wrong" / "constants_of_seven_digits.py").read_text()
    assert "ALPHA, SCALE = 1.673263, 1.050701" in source
    changed = source.replace("ALPHA, SCALE = 1.673263, 1.050701", constants)
    for check in failed("selu", changed, tmp_path):
        assert [s.wrong for d in check.findings.diagnoses for s in d.steps] in (told, []), (check.name, check.dtype)
    assert [s.wrong for d in failed("selu", changed, tmp_path)[0].findings.diagnoses for s in d.steps] == told


SAVED = """
import torch

class Tanh(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = 2 / (1 + torch.exp(-x)) - 1
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, grad_output):
        (y,) = ctx.saved_tensors
        return grad_output * (1 - y * y)

def tanh(x):
    return Tanh.apply(x)
"""


@pytest.mark.parametrize(
    ("source", "line"),
    [((SUBMISSIONS / "tanh" / "wrong" / "exponent_not_doubled.py").read_text(), 6), (SAVED, 7)],
    ids=["called", "saved"],
)
def test_a_right_derivative_of_wrong_values_is_not_to_be_changed(source: str, line: int, tmp_path: Path) -> None:
    """1 - f^2 is right; changed to fit it would be wrong as soon as the function is mended."""
    for check in failed("tanh", source, tmp_path):
        assert {s.rule for d in check.findings.diagnoses for s in d.steps} <= {f"line {line}"}, check.findings.diagnoses


def test_results_that_are_not_redone_are_not_counted_as_right(tmp_path: Path) -> None:
    source = (SUBMISSIONS / "sgd" / "wrong" / "result_dropped.py").read_text()
    (check,) = [c for c in failed("sgd", source, tmp_path, ("float64",)) if c.name == "trajectory"]
    assert [d.evidence for d in check.findings.diagnoses] == [
        "with this change 765 of 837 results are right; the other 72, with a reload, are not redone"
    ]
