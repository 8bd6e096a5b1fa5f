"""What gradients are worth: half the points for each of the two ways to them."""

from pathlib import Path

import pytest

from grader.report.html import render as to_page
from grader.report.terminal import render

from ..conftest import grade_file

RIGHT = "def softsign(x):\n    return x / (1 + x.abs())\n"
CUT = "def softsign(x):\n    return (x / (1 + x.abs())).detach()\n"
SLOPE = "def softsign_backward(grad_output, x):\n    return grad_output / (1 + x.abs()) ** 2\n"
WRONG = "def softsign_backward(grad_output, x):\n    return grad_output / (1 + x.abs())\n"
RAISING = "def softsign_backward(grad_output, x):\n    return softsign(x).nothing\n"
ALWAYS_NAN = "def softsign(x):\n    return x / (1 + x.abs()) + 0 * (x - x).sqrt()\n"

WORTH = {
    "both right": (RIGHT + SLOPE, 40),
    "by hand wrong": (RIGHT + WRONG, 20),
    "by hand raises": (RIGHT + RAISING, 20),
    "no derivative by hand": (RIGHT, 20),
    "cut off from autograd": (CUT + SLOPE, 20),
    "autograd gives nan": (ALWAYS_NAN + SLOPE, 20),
    "both wrong": (CUT + WRONG, 0),
}


@pytest.mark.parametrize("what", WORTH)
def test_each_way_to_the_gradient_is_worth_half(what: str, tmp_path: Path) -> None:
    text, points = WORTH[what]
    path = tmp_path / "softsign.py"
    path.write_text(text, encoding="utf-8")
    report = grade_file("softsign", path)
    gradients = [c for c in report.checks if c.name == "gradients"]
    assert sum(c.score.points for c in gradients) == points, render(report)
    assert sum(c.score.most for c in gradients) == 40
    assert report.passed == (points == 40)
    assert ("20 of 40" in render(report)) == (points == 20)
    assert ("20 of 40" in to_page(report)) == (points == 20)


def test_half_the_points_of_gradients_are_lost_with_all_others_where_a_rule_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "softsign.py"
    path.write_text("from torch.nn.functional import softsign\n\n\n" + WRONG, encoding="utf-8")
    assert grade_file("softsign", path).score == 0
