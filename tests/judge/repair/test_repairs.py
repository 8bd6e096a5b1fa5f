"""The change that puts a student's code right is found and told as what was wrong there; nothing
else is.
"""

import pytest

from grader.judge.answers.budget import REPAIR, Budget
from grader.judge.answers.clues import Clues
from grader.judge.answers.evidence import Answer
from grader.judge.answers.small_call import Leg
from grader.judge.diagnosis import repairs
from grader.judge.diagnosis.repairs import repair
from grader.report.model import Diagnosis

from ...conftest import ROOT, bundled
from .conftest import Answering

PATIENT = 20  # what can be found, not how soon
TANH = """import torch

class Tanh(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = torch.tanh(x)
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, grad_output):
        y, = ctx.saved_tensors
        return grad_output * (1 + y**2)

def tanh(x):
    return Tanh.apply(x)
"""


def solution(slug: str) -> str:
    entry = bundled().entries[slug]
    return (ROOT / "solutions" / entry.topic / f"{slug}.py").read_text(encoding="utf-8")


def found(slug: str, source: str, answers: list[Answer], values_right: bool = False) -> Diagnosis | None:
    exercise = bundled().entries[slug].exercise
    return repair(exercise, answers, values_right, Clues(source=source), Budget(PATIENT * REPAIR))


# (exercise, leg, what the model solution has, what stands there instead, the code, what the words
# speak of)
ONE = [
    ("gelu", "by hand", "cdf(x) + x * density", "cdf(x) - x * density", "term_sign", "x * density"),
    ("gelu", "by hand", "(normal_cdf(x) + x * density)", "(normal_cdf(x) + density)", "factor_dropped", "x"),
    ("gelu", "by hand", "-(x**2) / 2", "(x**2) / 2", "sign_lost", ""),
    ("gelu", "by hand", "-(x**2) / 2", "-(x**2)", "divisor_dropped", "2"),
    ("gelu", "value", "erfc(-x", "erf(-x", "function_other", "erfc"),
    ("softmax", "by hand", "(grad_output - (", "(grad_output + (", "term_sign", "sum"),
    ("softmax", "by hand", ".sum(dim, keepdim=True))", ")", "sum_dropped", "sum"),
    ("softmax", "value", "e.sum(dim", "e.mean(dim", "function_other", "sum"),
    ("mish", "value", "(1 + 2 * e) /", "(1 + e) /", "factor_dropped", "2"),
    ("huber_loss", "value", "u < delta", "u > delta", "condition_turned", "delta"),
    ("threshold", "value", "input > threshold", "input >= threshold", "equality_other", "input > threshold"),
    ("huber_loss", "by hand", "< delta, u, delta * torch.sign(u)", "< delta, delta * torch.sign(u), u", "", ""),
    ("huber_loss", "by hand", "delta * torch.sign(u)", "torch.sign(u)", "factor_dropped", "delta"),
    ("geglu", "by hand", "g1.T @ x", "g2.T @ x", "name_other", "g1"),
    ("geglu", "by hand", "g1 @ w1 + g2 @ w2, g1.T", "g1 @ w1, g1.T", "term_dropped", "g2 @ w2"),
    ("swiglu", "by hand", "s * (1 + z2 * (1 - s))", "s * (1 + z2 * s)", "", ""),
    ("swiglu", "by hand", "s * (1 + z2 * (1 - s))", "s * (1 - s)", "piece_other", "1 - s"),
    ("geglu", "by hand", "g1 @ w1 + g2 @ w2", "g1 @ w2 + g2 @ w1", "names_exchanged", "are exchanged"),
    (
        "geglu",
        "by hand",
        "g1.T @ x, g1.sum(0), g2.T @ x, g2.sum(0)",
        "g2.T @ x, g2.sum(0), g1.T @ x, g1.sum(0)",
        "",
        "",
    ),
    (
        "gelu",
        "by hand",
        "(normal_cdf(x) + x * density)",
        "((normal_cdf(x) + x) * density)",
        "grouping_other",
        "x * density",
    ),
    ("gelu", "by hand", "(normal_cdf(x) + x * density)", "normal_cdf(x)", "term_dropped", "density"),
    ("softsign", "value", "x / (1 + x.abs())", "x / 1 + x.abs()", "grouping_other", "x / (1 + x.abs())"),
]


@pytest.mark.parametrize(("slug", "leg", "right", "wrong", "code", "about"), ONE)
def test_one_change_is_found(
    answers: Answering, slug: str, leg: Leg, right: str, wrong: str, code: str, about: str
) -> None:
    source = solution(slug)
    assert right in source
    broken = source.replace(right, wrong)
    diagnosis = found(slug, broken, answers(slug, broken, leg), values_right=leg != "value")
    assert diagnosis
    assert diagnosis.confidence == "named"
    assert code in diagnosis.id
    assert about in diagnosis.explanation
    line = source[: source.index(right)].count("\n") + 1
    assert f"Line {line}: " in diagnosis.explanation


def test_two_changes_are_found(answers: Answering) -> None:
    broken = solution("huber_loss").replace("u = input - target", "u = input + target")
    broken = broken.replace("delta * torch.sign(u)", "torch.sign(u)")
    diagnosis = found("huber_loss", broken, answers("huber_loss", broken, "by hand"), values_right=True)
    assert diagnosis
    assert "Line 20: " in diagnosis.explanation
    assert "Line 21: The factor delta is missing." in diagnosis.explanation
    assert "both changes" in diagnosis.evidence


