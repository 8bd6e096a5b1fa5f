"""What counts as forbidden, and what the check makes of a record."""

from types import SimpleNamespace
from typing import Any

import pytest

from grader.dtypes import FLOAT32
from grader.judge.answers.attempt import Attempt
from grader.judge.checks.rules import Rules
from grader.report.model import CheckResult, GradingRun, Report, Score, SubmittedFile
from grader.worker.torch_names import bare

from ..conftest import bundled

PASSED = CheckResult(name="values", dtype="float32", status="passed", summary="", score=Score(40, 40))
SKIPPED = CheckResult(name="values", dtype="float32", status="skipped", summary="", score=Score(0, 40))


def judged(slug: str, *called: str, before: CheckResult = PASSED) -> CheckResult:
    session: Any = SimpleNamespace(called=dict.fromkeys(called))
    return Rules(bundled().entries[slug].exercise, FLOAT32).run(Attempt(session), [before])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("torch.sigmoid", "sigmoid"),
        ("torch.Tensor.sigmoid_", "sigmoid"),
        ("torch._ops.aten.sigmoid.default", "sigmoid"),
        ("aten::sigmoid_backward", "sigmoid"),
        ("aten::_log_softmax_backward_data", "logsoftmax"),
        ("aten::log_sigmoid_forward", "logsigmoid"),
        ("torch._C._special.special_expit", "expit"),
        ("torch._foreach_tanh_", "tanh"),
        ("aten::_fused_adam_", "adam"),
        ("torch.optim.adam", "adam"),
        ("Adam", "adam"),
        ("aten::cross_entropy_loss", "crossentropy"),
        ("aten::_prelu_kernel", "prelu"),
        ("aten::_sparse_log_softmax_backward_data", "logsoftmax"),
        ("aten::_masked_softmax", "softmax"),
        ("torch._ops.aten._safe_softmax.default", "softmax"),
        ("aten::infinitely_differentiable_gelu_backward", "gelu"),
        ("aten::_add_relu_", "relu"),
        ("torch.Tensor.add_", "add"),
        ("torch.Tensor.exp", "exp"),
        ("torch.where", "where"),
    ],
)
def test_a_function_has_one_name_in_all_its_forms(name: str, expected: str) -> None:
    assert bare(name) == expected


def test_the_forbidden_function_and_its_relatives_are_told_from_others() -> None:
    assert judged("sigmoid", "torch.exp", "aten::where", "torch.tanh").status == "passed"
    for name in ("aten::sigmoid", "torch.nn.functional.silu", "aten::log_sigmoid_backward"):
        result = judged("sigmoid", "torch.exp", name)
        assert (result.status, result.findings.code) == ("failed", "R701")
        assert name in result.summary


@pytest.mark.parametrize(
    ("name", "forbidden"),
    [
        ("torch.distributions.gumbel", True),
        ("torch.distributions.utils", True),
        ("torch.Tensor.exponential_", False),
        ("torch.rand", False),
        ("aten::log_normal_", False),
    ],
)
def test_a_sampler_does_not_draw_from_a_package_of_distributions(name: str, forbidden: bool) -> None:
    assert judged("gumbel_noise", name).status == ("failed" if forbidden else "passed")


def test_a_derivative_from_autograd_matters_only_where_it_is_to_be_written() -> None:
    assert judged("sigmoid", "autograd").findings.code == "R702"
    assert judged("adam", "autograd").status == "passed"
    without = [e.exercise for e in bundled().entries.values() if not e.exercise.by_hand]
    assert without
    assert not any(Rules.has_any(exercise) for exercise in without)


@pytest.mark.parametrize(
    ("called", "told"),
    [
        ("autograd::DivBackward0", "taken from autograd: DivBackward0"),
        # what autograd derives around an autograd.Function is no cheat
        ("graph::DivBackward0", ""),
    ],
)
def test_what_autograd_derives_is_told(called: str, told: str) -> None:
    session: Any = SimpleNamespace(called={called: None})
    result = Rules(bundled().entries["sigmoid"].exercise, FLOAT32).run(Attempt(session), [PASSED])
    assert (result.status, result.findings.code) == (("failed", "R702") if told else ("passed", ""))
    assert told in result.summary


def test_nothing_is_said_of_what_was_not_judged() -> None:
    assert judged("sigmoid", before=SKIPPED).status == "skipped"


def test_where_it_fails_no_points_are_left() -> None:
    def report(*checks: CheckResult) -> Report:
        return Report(
            exercise="sigmoid", title="", submission=SubmittedFile("", ""), run=GradingRun(0, {}, 0.0), checks=checks
        )

    assert report(PASSED, judged("sigmoid")).score == 40
    assert report(PASSED, judged("sigmoid", "aten::sigmoid")).score == 0
    assert not report(PASSED, judged("sigmoid", "aten::sigmoid")).passed
