"""Derivations that students hand in: right ones pass, and of wrong ones the first wrong line is
shown and named.
"""

# ruff: noqa: RUF001  (students write such letters)

import pytest

from grader.exercise import Exercise
from grader.judge.derivations.check_lines import NotDerivable, check
from grader.reference.typeset import latex, text
from grader.reference.typeset.derivation import derivation
from grader.report.checked_derivation import CheckedDerivation, Contradiction
from grader.report.derivation_terminal import render

from ..conftest import ROOT, bundled, of_each_family

EXERCISES = {slug: entry.exercise for slug, entry in bundled().entries.items()}
NOTE_004 = ROOT / "tests" / "derivations" / "sigmoid_note_004.tex"


def checked(slug: str, written: str) -> CheckedDerivation:
    return check(EXERCISES[slug], written, "derivation.txt")


def of_single_numbers(exercise: Exercise) -> bool:
    """Whether derivations of an exercise can be checked."""
    loss = exercise.family.name == "loss" and not any(item.shape for item in exercise.inputs)
    return bool(exercise.differentiable) and (exercise.family.name == "elementwise" or loss)


RIGHT = {
    "sigmoid": """
        u = 1 + e^(-x)
        sigmoid(x) = 1/u
        d/du u^-1 = -u^-2
        du/dx = -e^(-x)
        f'(x) = -u^-2 * du/dx
          = e^(-x)/u^2
          = 1/u * (u - 1)/u
          = f(x) (1 - f(x))
    """,
    "tanh": """
        By definition: tanh(x) = sinh(x)/cosh(x)
        tanh'(x) = (cosh(x) cosh(x) - sinh(x) sinh(x))/cosh^2(x)
        = 1 - tanh²(x)   # which is what was to be shown
    """,
    "softsign": """
        For x > 0 the function is as it stands
        d/dx |x| = sign(x)
        f' = ((1 + |x|) - x sign(x))/(1 + |x|)^2 = 1/(1 + |x|)^2
    """,
    "gelu": """
        Phi(x) = (1 + erf(x/sqrt(2)))/2
        Phi'(x) = exp(-x^2/2)/sqrt(2 pi)
        f = x Phi(x)
        df/dx = Phi(x) + x Phi'(x) = Phi(x) + x exp(-x²/2)/√(2π)
    """,
    "silu": """
        s = σ(x)
        s' = s(1 − s)
        y = x·s
        y' = s + x s' = s + x·s·(1 − s) = y + s (1 − y)
    """,
}
RIGHT_LATEX = {
    "sigmoid": r"""
        We write $f(x) = 1 + e^{-x}$ and $g(f) = f^{-1}$. Then
        \begin{align*}
          \frac{\partial \sigma}{\partial x} &= \frac{\partial g}{\partial f} \cdot \frac{\partial f}{\partial x} \\
          &= \left(-f^{-2}\right) \cdot \left(-e^{-x}\right) \\
          &= \frac{e^{-x}}{\left(1 + e^{-x}\right)^2} = \sigma(x) \left(1 - \sigma(x)\right).
        \end{align*}
    """,
    "tanh": r"""
        $$\tanh x = \frac{e^x - e^{-x}}{e^x + e^{-x}}$$
        \[ \frac{\mathrm{d}}{\mathrm{d}x} \tanh x
           = \frac{(e^x + e^{-x})^2 - (e^x - e^{-x})^2}{(e^x + e^{-x})^2} = 1 - \tanh^2 x \]
    """,
    "softsign": r"""
        $$ f'(x) = \frac{1 + |x| - x \operatorname{sign}(x)}{(1 + |x|)^2} = \frac{1}{(1 + \left|x\right|)^{2}} $$
    """,
    "gelu": r"""
        $\Phi(x) = \frac12 \left(1 + \operatorname{erf}\frac{x}{\sqrt{2}}\right)$
        $$\frac{d}{dx} \left(x \Phi(x)\right) = \Phi(x) + x \Phi'(x) = \Phi(x) + \frac{x}{\sqrt{2\pi}} e^{-x^2/2}$$
    """,
    "silu": r"""
        \begin{align} f'(x) &= \sigma(x) + x \sigma'(x) \\ &= \sigma(x) \left[1 + x (1 - \sigma(x))\right] \end{align}
    """,
}


