"""Pages that commands write beside what they print."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ..conftest import ROOT, SUBMISSIONS
from ..judge.speed.conftest import unreachable
from ..tiers import whole
from .command import grader, process
from .test_cli import SOLUTION, WRONG


def said(path: Path) -> str:
    """What a page says; it is well-formed XML."""
    body = ElementTree.fromstring(path.read_text(encoding="utf-8")).find("body")
    assert body is not None
    return " ".join(" ".join(body.itertext()).split())


@whole
def test_a_right_and_then_a_wrong_submission_in_the_same_file(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    first = grader("check", "sigmoid", SOLUTION, "--html", page)
    assert first.returncode == 0
    assert "passed  100 of 100 points" in first.stdout
    assert "\u2713 Passed 100 of 100 points" in said(page)
    second = grader("check", "sigmoid", WRONG, "--html", page, "--json")
    assert second.returncode == 1
    assert "The mistake Difference for product" in said(page)
    assert "10 def sigmoid_backward" in said(page).replace("10def", "10 def")
    assert "yours, drawn through" in said(page)
    assert "d/dx sigmoid(x) = y*(1 - y)" not in said(page)
    assert list(tmp_path.iterdir()) == [page]


def test_a_full_report_has_formulas(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    wrong = SUBMISSIONS / "sigmoid" / "wrong" / "power_rule_with_positive_exponent.py"
    grader("check", "sigmoid", wrong, "--explain", "full", "--html", page)
    assert "you have</small></p><p><math><mrow><mo>\u2212</mo><msup><mi>u</mi><mn>2</mn></msup></mrow></math></p>" in (
        page.read_text(encoding="utf-8")
    )
    assert "right d/dx sigmoid(x) = y*(1 - y)" in said(page)


@pytest.mark.parametrize(
    ("file", "expected"),
    [("broken/not_started.py", "\u2013 Not started"), ("broken/syntax_error.py", "Error S102")],
)
def test_what_could_not_be_run_has_a_page(file: str, expected: str, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    assert grader("check", "sigmoid", SUBMISSIONS / "sigmoid" / file, "--html", page).returncode == 1
    assert expected in said(page)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("sigmoid.py", "sigmoid.py must end in .html"),
        ("none/report.html", "there is no folder none"),
        (".", "is a dir"),
    ],
)
@pytest.mark.parametrize("command", ["check", "bench", "plot"])
def test_a_path_that_is_none_for_a_page_is_wrong_usage(command: str, path: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "sigmoid.py"
    file.write_text("my work", encoding="utf-8")
    done = grader(command, "sigmoid", file, "--html", path, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert file.read_text(encoding="utf-8") == "my work"


def test_a_page_that_cannot_be_written_costs_nothing_that_is_printed(tmp_path: Path) -> None:
    (tmp_path / ".report.html.part").mkdir()
    file = SUBMISSIONS / "sigmoid" / "broken" / "not_started.py"
    done = grader("check", "sigmoid", file, "--html", "report.html", cwd=tmp_path)
    assert done.returncode == 3
    assert "not started" in done.stdout
    assert "report.html cannot be written:" in done.stderr


@pytest.mark.timed
@whole
def test_bench_draws_its_table(tmp_path: Path) -> None:
    if why := unreachable():
        pytest.skip(why)
    page = tmp_path / "speed.html"
    done = process("bench", "softmax", ROOT / "solutions" / "activations" / "softmax.py", "--html", page)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] in said(page)
    plot = ElementTree.fromstring(page.read_text(encoding="utf-8")).find(".//svg")
    assert plot is not None
    rows = [line for line in done.stdout.splitlines() if re.match(r" +[\d,]+  ", line)]
    assert len(list(plot.iter("circle"))) == len(rows) > 0


@pytest.mark.timed
@whole
def test_speed_that_is_graded_is_drawn(tmp_path: Path) -> None:
    if why := unreachable():
        pytest.skip(why)
    page = tmp_path / "report.html"
    process("check", "softmax", ROOT / "solutions" / "activations" / "softmax.py", "--speed", "--html", page)
    assert "1: the same time limit 10 16,384 forward, beside torch" in said(page)
