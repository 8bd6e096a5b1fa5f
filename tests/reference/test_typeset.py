"""Derivations in print: right in every line, free of what SymPy leaves behind, and well-formed in
all three formats.
"""

import dataclasses
import math
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
import sympy
from flint import arb
from sympy import Abs, Max, Piecewise, Symbol, UnevaluatedExpr, exp, sqrt

from grader import Reals, elementwise, optimizer, sym, training
from grader.errors import ExerciseError
from grader.exercise import Exercise
from grader.reference.differentiate import derive
from grader.reference.formula import build
from grader.reference.program import Program, Run
from grader.reference.typeset import latex, mathml, text
from grader.reference.typeset.derivation import NoDerivation, derivation
from grader.reference.typeset.notation import notation
from grader.reference.typeset.sections import Derivation, Line
from grader.reference.typeset.tidy import named, replaced, tidied
from grader.reference.typeset.written_nodes import Slope

from ..conftest import bundled, of_each_family

EXERCISES = {slug: entry.exercise for slug, entry in bundled().entries.items() if entry.exercise.differentiable}
DIFFERENTIATED = [slug for slug, e in EXERCISES.items() if e.family.name not in ("optimizer", "training")]
OF_ONE_NUMBER = [
    slug
    for slug, e in EXERCISES.items()
    if e.family.name == "elementwise" and len(e.inputs) == 1 and e.form("surrogate") is None
]
POINTS = (-2.25, -0.75, -0.125, 0.3125, 0.8125, 2.75)
FUNCTIONS = {
    **{name: getattr(math, name) for name in ("exp", "log", "tanh", "erf", "sqrt", "cosh", "sinh", "atan")},
    "abs": abs,
    "max": max,
    "min": min,
    "pi": math.pi,
    "sign": lambda x: (x > 0) - (x < 0),
    "detach": lambda x: x,
}
MATHML = "{http://www.w3.org/1998/Math/MathML}"
CLUMSY = r"--|\+ -|\*-|(?<![\w.])1\*|\*1(?![\w.])|/1(?![\w.])|\*\*|Piecewise|Max|Min|Abs|Unevaluated|ExprCond|True"
x, y = Symbol("x", real=True), Symbol("y", real=True)
each = of_each_family(EXERCISES)


def value(printed: str, names: dict[str, float]) -> float:
    """What a printed expression is worth; "a if c, else b" is Python but for its commas."""
    python, calls = "", [False]
    for n, character in enumerate(printed):
        if character == "(":
            calls.append(bool(n) and (printed[n - 1].isalnum() or printed[n - 1] == "_"))
        elif character == ")":
            calls.pop()
        if character == "," and not calls[-1]:
            character = "" if printed[n:].startswith(", else") else " else"
        python += character
    return float(eval(python.replace("^", "**"), {"__builtins__": {}}, {**FUNCTIONS, **names}))


def written(expression: sympy.Basic) -> str:
    return text.written(notation(expression))


def lines(derived: Derivation) -> Iterator[Line]:
    for section in derived.sections:
        yield from section.lines


def derivatives(derived: Derivation) -> Iterator[Line]:
    yield from (line for line in lines(derived) if isinstance(line.equation.left, Slope))


@each
def test_text_is_clean_and_as_narrow_as_asked(slug: str) -> None:
    derived = derivation(EXERCISES[slug])
    for line in lines(derived):
        for form in (line.equation.left, *line.equation.right):
            assert not re.search(CLUMSY, printed := text.written(form)), printed
            assert printed.count("(") == printed.count(")")
    for width in (80, 100):
        shown = text.render(derived, width).replace(derived.source, "")
        assert all(len(line) <= width for line in shown.splitlines() if " " in line.strip())


@each
def test_latex_is_balanced(slug: str) -> None:
    shown = latex.render(derivation(EXERCISES[slug]))
    block, _, rest = shown.partition("\\end{align*}")
    assert block.startswith("\\begin{align*}\n")
    assert not block.startswith("\\begin{align*}\n\\intertext")
    assert "align" not in rest
    assert "\n\n" not in block  # a paragraph ends the environment with an error
    assert not block.rstrip().endswith("\\\\")
    bare = re.sub(r"\\[{}\\]", "", shown)
    assert bare.count("{") == bare.count("}")
    for left, right in ((r"\\left\b", r"\\right\b"), (r"\\begin\b", r"\\end\b")):
        assert len(re.findall(left, shown)) == len(re.findall(right, shown))
    while block != (block := re.sub(r"\\begin\{cases\}((?!\\begin).)*?\\end\{cases\}", "", block)):
        pass
    for row in block.split("\\\\\n"):
        assert row.count("&") == 1, row