@pytest.mark.parametrize("slug", RIGHT)
def test_right_derivations_pass(slug: str) -> None:
    for written in (RIGHT[slug], RIGHT_LATEX[slug]):
        found = checked(slug, written)
        assert found.passed, found
        assert found.equations > 1


@of_each_family(slug for slug, e in EXERCISES.items() if of_single_numbers(e))
def test_what_grader_derives_passes(slug: str) -> None:
    derived = derivation(EXERCISES[slug])
    equations = (line.equation for section in derived.sections for line in section.lines)
    plain = "\n".join(" = ".join(map(text.written, (e.left, *e.right))) for e in equations)
    for written in (plain, latex.render(derived)):
        found = checked(slug, written)
        assert found.passed, (found, written)


def test_the_derivation_of_note_004_breaks_where_it_does() -> None:
    found = checked("sigmoid", NOTE_004.read_text(encoding="utf-8"))
    first, second, *others = found.wrong
    assert (first.right, first.corrected, first.counterexample.at) == ("-f^2", "-1/f^2", {"f": 2.0})
    assert (first.counterexample.left, first.counterexample.right) == (-0.25, -4.0)
    assert first.mistake == "At the power rule on 1/f the new exponent has lost its minus sign."
    assert second.right == r"-\frac{1}{(1+e^{-x})}\cdot (-(1+e^{-x}))"
    assert second.corrected == "-exp(-x)"
    assert len(others) == 6
    assert [(m.id, m.source) for m in found.end.misconceptions] == [("extra_factor_half_minus_f", "004:93")]
    assert not found.passed


@pytest.mark.parametrize(
    ("step", "words", "corrected"),
    [
        ("d/dx e^-x = e^-x", "the inner derivative -1 was dropped", "-exp(-x)"),
        ("d/dx cos(x) = sin(x)", "the wrong sign", "-sin(x)"),
        ("d/dx (x^3 - x^2) = 3x^2 + 2x", "the minus sign was lost", "3*x^2 - 2*x"),
        ("d/dx x^3 = 3x^3", "the exponent was not reduced", "3*x^2"),
        ("d/dx x^3 = 3x^4", "the exponent was raised by 1", "3*x^2"),
        ("d/dx x^3 = x^2", "the factor 3 was lost", "3*x^2"),
        ("d/dx x^-1 = -x^2", "the new exponent has lost its minus sign", "-1/x^2"),
        ("d/dx tanh(3x) = 1 - tanh(3x)^2", "the inner derivative 3 was dropped", "3*(1 - tanh(3*x)^2)"),
        ("d/dx tanh(x^2) = 2x", "the outer derivative was dropped", "2*x*(1 - tanh(x^2)^2)"),
        ("d/dx (2 + tanh(x^2)) = 1 - tanh(x^2)^2", "the inner derivative 2*x was dropped", "2*x*(1 - tanh(x^2)^2)"),
        ("d/dx (x sin(x)) = cos(x)", "The derivatives of the factors", "x*cos(x) + sin(x)"),
        ("d/dx (x sin(x)) = x cos(x)", "the term with the derivative of x was dropped", "x*cos(x) + sin(x)"),
        ("d/dx (sin(x)/x) = (x cos(x) + sin(x))/x^2", "are added, not subtracted", "(x*cos(x) - sin(x))/x^2"),
        ("d/dx (sin(x)/x) = (sin(x) - x cos(x))/x^2", "are exchanged", "(x*cos(x) - sin(x))/x^2"),
        ("d/dx (sin(x)/x) = (x cos(x) - sin(x))/x", "the denominator is not squared", "(x*cos(x) - sin(x))/x^2"),
        ("d/dx (x^2 + sin(x)) = 2x", "the derivative of the term sin(x) was dropped", "2*x + cos(x)"),
        ("d/dx x^3 = x^5 + 1", "", "3*x^2"),
        ("1/(1 + x^2) = 1 + x^2", "It is upside down.", ""),
        ("sinh(x) = -sinh(x)", "The sign is wrong.", ""),
        ("x + x = x", "The right side is 1/2 times the left one.", ""),
        ("x^2 = x^2 + 3", "The right side is 3 more than the left one.", ""),
        ("x^2 = tanh(x)", "", ""),
    ],
)
def test_slips_have_names(step: str, words: str, corrected: str) -> None:
    (wrong,) = checked("gelu", step).wrong
    assert words in wrong.mistake
    assert bool(words) == bool(wrong.mistake)
    assert wrong.corrected == corrected
    assert wrong.counterexample.left != wrong.counterexample.right


