"""Lines to paste show what the report says; where none does, none is printed."""

import contextlib
import io
import math
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from flint import arb

from grader.course import Limits
from grader.dtypes import FLOAT32
from grader.judge.clues import Clues
from grader.judge.evidence import measured
from grader.judge.session import Session
from grader.judge.showing import LONG, OTHERWISE, Showing, Trial, shown
from grader.reference.enclose import Band
from grader.report.model import CheckResult, Report
from grader.report.wording import LONGEST_CALL

from ..conftest import PATIENT, SUBMISSIONS, grade_file

FIRST_OF_EACH = {path.parts[-3]: path for path in sorted(SUBMISSIONS.glob("*/wrong/*.py"), reverse=True)}
SIGMOID = """
import torch

def sigmoid(x):
    {before}
    return {result}

def sigmoid_backward(grad_output, x):
    s = 1 / (1 + torch.exp(-x))
    return {gradient}
"""
RIGHT = {"before": "pass", "result": "1 / (1 + torch.exp(-x))", "gradient": "grad_output * s * (1 - s)"}


def judged(tmp_path: Path, changes: Mapping[str, str], limits: Limits = PATIENT) -> Report:
    path = tmp_path / "sigmoid.py"
    path.write_text(SIGMOID.format(**{**RIGHT, **changes}), encoding="utf-8")
    return grade_file("sigmoid", path, ("float32",), limits=limits)


def pasted(path: Path, line: str) -> str:
    """What Python shows for a line that is pasted after a file was run."""
    import torch

    names: dict[str, Any] = {"torch": torch, "__name__": "pasted"}
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), names)
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(line, "<pasted>", "single"), names)
    return printed.getvalue()


@pytest.mark.parametrize("slug", FIRST_OF_EACH)
def test_a_line_gives_the_number_that_the_report_gives(slug: str) -> None:
    path = FIRST_OF_EACH[slug]
    report = grade_file(slug, path)
    for failure in (f for c in report.checks for f in c.failures if f.call):
        shown = pasted(path, failure.call).strip().removeprefix("tensor(").partition(", ")[0].rstrip(")")
        assert math.isclose(float(shown), failure.got, rel_tol=1e-3, abs_tol=1e-4) or shown == failure.got_text, failure


def test_a_line_that_does_not_show_it_gives_way_to_one_that_does(tmp_path: Path) -> None:
    path = tmp_path / "mse_loss.py"
    path.write_text(
        "def mse_loss(input, target, reduction='mean'):\n"
        "    r = (input - target) ** 2\n"
        "    r = r / len(r) if r.ndim and len(r) > 1 else r\n"
        "    return r.mean() if reduction == 'mean' else r.sum() if reduction == 'sum' else r\n",
        encoding="utf-8",
    )
    simplest, *_ = grade_file("mse_loss", path, ("float32",)).checks[0].failures
    assert simplest.call.count(", ") > 2
    assert math.isclose(float(pasted(path, simplest.call).partition("(")[2].rstrip(")\n")), simplest.got, rel_tol=1e-3)


@pytest.mark.parametrize(
    ("line", "shows", "printed"),
    [
        ("f(1)", True, ("f(1)", "")),
        ("f(1)" * LONGEST_CALL, True, ("f(1)" * LONGEST_CALL, LONG)),
        ("f(1)", False, ("", OTHERWISE.format("0.5"))),
    ],
)
def test_a_line_is_printed_if_it_shows_what_is_told(line: str, shows: bool, printed: tuple[str, str]) -> None:
    failure = measured("worst", {}, 0.25, Band(arb(1), arb(1), 1e-6, FLOAT32))
    clues = Clues(showing=[Showing(failure, (Trial(line, lambda _: 0.5, lambda _: shows),))])
    session = cast(Session, SimpleNamespace(alive=True, clues=clues))
    (check,) = shown(session, [CheckResult("values", "float32", "failed", "", failures=(failure,))])
    (told,) = check.failures
    assert (told.call, told.remark) == printed


def test_no_line_where_the_small_call_hangs(tmp_path: Path) -> None:
    hangs = "while x.ndim == 0: pass"
    report = judged(tmp_path, {"before": hangs, "result": "1 / (1 + torch.exp(x))"}, Limits(seconds=1))
    values, *_ = report.checks
    assert (values.code, len(values.failures)) == ("V201", 2)
    assert not any(f.call for f in values.failures)


@pytest.mark.parametrize(
    ("changes", "check", "code", "shows"),
    [
        ({"result": "(1 / (1 + torch.exp(-x))).reshape(-1)"}, "contract", "C401", "torch.Size([1])"),
        ({"gradient": "(grad_output * s * (1 - s)).double()"}, "gradients", "C402", "torch.float64"),
        ({"before": "y = x.clone(); x.neg_(); x = y"}, "contract", "C403", "tensor(-1.5000)"),
        ({"before": "x.max()"}, "contract", "S108", "max()"),
        ({"before": "x.view(-1)"}, "contract", "S108", "view size is not compatible"),
    ],
)
def test_what_is_no_number_has_a_line_too(
    tmp_path: Path, changes: dict[str, str], check: str, code: str, shows: str
) -> None:
    found = {(c.name, c.code): c.call for c in judged(tmp_path, changes).checks}
    assert (check, code) in found, found
    try:
        shown = pasted(tmp_path / "sigmoid.py", found[check, code])
    except RuntimeError as error:
        shown = str(error)
    assert shows in shown