@each
def test_mathml_is_well_formed(slug: str) -> None:
    derived = derivation(EXERCISES[slug])
    shown = mathml.render(derived).splitlines()
    assert len(shown) == len(list(lines(derived)))
    for line in shown:
        root = ElementTree.fromstring(line)
        assert root.tag == f"{MATHML}math"
        for leaf in root.iter():
            if not len(leaf) and leaf.tag not in (f"{MATHML}mrow", f"{MATHML}mtd"):
                assert leaf.text
        for tag, parts in (("mfrac", 2), ("msup", 2), ("msub", 2)):
            assert all(len(found) == parts for found in root.iter(MATHML + tag))


@pytest.mark.parametrize("slug", OF_ONE_NUMBER)
def test_printed_derivatives_are_the_exact_one(slug: str) -> None:
    exercise = EXERCISES[slug]
    formula = build(exercise, {}, {})
    exact = Program(
        [derive(formula.outputs[0], formula.symbols[0]).after], [*formula.symbols, *formula.hyperparameters]
    )
    settings = {str(symbol): number for symbol, number in formula.hyperparameters.items()}
    whole = [line for line in derivatives(derivation(exercise)) if line.words in ("altogether", "textbook form")]
    assert whole
    for at in POINTS:
        right = float(exact([arb(at), *map(arb, settings.values())], Run())[0].mid())
        names = {**settings, "x": at, formula.symbols[0].name: at}
        names["y"] = value(written(formula.outputs[0]), names)
        for line in whole:
            for form in line.equation.right:
                assert value(text.written(form), names) == pytest.approx(right, rel=1e-9, abs=1e-12), text.written(form)


@of_each_family(DIFFERENTIATED)
def test_all_forms_of_a_line_are_equal_and_the_last_step_is_the_whole(slug: str) -> None:
    derived = derivation(EXERCISES[slug])
    letters = {w for line in lines(derived) for w in re.findall(r"[a-zA-Z_]\w*", repr(line))}
    names = {letter: 0.3 + 0.05 * n for n, letter in enumerate(sorted(letters - set(FUNCTIONS)))}
    names |= {"target": 0.25}
    for line in lines(derived):  # z_1 stands for a sum, y_0 for the output
        left = text.written(line.equation.left)
        if re.fullmatch(r"[zy](_\d)?", left) and not line.words:
            names[left] = value(text.written(line.equation.right[0]).replace(" = ", " == "), names)
    for section in derived.sections:
        steps = [
            line for line in section.lines if isinstance(line.equation.left, Slope) and line.words != "textbook form"
        ]
        for line in steps:
            forms = [value(text.written(f).replace(" = ", " == "), names) for f in line.equation.right]
            assert forms == pytest.approx([forms[0]] * len(forms), rel=1e-9), text.written(line.equation.left)
        if steps:
            assert steps[-1].words == "altogether"
            assert steps[-1].equation.right[-1] == steps[-2].equation.right[-1]


def test_steps_are_numbered_and_use_earlier_ones() -> None:
    for slug in DIFFERENTIATED:
        for section in derivation(EXERCISES[slug]).sections:
            steps = [line for line in section.lines if line.number]
            assert [line.number for line in steps] == list(range(1, len(steps) + 1))
            assert all(used < line.number for line in steps for used in line.uses)
            lefts = [line.equation.left for line in steps]
            assert len(set(lefts)) == len(lefts), slug  # nothing is derived twice


def test_the_derivation_of_sigmoid() -> None:
    shown = text.render(derivation(EXERCISES["sigmoid"])).partition("derivative by x\n")[2].partition("facts")[0]
    assert shown == (
        """
  1. chain rule, with u = -x; d/du exp(u) = exp(u); du/dx = -1
       d/dx exp(-x) = -exp(-x)
  2. sum rule (from 1)
       d/dx (1 + exp(-x)) = -exp(-x)
  3. chain rule (from 2), with u = 1 + exp(-x); d/du 1/u = -1/u^2; du/dx = -exp(-x)
       d/dx 1/(1 + exp(-x)) = exp(-x)/(1 + exp(-x))^2
  altogether
       d/dx sigmoid(x) = exp(-x)/(1 + exp(-x))^2
  textbook form, with y = sigmoid(x)
       d/dx sigmoid(x) = (1 - 1/(1 + exp(-x)))/(1 + exp(-x))
                       = y*(1 - y)

"""
    )


