"""Students' formulas: what is read, what is asked back, and that what grader writes down it can
read again.
"""

# ruff: noqa: RUF001  (students write such letters)

import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sympy import Expr, Rational, Symbol

from grader.exercise import Exercise
from grader.reference.differentiate import derive
from grader.reference.formula import arguments, evaluate
from grader.reference.parse.row_statements import Heading, WrittenEquation, statements
from grader.reference.parse.source import Unreadable, position
from grader.reference.parse.token_rows import rows
from grader.reference.typeset import latex, text
from grader.reference.typeset.notation import notation
from grader.reference.written.equality import NoValue, Points
from grader.reference.written.meaning import Meaning, define
from grader.reference.written.vocabulary import Vocabulary

from ..conftest import bundled

EXERCISES = {slug: entry.exercise for slug, entry in bundled().entries.items()}
OF_ONE_NUMBER = [
    slug for slug, e in EXERCISES.items() if e.family.name == "elementwise" and len(e.inputs) == 1 and not e.behaviour
]
SIGMOID = EXERCISES["sigmoid"]
x = Symbol("x", real=True)


class Read:
    """The values of the formulas in a text: that of each side, after the names before it."""

    def __init__(self, written: str, exercise: Exercise = SIGMOID) -> None:
        self.vocabulary = Vocabulary(exercise)
        self.points = Points(exercise, self.vocabulary.definitions)
        meaning = Meaning(self.vocabulary)
        self.sides: list[Expr] = []
        for row in rows(written):
            for formula in statements(row, self.vocabulary):
                if isinstance(formula, Unreadable):
                    raise formula
                if isinstance(formula, Heading):
                    continue
                assert isinstance(formula, WrittenEquation)
                sides = list(formula.sides)
                if formula.defined:
                    define(self.vocabulary, formula.defined.name, formula.defined.parameters, sides[0].node)
                self.sides += [meaning(s.node) for s in sides]

    def equal(self, left: Expr, right: Expr) -> bool:
        return self.points.difference(left, right) is None


def holds(written: str, exercise: Exercise = SIGMOID) -> bool:
    read = Read(written, exercise)
    return all(read.equal(read.sides[0], side) for side in read.sides[1:])


def complaint(written: str, exercise: Exercise = SIGMOID) -> tuple[tuple[int, int], str]:
    with pytest.raises(Unreadable) as caught:
        Read(written, exercise)
    return position(written, caught.value.at), caught.value.message


@pytest.mark.parametrize(
    "written",
    [
        "2x = 2 x = 2*x = x*2 = x + x = x·2 = x × 2 = (2)(x)",
        "2 exp(-x) = 2e^-x = 2 e^(-x) = 2e^{-x} = 2 e⁻ˣ = 2/e^x",
        "x² = x^2 = x**2 = x*x = x⁴/x²",
        "-x^2 = -(x^2) = −x²",
        "x^-2 = 1/x^2 = (1/x)^2 = x⁻²",
        "2^3^2 = 512",
        "1/2 = 0.5 = .5 = 5e-1 = 50E-2",
        "6/2/3 = 1",
        "1 - 2 - 3 = -4 = - -2 - 6 = 2*-2",
        "|x| = abs(x) = max(x, -x) = x sign(x) = -min(x, -x)",
        "| |x| - 1 | = abs(abs(x) - 1)",
        "|x| |x| = x^2 = |x|*|x|",
        "ln(exp(x)) = x = log(e^x)",
        "sqrt(x^2) = |x| = √(x²) = (x^2)^(1/2) = (x^2)^0.5",
        "tanh(x) = sinh(x)/cosh(x) = 2σ(2x) - 1 = sinh x / cosh x",
        "tanh^2(x) = tanh(x)^2 = tanh^2 x = (tanh x)^2 = tanh²(x)",
        "sin(pi/6) = 1/2 = cos(π/3)",
        "erf(0) = 0",
        "sigmoid(x) = sigma(x) = σ(x) = σ = f(x) = f = y = 1/(1 + e^-x)",
        "f(2x) = sigmoid(2 x) = 1/(1 + e^(-2x))",
        "f(1 - f) = f - f^2 = y(1 - y) = σ(1 - σ)",
        "σ(x)(1 - σ(x)) = σ(x) - σ(x)^2",
        "[x + {1 + (x)}]*2 = 4x + 2",
        "x if x > 0, else -x = |x|",
        "(x if x >= 0, else -x) + 1 = 1 + |x|",
        "1 if -1 < x < 1, 2 if x >= 1 or x <= -1 = 1 if not (x >= 1 or x <= -1), else 2",
        "x^x = exp(x ln(x))",
    ],
)
def test_plain_text(written: str) -> None:
    assert holds(written)