def test_a_condition_is_not_put_right_by_a_number_that_is_larger_than_all_that_was_asked(answers: Answering) -> None:
    """grad_output > 0 stands for input > 0: with grad_output > 9 all results of the check would be
    right, by chance.
    """
    values, backward = solution("selu").split("def selu_backward")
    wrong = backward.replace("where(input > 0, 0", "where(grad_output > 0, 0").replace("0, grad_output,", "0, input,")
    broken = f"{values}def selu_backward{wrong}"
    diagnosis = found("selu", broken, answers("selu", broken, "by hand"), values_right=True)
    assert diagnosis
    assert "number" not in diagnosis.id


def test_what_max_gives_along_a_dimension_is_read_by_its_parts(answers: Answering) -> None:
    source = solution("softmax").replace("input.amax(dim, keepdim=True)", "input.max(dim, keepdim=True).values")
    broken = source.replace("(grad_output - (", "(grad_output + (")
    assert broken != solution("softmax").replace("(grad_output - (", "(grad_output + (")
    diagnosis = found("softmax", broken, answers("softmax", broken, "by hand"), values_right=True)
    assert diagnosis
    assert diagnosis.id == "softmax.term_sign"
    assert "by hand" in diagnosis.evidence


def test_code_that_splits_a_tensor_in_unequal_parts_is_searched_too(answers: Answering) -> None:
    broken = solution("softsign").replace(
        "return x / (1 + x.abs())", "a, b = (x * 3).reshape(-1).split([1, x.numel() - 1])\n    return x + 0 * x"
    )
    assert broken != solution("softsign")
    # a mistake of ours would be a warning
    found("softsign", broken, answers("softsign", broken, "value"))


def test_two_changes_are_found_one_in_each_branch(answers: Answering) -> None:
    """What is needed in the other branch is known once one is right."""
    broken = solution("leaky_relu").replace("input, negative_slope * input)", "negative_slope * input, 0 * input)")
    assert broken != solution("leaky_relu")
    diagnosis = found("leaky_relu", broken, answers("leaky_relu", broken, "value"))
    assert diagnosis
    assert "The factor negative_slope is one too many." in diagnosis.explanation
    assert diagnosis.explanation.count("Line ") == 2


def test_two_changes_are_found_of_which_neither_helps_alone(answers: Answering) -> None:
    broken = solution("quick_gelu").replace("grad_output * (s + SCALE * x * s", "x * (s + SCALE * x * x")
    assert broken != solution("quick_gelu")
    diagnosis = found("quick_gelu", broken, answers("quick_gelu", broken, "by hand"), values_right=True)
    assert diagnosis
    assert "x stands where grad_output belongs." in diagnosis.explanation
    assert "x stands where s belongs." in diagnosis.explanation


def test_a_helper_of_right_values_may_be_changed_if_they_stay_right(answers: Answering) -> None:
    broken = solution("mish").replace("1 / (1 + e))", "2 / (1 + e))")
    assert broken != solution("mish")
    diagnosis = found("mish", broken, answers("mish", broken, "by hand"), values_right=True)
    assert diagnosis
    assert diagnosis.explanation.endswith("The number 2 is wrong.")


def test_a_mistake_of_ours_is_told_and_stops_nothing(answers: Answering, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = solution("gelu").replace("cdf(x) + x * density", "cdf(x) - x * density")
    given = answers("gelu", broken, "by hand")
    monkeypatch.setattr(repairs, "redone", lambda *_: 1 / 0)
    with pytest.warns(RuntimeWarning, match="a mistake of grader's: ZeroDivisionError"):
        assert found("gelu", broken, given) is None


def test_an_autograd_function_is_repaired(answers: Answering) -> None:
    diagnosis = found("tanh", TANH, answers("tanh", TANH, "autograd"))
    assert diagnosis
    assert diagnosis.id == "tanh.term_sign"
    assert diagnosis.explanation == "Line 13: The sign of the term y ** 2 is wrong."


@pytest.mark.parametrize("slug", ["gelu", "softmax", "huber_loss"])
def test_a_right_submission_needs_no_change(answers: Answering, slug: str) -> None:
    for leg in ("value", "by hand"):
        assert found(slug, solution(slug), answers(slug, solution(slug), leg)) is None


def test_code_that_does_not_give_what_was_got_is_not_repaired(answers: Answering) -> None:
    """Or a file that shows one thing and does another would be given a name."""
    broken = solution("gelu").replace("cdf(x) + x * density", "cdf(x) - x * density")
    other = solution("gelu").replace("cdf(x) + x * density", "cdf(x)")
    assert found("gelu", broken, answers("gelu", other, "by hand")) is None


def test_a_later_check_is_told_the_same_change(answers: Answering) -> None:
    broken = solution("gelu").replace("erfc(-x", "erfc(x")
    exercise, clues = bundled().entries["gelu"].exercise, Clues(source=broken)
    first = repair(exercise, answers("gelu", broken, "value"), False, clues, Budget(REPAIR))
    assert first
    assert len(clues.mistakes.repairs) == 1
    again = repair(exercise, answers("gelu", broken, "value"), False, clues, Budget(0))
    assert again == first