def test_a_slip_is_found_behind_correct_steps_too() -> None:
    (wrong,) = checked("gelu", "d/dx (x^2)^3 = 3(x^2)^2 d/dx x^2 \n = 3 (x^2)^2").wrong
    assert (wrong.line, wrong.right) == (2, "3 (x^2)^2")
    assert "the inner derivative 2*x was dropped" in wrong.mistake


def test_later_wrong_steps_are_their_own() -> None:
    found = checked("sigmoid", "x = 2x\n = 2x + x - x\n = 3x\nf' = f(1 - f)")
    assert [(w.line, w.left, w.right) for w in found.wrong] == [(1, "x", "2x"), (3, "2x + x - x", "3x")]
    assert found.end.status == "derivative"
    assert not found.passed


RIGHT_IN_OTHER_WORDS = {
    "e is no longer Euler's number once it is defined": (
        "huber_loss",
        "e = input - target\nf = e^2/2 if |e| <= delta, else delta (|e| - delta/2)\ndf/de = e if |e| <= delta, "
        "else delta sign(e)\nde/dinput = 1\ndf/dinput = df/de de/dinput = max(-delta, min(delta, e))",
    ),
    "after a space, f times a formula": ("silu", "s = 1/(1+e^-x)\nf = x s\nf' = s + f (1 - s)"),
    "after a space, f times a name": ("sigmoid", "f(x) = 1/(1+e^(-x))\ng = 1 - f\nf'(x) = f (g)"),
    "y is what a loss compares with": ("mse_loss", "L = (x - y)^2\ndL/dx = 2 (x - y)"),
    "a threshold beyond which the same is computed otherwise": (
        "softplus",
        "f(x) = log(1 + e^(beta x))/beta\nf'(x) = e^(beta x)/(1 + e^(beta x)) = sigmoid(beta x)",
    ),
    "the defaults of all settings": ("softplus", "softplus(x) = log(1 + e^x)\nf'(x) = 1/(1 + e^(-x))"),
}


@pytest.mark.parametrize("name", RIGHT_IN_OTHER_WORDS)
def test_what_is_right_is_never_called_wrong(name: str) -> None:
    found = checked(*RIGHT_IN_OTHER_WORDS[name])
    assert found.passed, found


def test_defaults_are_told_where_a_derivation_is_of_them_alone() -> None:
    assert "with beta = 1.0, threshold = 20.0 alone" in str(checked("softplus", "f(x) = log(1 + e^x)").remarks)


def test_what_a_derivation_states_is_not_lost_on_the_way() -> None:
    (wrong,) = checked("softplus", "f(x) = log(1 + e^(beta x))/beta\nf'(x) = 1/(1 + e^(-x))").wrong
    assert wrong.line == 2
    assert wrong.counterexample.at["beta"] != 1.0


@pytest.mark.parametrize("case", ["For x > 0:", "if x >= 0:", "Case x > 0"])
def test_lines_of_one_case_are_right_there_and_not_a_whole_derivation(case: str) -> None:
    found = checked("softsign", f"{case}\nf(x) = x/(1 + x)\nf'(x) = 1/(1 + x)^2")
    assert not found.wrong
    assert not found.unread
    assert (found.end.status, found.passed) == ("some cases", False)


def test_what_is_wrong_in_the_case_too_is_wrong() -> None:
    assert [w.line for w in checked("softsign", "For x > 0:\nf'(x) = 1/(1 - x)^2").wrong] == [2]


def test_a_wrong_equation_that_is_said_again_is_told_once() -> None:
    found = checked("tanh", "f'(x) = 1 + tanh(x)^2\nf'(x) = 1 + f(x)^2\nf'(x) = 1 + 2 tanh(x)^2")
    assert [w.line for w in found.wrong] == [1, 3]


def test_a_definition_that_does_not_fit_is_told_with_the_line_that_it_does_not_fit() -> None:
    written = "Phi(x) = (1 + erf(x/sqrt(2)))/2\nphi(x) = e^(-x^2/2)/(2 pi)\nPhi'(x) = phi(x)\nf' = Phi(x) + x phi(x)"
    (wrong,) = checked("gelu", written).wrong
    assert wrong.line == 2
    assert wrong.contradiction == Contradiction("phi(x) = e^(-x^2/2)/(2 pi)", 3)
    shown = render(checked("gelu", written))
    assert "line 2 and line 3 do not go together:\n    phi(x) = e^(-x^2/2)/(2 pi)\n    Phi'(x) = phi(x)\n" in shown