@pytest.mark.parametrize(
    "written",
    [
        r"$\frac{1}{1 + e^{-x}} = \dfrac1{1+e^{-x}} = \sigma(x) = \sigma$",
        r"$\sigma = \operatorname{sigmoid}(x) = \mathrm{sigmoid}\left(x\right)$",
        r"$$ 2xe^{-x} = 2 \cdot x \times e^{-x} = 2 \, x \exp(-x) = 2x \exp\left( -x \right) = 2x\exp{(-x)} $$",
        r"\[ x^2 = x^{2} = x \ast x = xx \]",
        r"\( \left|x\right| = |x| = \lvert x \rvert = \left\lvert x \right\rvert \)",
        r"\begin{equation} \frac{x}{2} \div 3 = \frac x6 = \frac{x}{6} \end{equation}",
        r"$\frac12 = 0.5$",
        r"$\sqrt{x^2} = |x|$",
        r"$\text{(sigmoid function)}(1 - \text{(sigmoid function)}) = y - y^2$",
        r"$\tanh^2 x = \tanh^{2}(x) = \left(\frac{e^x - e^{-x}}{e^x + e^{-x}}\right)^2$",
        r"$|x| = \begin{cases} x & \text{if } x > 0 \\ -x, & \text{otherwise} \end{cases}$",
        r"$|x| = \begin{cases} x & x \ge 0 \\ -x & x < 0. \end{cases}$",
        r"$\max\{0, x\} = \max(0, x) = \frac{x + |x|}{2}$",
        "$x % = 3\n = x$",
    ],
)
def test_latex(written: str) -> None:
    assert holds(written)


@pytest.mark.parametrize(
    "written",
    [
        "d/dx (x^3) = 3x^2 = d/dx x^3 = d(x^3)/dx = d/dx(x^2 x)",
        "d/dx exp(-x) = -exp(-x)",
        "d/dx 1/x = -1/x^2",
        "f'(x) = f' = df/dx = d f/dx = df(x)/dx = dσ/dx = dsigmoid/dx = ∂f/∂x = y(1-y)",
        "y' = σ'(x) = d/dx f = d/dx σ(x) = y(1-y)",
        "f''(x) = d/dx(d/dx f) = y(1 - y)(1 - 2y)",
        "tanh'(2x) = 1 - tanh(2x)^2",
        "2 d/dx (x^2) * x = 4x^2 = x^2 * d/dx (x^2) * 2/x",
        r"$\frac{d}{dx} x^2 = 2x = \frac{\mathrm{d}}{\mathrm{d}x}(x^2) = \frac{\partial x^2}{\partial x}$",
        r"$2x = \frac{\mathrm{d}} {\mathrm{d}x} \left(x^2\right)$",
        r"$\frac{d}{dx}(x) \cdot x = x = \frac{d(x^2)}{dx} \cdot \frac12$",
        r"$\frac{\mathrm{d}\sigma}{\mathrm{d}x} = \frac{d\sigma(x)}{dx} = \sigma (1 - \sigma)$",
        r"$\sigma' = \sigma^{\prime}(x) = \sigma (1 - \sigma)$",
    ],
)
def test_derivatives(written: str) -> None:
    assert holds(written)