def test_facts_stand_below() -> None:
    assert "facts\n\n  range: (0, 1)\n" in text.render(derivation(EXERCISES["sigmoid"]))
    assert "facts" not in text.render(derivation(EXERCISES["mse_loss"]))


def test_a_row_has_a_derivative_on_the_diagonal_and_one_beside_it() -> None:
    shown = text.render(derivation(EXERCISES["softmax"]))
    assert "dy_0/dx_0 = y_0*(1 - y_0)" in shown
    assert "dy_0/dx_1 = -y_0*y_1" in shown
    assert "derivative by x_2" not in shown


def test_a_layer_has_a_derivative_by_an_entry_of_each_input() -> None:
    shown = text.render(derivation(EXERCISES["reglu"]))
    for name in ("x_0", "w1_0_0", "b1_0", "w2_0_0", "b2_0"):
        assert f"derivative by {name}\n" in shown


def test_a_loss_says_what_its_reduction_does() -> None:
    assert "mean: it is divided by the number of samples" in text.render(derivation(EXERCISES["mse_loss"]))
    weighted = text.render(derivation(EXERCISES["nll_loss"]))
    assert "mean: it is divided by the sum of what the samples count for" in weighted


def test_an_optimizer_is_written_as_its_step() -> None:
    @optimizer(variants=({"nesterov": True},))
    def momentum(g, v, *, lr=0.1, mu=0.9, nesterov=False):
        """Momentum."""
        v = mu * v + g
        return -lr * (g + mu * v if nesterov else v), v

    shown = text.render(derivation(momentum))
    assert "  v' = g + mu*v\n  update = -lr*v'\n  p' = p + update\n" in shown
    assert "one step with nesterov=True\n\n  v' = g + mu*v\n  update = -lr*(g + mu*v')\n" in shown


def test_a_step_of_training_is_written_with_what_it_leaves_in_grad() -> None:
    @training()
    def step(p, a, g, *, lr=0.1):
        """Step."""
        return -lr * (g + a * p), g + a * p

    shown = text.render(derivation(step))
    assert "  g' = a*p + g\n  update = -g'*lr\n  p' = p + update\n" in shown


def test_a_surrogate_is_derived_in_place_of_the_function() -> None:
    @elementwise(domain=Reals(-2, 2))
    def step(x):
        """Step."""
        return sym.Piecewise((1, x > 0), (0, True))

    @step.surrogate
    def soft(x):
        return sym.tanh(3 * x)

    shown = text.render(derivation(step))
    assert "step(x) = 1 if x > 0, else 0" in shown
    assert "surrogate(x) = tanh(3*x)" in shown
    assert "d/dx surrogate(x) = 3*(1 - tanh(3*x)^2)" in shown


def test_input_is_called_x_unless_there_is_an_x() -> None:
    def taken(input, x):
        """Taken."""
        return input * x

    shown = text.render(derivation(elementwise()(taken)))
    assert "d/dinput (input*x) = x" in shown
    assert "x is input" in text.render(derivation(EXERCISES["relu"]))


def test_an_exercise_without_differentiable_inputs_has_no_derivation() -> None:
    inputs = tuple(dataclasses.replace(i, differentiable=False) for i in EXERCISES["relu"].inputs)
    with pytest.raises(NoDerivation, match="relu has no derivative"):
        derivation(dataclasses.replace(EXERCISES["relu"], inputs=inputs))


def test_a_function_without_a_rule_is_the_authors() -> None:
    def strange(x):
        """Strange."""
        return sym.zeta(x)

    exercise: Exercise = elementwise()(strange)
    with pytest.raises(ExerciseError, match="uses zeta"):
        derivation(exercise)


