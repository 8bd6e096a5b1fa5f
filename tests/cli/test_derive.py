"""grader derive as a user meets it: formats, widths, derivations to check, and whose mistake it is
if nothing comes of it.
"""

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ..conftest import ROOT
from .command import grader, process
from .test_cli import modules_after


def test_text_is_the_default() -> None:
    shown = process("derive", "sigmoid")
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
    shown = process("derive", "elu", *form, PYTHONIOENCODING="ascii")
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


NOTE_004 = ROOT / "tests" / "derivations" / "sigmoid_note_004.tex"
RIGHT = "d/dx f(x) = d/dx (1 + e^-x)^-1 = e^-x (1 + e^-x)^-2 = f(x) (1 - f(x))"


def written(folder: Path, text: str) -> Path:
    (folder / "derivation.txt").write_text(text, encoding="utf-8")
    return folder / "derivation.txt"


def test_a_right_derivation_passes(tmp_path: Path) -> None:
    shown = grader("derive", "sigmoid", "--check", written(tmp_path, RIGHT))
    assert shown.returncode == 0
    assert "right: every line follows, and the last one is the derivative of sigmoid" in shown.stdout
    assert shown.stderr == ""


def test_the_first_wrong_line_is_shown_and_the_mistake_at_the_end_named() -> None:
    shown = grader("derive", "sigmoid", "--check", NOTE_004)
    assert shown.returncode == 1
    first = shown.stdout.index("line 18 does not follow:")
    assert 0 < first < shown.stdout.index("line 25 does not follow either:")
    assert "should be -1/f^2\n" in shown.stdout
    assert "At the power rule on 1/f the new exponent has lost its minus sign." in shown.stdout
    assert "at f = 2: -0.25 on the left, -4 on the right" in shown.stdout
    assert "is a known mistake: extra factor half minus f\n" in shown.stdout
    assert max(map(len, shown.stdout.splitlines())) <= 200


def test_a_derivation_on_standard_input() -> None:
    command = [sys.executable, "-m", "grader", "derive", "sigmoid", "--check", "-"]
    done = subprocess.run(command, input=RIGHT.encode(), capture_output=True, check=False, cwd="/")
    assert done.returncode == 0


def test_what_was_found_as_json() -> None:
    shown = grader("derive", "sigmoid", "--check", NOTE_004, "--json")
    assert shown.returncode == 1
    found = json.loads(shown.stdout)
    assert (found["schema"], found["passed"], found["exercise"]) == ("grader.derivation/2", False, "sigmoid")
    assert (found["lines"], found["equations"], len(found["wrong"])) == (15, 14, 8)
    assert found["wrong"][0]["line"] == 18
    assert found["end"]["misconceptions"][0]["source"] == "004:93"


def test_numbers_that_json_has_no_word_for(tmp_path: Path) -> None:
    shown = grader("derive", "relu", "--check", written(tmp_path, "f' = 1 if x > 0, 0 if x < -2"), "--json")
    assert json.loads(shown.stdout)["wrong"][0]["right_value"] == "nan"


def test_what_cannot_be_read_is_the_students_mistake(tmp_path: Path) -> None:
    shown = grader("derive", "sigmoid", "--check", written(tmp_path, "\n  f' = (1 + x"))
    assert shown.returncode == 1
    assert "line 2, column 14 cannot be read: expected ), not the end" in shown.stdout


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"f' = \xff", "is not UTF-8 text"),
        (b"x" * 3_000_000, "larger than a derivation may be"),
        (None, "does not exist"),
    ],
)
def test_an_unreadable_file_is_wrong_usage(tmp_path: Path, content: bytes | None, message: str) -> None:
    if content is not None:
        (tmp_path / "derivation.txt").write_bytes(content)
    shown = grader("derive", "sigmoid", "--check", tmp_path / "derivation.txt")
    assert shown.returncode == 2
    assert message in shown.stderr
    assert shown.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["rrelu_slopes", "--check", NOTE_004], "rrelu_slopes has no derivative that --check could read"),
        (["sigmoid", "--check", NOTE_004, "--latex"], "give one of them"),
        (["sigmoid", "--json"], "--json goes with --check"),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(arguments: list[object], message: str) -> None:
    shown = grader("derive", *arguments)
    assert shown.returncode == 2
    assert message in shown.stderr


def test_a_derivation_is_checked_without_torch() -> None:
    assert not modules_after("derive", "sigmoid", "--check", str(NOTE_004)) & {"torch", "matplotlib"}


def test_a_page_has_each_step_typeset_with_its_rule(tmp_path: Path) -> None:
    page = tmp_path / "sigmoid.html"
    assert grader("derive", "sigmoid", "--html", page).returncode == 0
    tree = ElementTree.fromstring(page.read_text(encoding="utf-8"))
    steps = [e for e in tree.iter("div") if e.get("class") == "step"]
    assert all(step.find(".//math") is not None for step in steps)
    labels = [step.get("aria-label") for step in steps]
    assert labels[:3] == ["formula", "1. chain rule", "2. sum rule (from 1)"]


def test_a_page_marks_the_first_wrong_line_of_a_derivation(tmp_path: Path) -> None:
    mine, page = tmp_path / "mine.txt", tmp_path / "mine.html"
    mine.write_text("f(x) = 1/(1+exp(-x))\nf'(x) = f(x) - (1 - f(x))\nf'(x) = exp(x)\n# <b>\n", encoding="utf-8")
    assert grader("derive", "sigmoid", "--check", mine, "--html", page).returncode == 1
    tree = ElementTree.fromstring(page.read_text(encoding="utf-8"))
    marked = ["".join(e.itertext()) for e in tree.iter("span") if e.get("class") == "row hit"]
    assert marked == ["\u25b6 2f'(x) = f(x) - (1 - f(x))"]
    assert "line 2 does not follow" in "".join(tree.itertext())