@pytest.mark.parametrize(
    ("definitions", "equation"),
    [
        ("u = 1 + e^-x\n", "du/dx = -e^-x = u' = 1 - u"),
        ("u = 1 + e^-x\ng(u) = 1/u\n", "dg/du = -1/u^2 = g'(u) = -u^-2"),
        ("g(u) = 1/u\nu = 1 + e^-x\n", "dg/du * du/dx = u^-2 e^-x = f'"),
        ("h(t) = t^2 + 1\n", "h(x) = x^2 + 1 = h(-x)"),
        ("h(t) = t^2 + 1\n", "h'(3x) = 6x"),
        ("s = σ(x)\n", "s(1 - s) = s - s^2 = s(x)(1 - s(x)) = ds/dx"),
        ("u = 1 + e^-x\n", "dσ/du = -1/u^2"),
        ("$f(x) = 1 + e^{-x}$, $g(f) = f^{-1}$ ", r"$\frac{\partial g}{\partial f} = -f^{-2} = -(1 + e^{-x})^{-2}$"),
    ],
)
def test_names_that_are_defined(definitions: str, equation: str) -> None:
    read = Read(definitions + equation)
    left, *others = read.sides[definitions.count("=") :]
    assert others
    assert all(read.equal(left, other) for other in others)


@pytest.mark.parametrize(
    ("written", "where", "words"),
    [
        ("x = sgmoid(x)", (1, 5), "sgmoid is not known here; did you mean sigmoid?"),
        ("x = x\n\ny = 2 w", (3, 7), "w is not known here; define it before, with w = ...; the input is x"),
        ("x = (1 + x", (1, 11), "expected ), not the end"),
        ("x = (1 + x]", (1, 11), "expected ), not ]"),
        ("x = 1 +", (1, 8), "expected a number, a name or (, not the end"),
        ("x = 2 3", (1, 7), "not 3"),
        ("x = 2 tanh 3(x)", (1, 13), "in two ways"),
        ("x = d/dx x*x", (1, 11), "in two ways: put what is differentiated in parentheses"),
        ("x = d/dx (x)/x", (1, 13), "in two ways"),
        ("x = exp", (1, 5), "expected ( after exp"),
        ("x = exp(1, 2)", (1, 5), "takes 1 argument, not 2"),
        ("x = tanh^-1(x)", (1, 10), ""),
        ("x = df/dz", (1, 5), "no derivative by z"),
        ("x = d/d2 x", (1, 5), "no derivative by 2"),
        ("x = (x > 0)*2", (1, 8), "a comparison can only stand after if"),
        ("x = 1 if 2", (1, 10), "expected a condition"),
        ("x = 1 ? 2", (1, 7), "'?' means nothing in a formula"),
        ("x = 1/0", (1, 7), "divides by 0"),
        ("x = 0^-1", (1, 5), "divides by 0"),
        ("x = 0^0", (1, 5), "no value"),
        ("$x = \\foo{x}$", (1, 6), "\\foo is no command"),
        ("$x = \\frac{1}", (1, 1), "there is no $ after it"),
        ("text\n\\begin{align} x = 1", (2, 1), "there is no \\end{align} after it"),
        ("$x = \\begin{cases} 1 \\end{cases}$", (1, 22), "expected &"),
        ("f' = 1", (1, 1), "write d/d"),
    ],
)
def test_what_cannot_be_read_is_shown_where_it_is(written: str, where: tuple[int, int], words: str) -> None:
    exercise = EXERCISES["prelu"] if "f'" in written else SIGMOID
    found, message = complaint(written, exercise)
    assert found == where
    assert words in message


@pytest.mark.parametrize("written", ["$x = \\\x1b$", "x = \x1b[31mx", "x = \u202ex"])
def test_messages_hold_nothing_that_a_terminal_obeys(written: str) -> None:
    _, message = complaint(written)
    assert message.isprintable()


