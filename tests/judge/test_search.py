"""Mistakes that nobody has declared are found and named; of what no formula explains only facts are
told.
"""

from pathlib import Path

import pytest

from grader.report.model import Diagnosis

from ..conftest import ROOT, bundled, grade_file

GELU = """import torch

def gelu(x):
    return 0.5 * x * (1 + torch.erf(x / 2**0.5))

def gelu_backward(g, x):
    phi = torch.exp(-x**2 / 2) / (2 * torch.pi)**0.5
    cdf = 0.5 * (1 + torch.erf(x / 2**0.5))
    return {gradient}
"""
SILU = """import torch

def silu(x):
    return {value}

def silu_backward(g, x):
    s = torch.sigmoid(x)
    return {gradient}
"""
SOFTMAX = """import torch

def softmax(input, dim):
    return torch.softmax(input, dim)

def softmax_backward(grad_output, input, dim):
    y = torch.softmax(input, dim)
    return {factor} * (grad_output {sign} (grad_output * y).sum(dim, keepdim=True))
"""

GELU_ITSELF = "g * 0.5 * x * (1 + torch.erf(x / 2**0.5))"
HALF = "(g.half() * (cdf + x * phi).half()).to(g)"
RIGHT_ON_THE_RIGHT = "(g * torch.where(x > 0, cdf + x * phi, torch.tan(x))).roll(0)"
X_SIGMOID = "x * torch.sigmoid(x)"

# (exercise, the submission, the diagnosis, how sure it is); roll(0) changes nothing, but is not
# redone by the judge
FOUND = [
    ("gelu", GELU.format(gradient="g * (cdf - x * phi)"), "gelu.sum_sign", "named"),
    ("gelu", GELU.format(gradient="g * (cdf + x * phi / (2 * torch.pi)**0.5)"), "gelu.function_dropped", "named"),
    ("gelu", GELU.format(gradient="g * (cdf + phi / x.where(x != 0, phi)).roll(0)"), None, ""),
    ("gelu", GELU.format(gradient="1.7 * g * (cdf + x * phi)"), "gelu.factor_extra", "named"),
    ("gelu", GELU.format(gradient="(1.7 * g * (cdf + x * phi)).roll(0)"), "observed.proportional", "observed"),
    ("gelu", GELU.format(gradient="g * (cdf + x * phi + 0.3)"), "gelu.term_extra", "named"),
    ("gelu", GELU.format(gradient="(g * (cdf + x * phi + 0.3)).roll(0)"), "observed.offset", "observed"),
    ("gelu", GELU.format(gradient=GELU_ITSELF), "gelu.function_for_its_derivative", "named"),
    ("gelu", GELU.format(gradient=HALF), "observed.coarse", "observed"),
    ("gelu", GELU.format(gradient=RIGHT_ON_THE_RIGHT), "observed.one_side", "observed"),
    ("silu", SILU.format(value=X_SIGMOID, gradient="g * (s + x * s * (1 + s))"), "silu.term_sign", "named"),
    ("softmax", SOFTMAX.format(sign="+", factor="y"), "softmax.term_sign", "named"),
    ("softmax", SOFTMAX.format(sign="-", factor="y.sin()"), "softmax.function_extra", "named"),
    ("softmax", SOFTMAX.format(sign="-", factor="y.sin().roll(0)"), None, ""),
]


def diagnosed(slug: str, text: str, folder: Path) -> list[Diagnosis]:
    path = folder / "submission.py"
    path.write_text(text, encoding="utf-8")
    report = grade_file(slug, path, ("float32",))
    assert not report.passed
    return [d for c in report.checks if c.name == "gradients" for d in c.findings.diagnoses]


@pytest.mark.parametrize(("slug", "text", "name", "confidence"), FOUND, ids=[f"{f[0]}-{f[2]}" for f in FOUND])
def test_mistake_in_a_gradient(slug: str, text: str, name: str | None, confidence: str, tmp_path: Path) -> None:
    found = diagnosed(slug, text, tmp_path)
    assert [(d.id, d.confidence) for d in found] == ([(name, confidence)] if name else [])


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [("value=1 - beta2", "value=1 - beta1", "adam.name_other"), ("p.sub_(", "p.add_(", "adam.sign_lost")],
)
def test_mistake_in_an_optimizer(old: str, new: str, name: str, tmp_path: Path) -> None:
    text = (ROOT / "solutions" / bundled().entries["adam"].topic / "adam.py").read_text(encoding="utf-8")
    path = tmp_path / "submission.py"
    path.write_text(text.replace(old, new), encoding="utf-8")
    report = grade_file("adam", path, ("float32",))
    assert [(d.id, d.confidence) for c in report.checks for d in c.findings.diagnoses] == [(name, "named")]


def test_a_wrong_value_explains_the_gradient_through_it(tmp_path: Path) -> None:
    wrong = SILU.format(value="x * torch.sigmoid(x) ** 2", gradient="g * (s + x * s * (1 - s))")
    path = tmp_path / "submission.py"
    path.write_text(wrong, encoding="utf-8")
    report = grade_file("silu", path, ("float32",))
    ids = {c.name: [d.id for d in c.findings.diagnoses] for c in report.checks if c.status == "failed"}
    assert ids["values"]
    assert ids["gradients"] == ids["values"]