TANH = "u = e^x\nv = e^(-x)\ntanh(x) = (u - v)/(u + v)\n"


@pytest.mark.parametrize(
    ("slug", "written", "words"),
    [
        ("tanh", f"{TANH}tanh'(x) = (v u' - u v')/(u + v)^2", "The right side is 1/2 times the left one."),
        ("tanh", f"{TANH}tanh'(x) = (v u' - u v')/(u + v)^2 + tanh(x) u'", ""),
        ("silu", "f(x) = x sigmoid(x)\nf'(x) = sigmoid(x) - x sigmoid(x) (1 - sigmoid(x))", ""),
        ("silu", "s = sigmoid(x)\nf' = s + x s (1 - s)\n = s (1 + (1 - s))", ""),
        ("sigmoid", "t = 1\nb = 1 + e^-x\nf' = (t' b - t b')/b^2\nf' = -e^-x/(1 + e^-x)^2", "The sign is wrong."),
    ],
)
def test_a_reason_that_the_derivation_does_not_show_is_not_told(slug: str, written: str, words: str) -> None:
    (wrong,) = checked(slug, written).wrong
    assert wrong.mistake == words


def test_the_derivative_itself_is_not_given_away() -> None:
    (wrong,) = checked("tanh", "tanh'(x) = 1 + tanh(x)^2").wrong
    assert wrong.corrected == ""
    assert wrong.counterexample.at


def test_a_formula_without_a_name_is_not_told() -> None:
    report = checked("sigmoid", "f(x) = 1/(1+e^(-x))\nf'(x) = f(x)(1 - f(x))\nf'(0) = 1/2")
    assert report.wrong
    assert "_Dummy" not in str(report)


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("f' = f(1 - f)", "derivative"),
        ("s = σ(x)\nslope = s - s^2", "derivative"),
        ("f' = f - (1 - f)", "misconception"),
        ("f = 1/(1 + e^x)\nf' = -f (1 - f)", "other"),
        ("f = 1/(2 + e^x)\nf' = -e^x f^2", "other"),
        ("x = x", "other"),
        ("f' = d/dx f", "unfinished"),
        ("g = df/dx\nf' = g", "unfinished"),
        ("f' = f'(x)", "unfinished"),
        ("nothing here", "none"),
        ("", "none"),
    ],
)
def test_what_the_end_is(written: str, status: str) -> None:
    found = checked("sigmoid", written)
    assert not found.unread
    assert found.end.status == status
    assert found.passed == (status == "derivative")


def test_a_misconception_at_the_end_has_its_name_and_note() -> None:
    found = checked("sigmoid", "f' = f - (1 - f)")
    assert [(m.id, m.source) for m in found.end.misconceptions] == [("difference_for_product", "002:9")]


QUOTIENT = "u = e^x\nv = 1 + u\nf = u/v\nf' = (u v' - v u')/v^2"


@pytest.mark.parametrize(
    ("slug", "written", "status"),
    [
        ("sigmoid", f"{QUOTIENT} = (e^x e^x - e^x (1 + e^x))/v^2\n= -e^x/(1 + e^x)^2", "other"),
        ("silu", "s = 1/(1 + e^-x)\nf = x s\nf' = s + x s (1 - s) = f + s (1 - x)", "other"),
        ("silu", "s = 1/(1 + e^-x)\nf = x s\nf' = f + s (1 - x)", "misconception"),
        ("tanh", "f' = (cosh(x)^2 - sinh(x)^2)/cosh(x)^2 = 1 - f^2 = f (1 - f)", "other"),
    ],
)
def test_what_a_derivation_shows_goes_before_a_misconception_that_comes_to_the_same(
    slug: str, written: str, status: str
) -> None:
    found = checked(slug, written)
    assert len(found.wrong) == 1
    assert found.end.status == status
    assert bool(found.end.misconceptions) == (status == "misconception")