def test_names_of_inputs_and_hyperparameters() -> None:
    assert holds("f(x, weight) = max(0, x) + weight min(0, x) = prelu(input, weight)", EXERCISES["prelu"])
    assert holds("f = x if x > 0, else alpha (e^x - 1)", EXERCISES["elu"])
    assert holds(r"$f = \begin{cases} x & x > 0 \\ \alpha (e^x - 1) & \text{else} \end{cases}$", EXERCISES["elu"])
    assert holds("f(x) = x if x > λ or x < -lambda, else 0", EXERCISES["hardshrink"])
    assert holds("threshold(x) = x if x > threshold, else value", EXERCISES["threshold"])


@pytest.mark.parametrize(
    "written",
    [
        "x = __import__('os').system('true')",
        "x = exec(x)",
        "x = (lambda: x)()",
        "x = x.__class__",
        "x = [].append",
        "x = eval",
    ],
)
def test_nothing_is_ever_run(written: str) -> None:
    complaint(written)


def forms(slug: str) -> list[Expr]:
    """An exercise's formula, its derivative by the rules, and every other form of both."""
    exercise = EXERCISES[slug]
    arguments_ = arguments(exercise, {}, {})
    ((symbol,),) = arguments_.inputs.values()
    (formula,) = evaluate(exercise, exercise.function, arguments_)
    others = [e for f in exercise.forms for e in evaluate(exercise, f.function, arguments_)]
    return [formula, derive(formula, symbol).after, *others]


@pytest.mark.parametrize("slug", OF_ONE_NUMBER)
def test_what_is_printed_of_an_exercise_is_read_again(slug: str) -> None:
    for form in forms(slug):
        exact = form.xreplace({f: Rational(repr(float(f))) for f in form.atoms(sympy.Float)})
        for printed in (text.written(notation(form)), f"${latex.written(notation(form))}$"):
            read = Read(f"{printed} = {printed}" if "$" not in printed else f"{printed[:-1]} = 0$", EXERCISES[slug])
            assert read.equal(read.sides[0], exact), printed


numbers = st.fractions(-5, 5, max_denominator=8).map(lambda f: Rational(f.numerator, f.denominator))
expressions = st.recursive(
    st.just(x) | numbers,
    lambda inner: st.one_of(
        st.builds(lambda a, b: sympy.Add(a, b, evaluate=False), inner, inner),
        st.builds(lambda a, b: sympy.Mul(a, b, evaluate=False), inner, inner),
        st.builds(lambda a, n: sympy.Pow(a, n, evaluate=False), inner, st.sampled_from([-2, -1, 2, 3, Rational(1, 2)])),
        st.builds(
            lambda f, a: f(a, evaluate=False),
            st.sampled_from([sympy.exp, sympy.tanh, sympy.erf, sympy.Abs, sympy.log, sympy.sinh, sympy.atan]),
            inner,
        ),
        st.builds(
            lambda a, b, c: sympy.Piecewise((a, sympy.Gt(x, c)), (b, True), evaluate=False), inner, inner, numbers
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(expressions)
def test_what_is_printed_is_read_again(expression: Expr) -> None:
    assume(not expression.has(sympy.zoo, sympy.nan, sympy.oo, sympy.I))
    # 0 times something is read as 0, also where that has no value
    assume(not any(0 in m.args and m.has(sympy.log, sympy.Pow) for m in expression.atoms(sympy.Mul)))
    plain = text.written(notation(expression))
    try:
        read = Read(f"0 + ({plain}) = 0\n${latex.written(notation(expression))} = 0$".replace("$", ""))
    except Unreadable as error:
        assume("divides by 0" not in error.message)
        raise
    try:
        assert read.equal(read.sides[0], expression), plain
    except NoValue:
        assume(False)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*"x12+-*/^=(){}[]|'&,.$\\ edfyσ²\n", "\\frac", "\\left", "exp", "d/dx"])).map("".join))
def test_any_text_is_read_or_refused(written: str) -> None:
    try:
        Read(written)
    except Unreadable as error:
        line, column = position(written, error.at)
        assert 1 <= line <= written.count("\n") + 1
        assert column >= 1