@pytest.mark.parametrize(
    ("expression", "printed"),
    [
        (x - y, "x - y"),
        (y - x, "y - x"),
        (-x, "-x"),
        (-(x + y), "-x - y"),
        (2 * (x - y), "2*x - 2*y"),
        (sympy.Mul(2, x - y, evaluate=False), "2*(x - y)"),
        (sympy.Mul(exp(-x), -1, evaluate=False), "-exp(-x)"),
        (sympy.Mul(-1, -x, evaluate=False), "x"),
        (sympy.Add(1, sympy.Mul(-1, x, evaluate=False), evaluate=False), "1 - x"),
        (1 / (1 + exp(-x)), "1/(1 + exp(-x))"),
        (x / y / 3, "x/(3*y)"),
        (sympy.Rational(3, 4) * x, "3*x/4"),
        (-x / 2, "-x/2"),
        (sympy.Rational(44715, 10**6) * x**3, "0.044715*x^3"),
        (sympy.Rational(851, 500) * x, "1.702*x"),
        (x / 20, "0.05*x"),
        (x**5 / 5, "x^5/5"),
        (sympy.Rational(1, 16) * x, "x/16"),
        (exp(sympy.Float(-1.702) * x), "exp(-1.702*x)"),
        (sqrt(x) / sqrt(2), "sqrt(2)*sqrt(x)/2"),
        (x ** sympy.Rational(-3, 2), "1/x^(3/2)"),
        ((x / 2) ** y, "(x/2)^y"),
        (Abs(x) * Max(x, 0), "abs(x)*max(0, x)"),
        (UnevaluatedExpr(exp(x) - 1) * 2 + 2, "2 + 2*(exp(x) - 1)"),
        (Piecewise((x, x > 0), (0, True)), "x if x > 0, else 0"),
        (2 * Piecewise((x, x > 0), (0, True)), "2*(x if x > 0, else 0)"),
        (Piecewise((0, x < 0), (6, x > 6), (x, True)), "0 if x < 0, 6 if x > 6, else x"),
        (Piecewise((x, (x > y + 1) | (x < -y)), (0, True)), "x if x > y + 1 or x < -y, else 0"),
        (Piecewise((x, (x > 1) & ((y > 1) | (y < 0))), (0, True)), "x if (y > 1 or y < 0) and x > 1, else 0"),
        (Piecewise((x, y > Abs(x)), (0, True)), "x if abs(x) < y, else 0"),
        (sympy.Float(0.5) * x, "0.5*x"),
        (sympy.E**2 * sympy.pi, "pi*exp(2)"),
    ],
    ids=str,
)
def test_how_expressions_are_written(expression: sympy.Basic, printed: str) -> None:
    assert written(expression) == printed


def test_tidying_cancels_but_multiplies_nothing_out() -> None:
    product = sympy.Mul(sympy.Mul(2, x - y, evaluate=False), sympy.Rational(1, 2), evaluate=False)
    assert tidied(product) == x - y
    assert written(tidied(sympy.Mul(4, sympy.Mul(x - y, sympy.Rational(1, 2), evaluate=False), evaluate=False))) == (
        "2*(x - y)"
    )
    one_less = sympy.Add(1, sympy.Mul(-1, sympy.Add(1, -(x**2), evaluate=False), evaluate=False), evaluate=False)
    assert tidied(one_less) == x**2


def test_replacing_leaves_the_rest_as_it_is_written() -> None:
    before = sympy.Mul(x, sympy.Mul(exp(x), -1, evaluate=False), evaluate=False)
    after = replaced(before, {exp(x): y})
    assert after.args == (x, sympy.Mul(y, -1, evaluate=False))


def test_names_are_given_to_what_is_worth_one() -> None:
    assert named((x + 1) ** 2 * exp(x + 1), [(exp(x + 1), y)]) == y * (x + 1) ** 2
    assert named(x**2, [(x, y)]) == x**2


def test_names_in_latex_and_mathml() -> None:
    derived = derivation(EXERCISES["adam"])
    assert r"\mathrm{betas}_{0}" in latex.render(derived)
    assert "<msub><mi>betas</mi><mn>0</mn></msub>" in mathml.render(derived)
    assert r"\alpha" in latex.render(derivation(EXERCISES["elu"]))
    assert "<mi>\u03b1</mi>" in mathml.render(derivation(EXERCISES["elu"]))
    assert r"\mathrm{min\_val}" in latex.render(derivation(EXERCISES["hardtanh"]))
