"""Derivations as people write them, in text, LaTeX and Markdown: right ones pass, wrong ones stop
at their line.
"""

import csv
from collections.abc import Iterator

import pytest

from grader.judge.derivations.check_lines import check
from grader.report.checked_derivation import CheckedDerivation

from ..conftest import ROOT, bundled
from ..tiers import first_of_each

FOLDER = ROOT / "tests" / "derivations" / "written"
EXERCISES = {slug: entry.exercise for slug, entry in bundled().entries.items()}
# a file, the exercise, and what is true of it: ok, incomplete, or which line is wrong
Case = tuple[str, str, str]


def cases() -> list[Case]:
    with (FOLDER / "table.tsv").open(encoding="utf-8", newline="") as table:
        return [(n, s, t) for n, s, t in list(csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]]


def kinds(case: Case) -> Iterator[tuple[str, str, str]]:
    name, slug, truth = case
    yield EXERCISES[slug].family.name, name.rpartition(".")[2], truth.partition(":")[0]


def line_of(text: str, said: str) -> int:
    """The number of the line that is wrong."""
    if said.startswith("line "):
        return int(said.removeprefix("line "))
    lines = [line.strip() for line in text.splitlines()]
    fitting = (str.__eq__, str.endswith, str.__contains__)
    return next(n for fits in fitting for n, line in enumerate(lines, 1) if fits(line, said))


