"""What of a derivation can be read in two ways, which names are known in it, and what is said
behind a wrong line.
"""

import pytest

from grader.judge.derivations.check_lines import check
from grader.report.checked_derivation import CheckedDerivation
from grader.report.derivation_terminal import render

from ..conftest import bundled

EXERCISES = {slug: entry.exercise for slug, entry in bundled().entries.items()}


def checked(slug: str, written: str) -> CheckedDerivation:
    return check(EXERCISES[slug], written, "derivation.txt")


SILU = "q = 1/(1 + e^-x)\nf(x) = x q\n"
HOLD_IN_ONE_READING = {
    "a factor, with a space and without": ("silu", SILU + "f' = q + f (1 - q) = q + f(1 - q) = f(1-q) + q"),
    "a factor before the name stood for a value": ("silu", SILU + "f'(x) = q + f(1 - q)"),
    "a factor by a name alone": ("sigmoid", "r = 1 - f\nf' = f(r) = f r"),
    "an argument although the name stands for a value": (
        "sigmoid",
        "f = 1/(1 + e^-x)\nf(2x) = 1/(1 + e^(-2x))\nf' = f(x) f (-x)",
    ),
    "an argument in one line and another factor in the next": (
        "silu",
        SILU + "f(-x) = f(x) - x\nf(0) = 0\nf'(x) = q + f(1 - q)",
    ),
    "in LaTeX": (
        "silu",
        r"$s = \sigma(x)$ and $f = x s$. \begin{align} f'(x) &= s + x s (1 - s) \\ &= s + f(1 - s) \end{align}",
    ),
    "in brackets": ("silu", SILU + "f' = q + f[1 - q]"),
    "a function with its own argument": ("silu", "g(t) = 1/(1 + e^-t)\nf(x) = x g(x)\nf' = g(x) + f(x) (1 - g (x))"),
}


@pytest.mark.parametrize("name", HOLD_IN_ONE_READING)
def test_parentheses_are_an_argument_or_a_factor_whichever_is_right(name: str) -> None:
    found = checked(*HOLD_IN_ONE_READING[name])
    assert found.passed, found


def test_a_space_decides_nothing() -> None:
    for line in ("f' = f(1 + q)", "f' = q + f(1 + q) = q + f + f q", "f(-x) = f(x)", "f' = q + f(-x)"):
        close, apart = checked("silu", SILU + line), checked("silu", SILU + line.replace("f(", "f ("))
        assert [w.counterexample for w in close.wrong] == [w.counterexample for w in apart.wrong] != []


def test_the_same_parentheses_are_read_in_one_way_throughout() -> None:
    both = SILU + "f(1 - q) = f - f q\nf(1 - q) = (1 - q)/(1 + e^(q - 1))\nf' = q + x q (1 - q)"
    assert len(checked("silu", both).wrong) == 1


@pytest.mark.parametrize("written", ["f' = q + f(2 - q)", "f' = q - f (1 - q)\n = q - f + f q"])
def test_what_is_wrong_in_both_readings_is_wrong(written: str) -> None:
    assert len(checked("silu", SILU + written).wrong) == 1


@pytest.mark.parametrize(
    ("slug", "written"),
    [
        ("binary_cross_entropy_with_logits", "p = sigmoid(x)\nL = -(t ln p + (1 - t) ln(1 - p))\ndL/dx = p - t"),
        ("binary_cross_entropy", "t = 1 - target\nL = -((1 - t) ln x + t ln(1 - x))\ndL/dx = t/(1 - x) - (1 - t)/x"),
        ("kl_div", "L = t ln t - t x if t > 0, else 0\ndL/dx = -t"),
    ],
)
def test_letters_that_the_text_has_for_inputs_are_known(slug: str, written: str) -> None:
    found = checked(slug, written)
    assert not found.unread
    assert not found.wrong


@pytest.mark.parametrize(
    ("slug", "written", "inputs"),
    [
        ("mse_loss", "f = (x - t)^2 + c", "c = ...; the inputs are input or x, target or t"),
        ("binary_cross_entropy", "L = -t ln s + b", "b = ...; the inputs are input or s or x, target or t"),
        ("gelu", "f(x) = x z", "z = ...; the input is x"),
    ],
)
def test_a_letter_that_nothing_explains_is_told_with_the_inputs(slug: str, written: str, inputs: str) -> None:
    found = checked(slug, written)
    assert found.unread
    assert found.unread[0].message.endswith(f"is not known here; define it before, with {inputs}")


SIGMOID = "u = 1 + e^-x\nf = 1/u\n"
FOLLOW_FROM_A_WRONG_LINE = {
    "the inner derivative, used without its name": ("sigmoid", SIGMOID + "du/dx = e^-x\nf' = -e^-x/u^2", 3),
    "of a name that the function is not written through": (
        "sigmoid",
        "f = e^x/(e^x + 1)\nu = 1 + e^-x\nf = 1/u\ndu/dx = e^-x\nf' = -e^-x/u^2",
        4,
    ),
    "the outer derivative": ("sigmoid", SIGMOID + "df/du = -u^2\nf'(x) = u^2 e^-x", 3),
    "in a chain that has the derivative": ("silu", "s = sigmoid(3x)/3\nf = s\ns' = s (1 - s)\nf' = s'\n= s - s^2", 3),
    "of a formula that has no name": (
        "mish",
        "w = ln(1 + e^x)\nf = x tanh(w)\nd tanh(w)/dw = 1 - tanh(w)\ndw/dx = e^x/(1 + e^x)\n"
        "f' = tanh(w) + x * d tanh(w)/dw * dw/dx\n= tanh(w) + x (1 - tanh(w)) e^x/(1 + e^x)",
        3,
    ),
    "of no derivative": ("sigmoid", SIGMOID + "1 - f = e^x/u\nf' = f (1 - f)\n= f e^x/u", 3),
}


@pytest.mark.parametrize("name", FOLLOW_FROM_A_WRONG_LINE)
def test_a_line_that_follows_from_a_wrong_one_is_not_called_wrong(name: str) -> None:
    slug, written, line = FOLLOW_FROM_A_WRONG_LINE[name]
    found = checked(slug, written)
    assert [w.line for w in found.wrong] == [line]
    assert not found.passed


def test_a_line_that_follows_from_two_wrong_ones_is_not_called_wrong() -> None:
    found = checked("sigmoid", SIGMOID + "df/du = -u^2\ndu/dx = e^-x\nf' = -u^2 e^-x")
    assert [w.line for w in found.wrong] == [3, 4]


def test_a_line_that_follows_from_nothing_before_is_wrong_and_no_reason_is_told_twice() -> None:
    found = checked("sigmoid", SIGMOID + "du/dx = e^-x\nx^3 = -x^3")
    assert [(w.line, w.mistake) for w in found.wrong] == [(3, "The sign is wrong."), (4, "")]
    assert "line 4 does not follow either" in render(found)
