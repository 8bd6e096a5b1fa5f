"""A hyperparameter whose default is not the exercise's is told as that, where it is what makes
results wrong.
"""

from pathlib import Path

import pytest

from grader.judge.checks.defaults import wrong_defaults
from grader.report.terminal import render

from ..conftest import ROOT, bundled, grade_file
from ..tiers import whole

READ = {
    "def elu(input, alpha=1.0): ...": {},
    "def elu(input, alpha=2.0): ...": {"alpha": "alpha is 2.0 by default; this exercise asks for 1.0"},
    "def elu(input, *, alpha=-1): ...": {"alpha": "alpha is -1 by default; this exercise asks for 1.0"},
    "A = 3 / 2\ndef elu(input, alpha=A): ...": {"alpha": "alpha is 1.5 by default; this exercise asks for 1.0"},
    "def elu(input, alpha=2.0): ...\ndef elu(input, alpha=1): ...": {},
    "def elu(input, alpha=float('1')): ...": {},
    "def elu(input, alpha=1 / 0): ...": {},
    "def elu(input, alpha): ...": {},
    "elu = lambda input, alpha=2.0: input": {},
    "def elu(": {},
}


@pytest.mark.parametrize("text", READ)
def test_defaults_are_read_from_the_text(text: str) -> None:
    assert wrong_defaults(bundled().entries["elu"].exercise, text) == READ[text]


def test_those_of_a_class_are_those_of_its_init() -> None:
    text = "class Adam:\n    def __init__(self, params, lr=0.01, betas=[0.9, 0.999], eps=1e-8): ..."
    assert list(wrong_defaults(bundled().entries["adam"].exercise, text)) == ["lr"]


CHANGED = {
    "adam": ("lr=1e-3", "lr=1e-2", "lr is 0.01 by default; this exercise asks for 0.001"),
    "lion": ("betas=(0.9, 0.99)", "betas=(0.9, 0.999)", "betas is (0.9, 0.999) by default; this exercise asks for"),
    "elu": ("alpha: float = 1.0", "alpha: float = 2.0", "alpha is 2.0 by default; this exercise asks for 1.0"),
    "mse_loss": (
        'reduction: str = "mean"',
        'reduction: str = "sum"',
        "reduction is 'sum' by default; this exercise asks",
    ),
}


@pytest.mark.parametrize("slug", [pytest.param(slug, marks=whole if slug == "adam" else []) for slug in CHANGED])
def test_a_wrong_default_fails_and_is_told(slug: str, tmp_path: Path) -> None:
    right, wrong, said = CHANGED[slug]
    text = next((ROOT / "solutions").glob(f"*/{slug}.py")).read_text(encoding="utf-8")
    path = tmp_path / f"{slug}.py"
    path.write_text(text.replace(right, wrong), encoding="utf-8")
    report = grade_file(slug, path, ("float32",))
    assert right in text
    assert not report.passed
    assert said in " ".join(render(report).split()), render(report)


def test_other_mistakes_are_not_put_down_to_a_default(tmp_path: Path) -> None:
    path = tmp_path / "elu.py"
    path.write_text(
        "import torch\n\n\ndef elu(input, alpha=2.0):\n    return torch.where(input > 0, input, -alpha)\n",
        encoding="utf-8",
    )
    assert "by default" not in render(grade_file("elu", path))
