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

from grader.dtypes import FLOAT32
from grader.judge.answers.attempt import Attempt
from grader.judge.answers.clues import Clues
from grader.judge.answers.evidence import measured
from grader.judge.answers.showing import LONG, NO_ERROR, NOT_RUN, OTHERWISE, Showing, TriedLine, shown
from grader.judge.sandbox.session import Session
from grader.limit_settings import Limits
from grader.reference.enclose import Band
from grader.report.model import CheckResult, Failure, Findings, Report
from grader.report.wording import LONGEST_CALL

from ..conftest import PATIENT, SUBMISSIONS, grade_file, of_each_family

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
ADAGRAD = """
import torch

class Adagrad(torch.optim.Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-10):
        self.lr = lr
        super().__init__(params, dict(lr=lr, eps=eps))

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    {absent}
                    continue
                state = {state}
                state["sum"] = state.get("sum", 0) + p.grad**2
                p.sub_({rate} * p.grad / (state["sum"].sqrt() + group["eps"]))
        return closure() if closure else None
"""
PRELU = """
import torch

def prelu(input, weight):
    shape = [1, -1] + [1] * (input.ndim - 2) if input.ndim > 1 else [-1]
    return torch.where(input > 0, input, weight.reshape(shape) * input)

def prelu_backward(grad_output, input, weight):
    shape = [1, -1] + [1] * (input.ndim - 2) if input.ndim > 1 else [-1]
    by_input = torch.where(input > 0, grad_output, weight.reshape(shape) * grad_output)
    return by_input, grad_output * torch.where(input > 0, 0, input)
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


def shows(path: Path, failure: Failure) -> bool:
    """Whether the line of a failure gives the number that was got, or the one that the line itself
    tells.
    """
    call, _, told = failure.call.partition("  # ")
    told = told.partition(",")[0] or failure.got.text
    printed = pasted(path, call).strip().removeprefix("tensor(").partition(", ")[0].rstrip(")")
    return printed == told or math.isclose(float(printed), float(told), rel_tol=1e-3, abs_tol=1e-4)


@of_each_family(FIRST_OF_EACH)
def test_a_line_gives_the_number_that_the_report_gives(slug: str) -> None:
    path = FIRST_OF_EACH[slug]
    report = grade_file(slug, path)
    for failure in (f for c in report.checks for f in c.findings.failures if f.call):
        assert shows(path, failure), failure


@pytest.mark.parametrize(
    ("rate", "state", "absent", "written"),
    [
        # which is the default's, whatever the groups say
        ("self.lr", "self.state[p]", "pass", "'lr': "),
        ("self.param_groups[0]['lr']", "self.state[p]", "pass", "ps[1].item()"),
        ("group['lr']", "vars(p).setdefault('kept', {})", "pass", "load_state_dict"),
        ("group['lr']", "self.state[p]", "self.state.pop(p, None)", "None"),
    ],
)
def test_a_run_is_written_as_the_check_has_made_it(
    tmp_path: Path, rate: str, state: str, absent: str, written: str
) -> None:
    path = tmp_path / "adagrad.py"
    path.write_text(ADAGRAD.format(rate=rate, state=state, absent=absent), encoding="utf-8")
    (failure,) = grade_file("adagrad", path, ("float32",)).checks[0].findings.failures
    assert not failure.remark
    assert written in failure.call
    assert shows(path, failure)


def test_a_line_that_does_not_show_it_gives_way_to_one_that_does(tmp_path: Path) -> None:
    path = tmp_path / "mse_loss.py"
    path.write_text(
        "def mse_loss(input, target, reduction='mean'):\n"
        "    r = (input - target) ** 2\n"
        "    r = r / 2 if r.ndim and len(r) > 2 else r\n"
        "    return r.mean() if reduction == 'mean' else r.sum() if reduction == 'sum' else r\n",
        encoding="utf-8",
    )
    simplest, *_ = grade_file("mse_loss", path, ("float32",)).checks[0].findings.failures
    assert simplest.call.count(", ") > 2
    assert shows(path, simplest)


@pytest.mark.parametrize(
    ("changes", "check", "line"),
    [
        ({"before": "if x.ndim and (x <= 0).any(): return 1 / (1 + torch.exp(x))"}, "values", ")[0]"),
        ({"gradient": "(grad_output * s * (1 - s)).mean().expand(x.shape)"}, "gradients", "# 0.0"),
    ],
)
def test_what_takes_two_numbers_to_see_is_shown_with_two(
    tmp_path: Path, changes: dict[str, str], check: str, line: str
) -> None:
    failed = next(c for c in judged(tmp_path, changes).checks if c.name == check)
    assert any(line in f.call for f in failed.findings.failures)
    assert all(shows(tmp_path / "sigmoid.py", f) and len(f.call) < 200 for f in failed.findings.failures)


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
    clues = Clues(showing=[Showing(failure, (TriedLine(line, lambda _: 0.5, lambda _: shows),))])
    fresh = SimpleNamespace(alive=True, load_like=lambda _: None)
    session = cast(Session, SimpleNamespace(another=lambda: contextlib.nullcontext(fresh)))
    (check,) = shown(
        Attempt(session, clues),
        [
            CheckResult(
                name="values", dtype="float32", status="failed", summary="", findings=Findings(failures=(failure,))
            )
        ],
    )
    (told,) = check.findings.failures
    assert (told.call, told.remark) == printed


def test_no_line_where_the_small_call_hangs(tmp_path: Path) -> None:
    hangs = "while x.ndim == 0: pass"
    report = judged(tmp_path, {"before": hangs, "result": "1 / (1 + torch.exp(x))"}, Limits(seconds=1))
    values, *_ = report.checks
    assert (values.findings.code, len(values.findings.failures)) == ("V201", 2)
    assert {(f.call, f.remark) for f in values.findings.failures} == {("", NOT_RUN)}


@pytest.mark.parametrize(
    ("changes", "check", "code", "shows"),
    [
        ({"result": "(1 / (1 + torch.exp(-x))).reshape(-1)"}, "contract", "C401", "torch.Size([1])"),
        ({"gradient": "(grad_output * s * (1 - s)).double()"}, "gradients", "C402", "torch.float64"),
        ({"before": "y = x.clone(); x.neg_(); x = y"}, "contract", "C403", "tensor(-1.5000)"),
        ({"gradient": "grad_output.mul_(s * (1 - s))"}, "contract", "C403", "tensor(0."),
        ({"before": "x.max()"}, "contract", "S108", "max()"),
        ({"before": "x.view(-1)"}, "contract", "S108", "view size is not compatible"),
        ({"before": "assert (x > -1e4).all()"}, "values", "S108", "AssertionError"),
    ],
)
def test_what_is_no_number_has_a_line_too(
    tmp_path: Path, changes: dict[str, str], check: str, code: str, shows: str
) -> None:
    found = {(c.name, c.findings.code): c.findings.call for c in judged(tmp_path, changes).checks}
    assert (check, code) in found, found
    try:
        shown = pasted(tmp_path / "sigmoid.py", found[check, code])
    except (AssertionError, RuntimeError) as error:
        shown = f"{type(error).__name__}: {error}"
    assert shows in shown


def test_the_line_takes_the_gradient_that_is_told(tmp_path: Path) -> None:
    path = tmp_path / "prelu.py"
    path.write_text(PRELU, encoding="utf-8")
    checks = [c for c in grade_file("prelu", path, ("float32",)).checks if c.findings.code == "C401"]
    assert [c.name for c in checks] == ["gradients", "contract"]
    for check in checks:
        assert "the gradient by weight" in check.summary
        assert "[1].shape" in check.findings.call
        assert "should have (3,)" in check.summary or "should have (1,)" in check.summary
        # a weight for each number, not for each channel
        assert len(pasted(path, check.findings.call).split(",")) > 1


def test_no_line_is_printed_for_what_only_an_earlier_call_leads_to(tmp_path: Path) -> None:
    """The first result of each shape is kept: by hand, and in another process, all is right."""
    keeps = "if x.shape in kept: return kept[x.shape].clone()"
    result = "kept.setdefault(x.shape, 1 / (1 + torch.exp(-x))).clone()\n\nkept = {}"
    checks = [c for c in judged(tmp_path, {"before": keeps, "result": result}).checks if c.status == "failed"]
    assert checks
    assert not any(c.findings.call for c in checks)
    assert all(NO_ERROR in c.summary or c.findings.code == "V202" for c in checks), checks