@pytest.mark.parametrize(("name", "slug", "truth"), first_of_each(kinds, cases()))
def test_each_is_judged_as_it_should_be(name: str, slug: str, truth: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    found = check(EXERCISES[slug], text, name)
    if truth == "ok":
        assert found.passed, found
        return
    assert not found.passed
    if truth == "incomplete":
        assert not found.wrong, found.wrong
        return
    told = [found.wrong[0].line] if found.wrong else [unread.line for unread in found.unread]
    assert told[:1] == [line_of(text, truth.removeprefix("wrong: "))], found


def test_every_file_is_in_the_table() -> None:
    assert {name for name, _, _ in cases()} == {p.name for p in FOLDER.iterdir()} - {"table.tsv"}


PROVED = {
    "a vector by its function": ("softmax", "p = softmax(z)\ndp_i/dz_j = p_i (delta_ij - p_j)"),
    "otherwise at the end of a line": (
        "elu",
        "f(x) = x, x >= 0\nf(x) = alpha(e^x - 1), otherwise\nf'(x) = 1, x >= 0\nf'(x) = alpha e^x, otherwise",
    ),
    "indices compared at the end of a line": (
        "softmax",
        "p_i = exp(x_i)/sum_k exp(x_k)\ndp_i/dx_j = p_i (1 - p_i), i = j\ndp_i/dx_j = -p_i p_j, otherwise",
    ),
    "conditions in words at the beginning": (
        "relu6",
        "Below 0: f(x) = 0, f'(x) = 0\nBetween 0 and 6: f(x) = x, f'(x) = 1\nAbove 6: f(x) = 6, f'(x) = 0",
    ),
    "conditions in words after for": (
        "relu6",
        "For x less than 0, f'(x) = 0\nFor x between 0 and 6, f'(x) = 1\nIf x is greater than 6, f'(x) = 0",
    ),
    "conditions in words behind": ("relu6", "f'(x) = 0 below 0, f'(x) = 1 between 0 and 6, f'(x) = 0 above 6"),
    "a remark is no condition": (
        "sigmoid",
        "Below 0 it is less than 1/2.\nf(x) = 1/(1 + e^-x)\nf'(x) = e^-x/(1 + e^-x)^2",
    ),
    "a function of u in two cases": (
        "huber_loss",
        "Let u = x - t.\nFor |u| < delta: l(u) = u^2/2, l'(u) = u\n"
        "For |u| > delta: l(u) = delta (|u| - delta/2), l'(u) = delta sign(u)",
    ),
    "all gradients are equal": (
        "adam",
        "m_t = (1 - beta_1) sum_{i=1}^t beta_1^{t-i} g_i\nIf g_t = g for all t, then m_t = (1 - beta_1^t) g",
    ),
    "more steps than are checked first": ("sgd_momentum", "v_1 = g_1\nv_2 = mu g_1 + g_2\nv_7 = mu v_6 + g_7"),
    "a letter is explained in parentheses": ("elu", "f'(x) = 1 if x > 0, else a e^x   (a = alpha)"),
}


@pytest.mark.parametrize("name", PROVED)
def test_what_is_proved_passes(name: str) -> None:
    found = checked(*PROVED[name])
    assert found.passed, found


SOFTMAX = "p_i = exp(x_i)/sum_k exp(x_k)\n"
NOT_PROVED = {
    "a case is missing": ("softmax", SOFTMAX + "If i = j: dp_i/dx_j = p_i (1 - p_i)"),
    "cases leave entries out": ("softmax", SOFTMAX + "dp_i/dx_j = p_i (1 - p_i) if i = j"),
    "two cases hold at once": ("leaky_relu", "f'(x) = 1, x > 0; alpha, x <= 1"),
    "there is a gap between cases": ("relu6", "f'(x) = 0 if x < 0\n= 1 if 0 < x < 6\n= 0 if x > 7"),
    "another function was derived": ("mse_loss", "L = (y_hat - y)^2/2\ndL/dy_hat = y_hat - y"),
    "the derivative is by the target": ("mse_loss", "L = (y_hat - y)^2\ndL/dy = 2 (y - y_hat)"),
    "a word is part of the formula": ("silu", "f'(x) = sigma(x) + x sigma(x) (1 - sigma(x)) times 1"),
    "it is only near": ("tanh", "tanh(x) ~ x\nd/dx tanh(x) ~ 1"),
    "a loss is stated in one case as another": (
        "l1_loss",
        "L = |x + t|\nFor x > t: L = x - t, dL/dx = 1\nFor x < t: L = t - x, dL/dx = -1",
    ),
    "a moment is not unrolled": ("adam", "m_t = beta_1 m_{t-1} + (1 - beta_1) g_t"),
    "gradients are equal and it is not said": ("adam", "m_t = (1 - beta_1^t) g"),
    "gradients are equal, and no others are looked at": ("adam", "If all gradients are equal: m_t = (1 - beta_1^t) g"),
    "gradients have the same distribution": (
        "adam",
        "The gradients have the same distribution.\nm_2 = (1 - beta_1^2) g",
    ),
    "of equal gradients, said of any": (
        "adam",
        "m_1 = (1 - beta_1) g_1\nIf all gradients are equal, m_2 = (1 - beta_1^2) g_1",
    ),
    "a case in words is wrong": (
        "relu6",
        "Below 0: g(x) = 0, g'(x) = 0\nBetween 0 and 6: g(x) = x, g'(x) = x\nAbove 6: g(x) = 6, g'(x) = 0",
    ),
    "a case in words is missing": ("relu6", "Below 0: f'(x) = 0\nBetween 0 and 6: f'(x) = 1\nAbove 7: f'(x) = 0"),
    "a derivative is left": ("softmax", SOFTMAX + "dp_i/dx_j = p_i d log(p_i)/dx_j"),
}


@pytest.mark.parametrize("name", NOT_PROVED)
def test_what_is_not_proved_does_not_pass(name: str) -> None:
    assert not checked(*NOT_PROVED[name]).passed


def checked(slug: str, text: str) -> CheckedDerivation:
    return check(EXERCISES[slug], text, "derivation.txt")


def test_what_cannot_be_read_is_told_and_the_rest_is_checked() -> None:
    found = checked("sigmoid", "u = 1 + e^-x\nf = 1/u\nzork(u) + 3 = 4 $\nf' = e^-x/u^2\ndu/dx = e^-x")
    assert {u.line for u in found.unread} == {3}
    assert [w.line for w in found.wrong] == [5]
    assert not found.passed


def test_how_a_wrong_line_was_read_is_shown() -> None:
    (wrong,) = checked("tanh", "f'(x) = 1 + tanh² x").wrong
    assert wrong.sides.understood == "tanh(x)^2 + 1"


def test_a_line_may_say_how_many_entries_there_are() -> None:
    text = "out = 1/n sum_i 3 (x_i + 2)^2\n1/n = 0.25\nd out/dx_j = 1.5 (x_j + 2)"
    found = checked("mean_of_squares", text)
    assert found.passed, found
    assert any("there are 4 entries" in remark for remark in found.remarks)
    assert not checked("mean_of_squares", text.replace("1/n = 0.25\n", "")).passed