def test_the_exercise_can_be_written_through_other_names() -> None:
    found = checked("sigmoid", "u = 1 + e^(-x)\nf(x) = u^-1\ndf/du = -u^2\nf'(x) = df/du * du/dx = f(x) (1 - f(x))")
    (wrong,) = found.wrong
    assert wrong.corrected == "-1/u^2"
    assert "the new exponent has lost its minus sign" in wrong.mistake
    assert wrong.counterexample.at == {"u": 2.0}
    assert found.end.status == "derivative"
    assert checked("sigmoid", "u = 1 + e^-x\nf(x) = 1/u\nf(2x) = 1/(1 + e^(-2x))\ny = f").wrong == ()


def test_another_function_in_place_of_the_exercise_is_pointed_out() -> None:
    found = checked("tanh", "f(x) = x^2\nf' = 2x")
    assert not found.wrong
    assert any("f is what line 1 says, which is not tanh(x)" in remark for remark in found.remarks)


@pytest.mark.parametrize("written", ["f = f + 1", "g(u) = u\nu = u + 1", "g(u) = 2u\nu = g + 1"])
def test_a_name_is_not_defined_by_itself(written: str) -> None:
    found = checked("sigmoid", written)
    assert found.unread
    assert "is used in what defines it" in found.unread[0].message


def test_several_inputs() -> None:
    assert checked("prelu", "df/dweight = 0 if x > 0, else x").end.wrt == "weight"
    assert checked("prelu", "df/dx = 1 if x > 0, else weight").end.wrt == "input"
    assert checked("huber_loss", "df/dinput = max(-delta, min(delta, input - target))").passed


def test_hyperparameters_are_not_taken_for_their_defaults() -> None:
    (wrong,) = checked("elu", "f(x) = x if x > 0, else alpha e^x - alpha\nf' = 1 if x > 0, else e^x").wrong
    assert wrong.counterexample.at["alpha"] != 1.0


def test_cases_that_leave_numbers_out_are_wrong_but_a_kink_may_be() -> None:
    assert checked("relu", "f' = 1 if x > 0, 0 if x < 0").passed
    assert checked("relu", "f' = 1 if x > 0").end.status == "some cases"
    (wrong,) = checked("relu", "f' = 1 if x > 0, 0 if x < -2").wrong
    assert -2 < wrong.counterexample.at["x"] < 0


def test_a_gap_at_a_single_point_is_no_mistake() -> None:
    assert not checked("sigmoid", "x^2/x = x").wrong


def test_a_tiny_difference_is_a_difference() -> None:
    assert not checked("sigmoid", "1e-30 x = x/1e30").wrong
    assert checked("sigmoid", "σ = σ + 1e-30").wrong


def test_what_has_no_value_cannot_be_compared() -> None:
    found = checked("sigmoid", "f' = ln(-1 - x^2)")
    assert found.unread
    assert (found.unread[0].line, found.unread[0].column) == (1, 6)


@pytest.mark.parametrize("slug", ["rrelu_slopes", "training_step"])
def test_what_has_no_derivative_to_check_is_refused(slug: str) -> None:
    with pytest.raises(NotDerivable, match=slug):
        checked(slug, "x = x")


def test_what_is_shown_of_a_line_holds_nothing_that_a_terminal_obeys() -> None:
    (wrong,) = checked("sigmoid", "$x = 2 % \x1b[31m\n x$").wrong
    assert wrong.right == "2 % [31m x"


def test_each_line_and_equation_is_counted() -> None:
    found = checked("sigmoid", "Some words.\nu = e^-x\n\nu = e^-x = 1/e^x\n= exp(-x)\nMore words.")
    assert (found.lines, found.equations) == (3, 3)


def test_else_may_be_followed_by_another_condition() -> None:
    lines = "f(x) = 0 if x <= -3, else x if x >= 3, else x (x+3)/6\nf'(x) = 0 if x <= -3, else 1 if x >= 3, else {}"
    assert checked("hardswish", lines.format("(2x+3)/6")).passed
    assert not checked("hardswish", lines.format("(x+3)/6")).passed


def test_p_is_the_probability_that_the_text_calls_so() -> None:
    lines = "L = -(t log p + (1 - t) log(1 - p))\ndL/dp = -t/p {} (1-t)/(1-p)"
    assert checked("binary_cross_entropy", lines.format("+")).passed
    assert not checked("binary_cross_entropy", lines.format("-")).passed
    # where p is no input
    assert not checked("binary_cross_entropy_with_logits", "dL/dx = p - t").passed
