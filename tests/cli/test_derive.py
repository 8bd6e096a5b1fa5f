"""grader derive as a user meets it: formats, widths, and whose mistake it is when there is nothing to derive."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from .test_cli import grader, modules_after


def test_text_is_the_default() -> None:
    shown = grader("derive", "sigmoid")
    assert shown.returncode == 0
    assert shown.stderr == ""
    assert "d/dx sigmoid(x) = exp(-x)/(1 + exp(-x))^2" in shown.stdout
    assert shown.stdout.startswith("Sigmoid: squash a real number into (0, 1).\ntorch.nn.functional.sigmoid, ")


def test_latex() -> None:
    shown = grader("derive", "sigmoid", "--latex")
    assert shown.returncode == 0
    assert shown.stdout.startswith("\\begin{align*}\n")
    assert r"\frac{e^{-x}}{\left(1 + e^{-x}\right)^{2}}" in shown.stdout


def test_mathml() -> None:
    shown = grader("derive", "sigmoid", "--mathml")
    assert shown.returncode == 0
    assert all(ElementTree.fromstring(line).tag.endswith("math") for line in shown.stdout.splitlines())


def test_a_narrow_terminal_gets_narrow_lines() -> None:
    shown = grader("derive", "mish", COLUMNS="60").stdout
    assert max(len(line) for line in shown.splitlines() if not line.startswith("torch.nn")) <= 60


@pytest.mark.parametrize("form", [[], ["--latex"], ["--mathml"]])
def test_letters_that_a_terminal_cannot_show_are_no_error(form: list[str]) -> None:
    shown = grader("derive", "elu", *form, PYTHONIOENCODING="ascii")
    assert shown.returncode == 0
    assert shown.stdout


def test_neither_torch_nor_matplotlib_is_needed() -> None:
    assert not modules_after("derive", "sigmoid") & {"torch", "matplotlib"}


def test_an_unknown_exercise_is_wrong_usage() -> None:
    shown = grader("derive", "sigmod")
    assert shown.returncode == 2
    assert "did you mean sigmoid" in shown.stderr
    assert shown.stdout == ""


def test_a_function_without_a_rule_is_the_authors_mistake(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.grader]\n", encoding="utf-8")
    (tmp_path / "plugins").mkdir()
    source = (
        "from grader import elementwise, sym\n@elementwise()\ndef odd(x):\n    '''Odd.'''\n    return sym.zeta(x)\n"
    )
    (tmp_path / "plugins" / "odd.py").write_text(source, encoding="utf-8")
    shown = grader("derive", "odd", cwd=tmp_path)
    assert shown.returncode == 3
    assert "A616" in shown.stderr
    assert "odd.py:2" in shown.stderr
