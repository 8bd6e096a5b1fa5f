"""Several mistakes at once, as trees: together they give what somebody who made all of them
computes.
"""

import math
from itertools import combinations
from typing import Any

import numpy
import pytest
import sympy

from grader import sym
from grader.exercise import Exercise
from grader.reference.edits import on_numbers
from grader.reference.formula import accepted, flat
from grader.reference.numeric import NumericSym
from grader.reference.trees.compositions import Compositions, values
from grader.reference.trees.forest import Forest
from grader.reference.trees.tracing import of_expression

from ..conftest import bundled

GIVEN = {"g": 0.7, "m": 0.3, "v": 0.2, "largest": 0.25, "t": 3.0, "p": 1.5}
B1, B2 = 0.8, 0.95
SETTINGS = {"lr": 0.1, "betas": (B1, B2), "eps": 0.01, "weight_decay": 0.2, "amsgrad": False}
G = GIVEN["g"] + 0.2 * GIVEN["p"]
M, V = B1 * 0.3 + (1 - B1) * G, B2 * 0.2 + (1 - B2) * G**2
M_HAT, V_HAT = M / (1 - B1**3), V / (1 - B2**3)
SWAPPED = (B2 * 0.3 + (1 - B2) * G) / (1 - B2**3), (B1 * 0.2 + (1 - B1) * G**2) / (1 - B1**3)
# (mistakes of adam, the change of the parameter that somebody computes who makes all of them)
TOGETHER = [
    ((), -0.1 * M_HAT / (math.sqrt(V_HAT) + 0.01)),
    (("no_bias_correction", "eps_inside_the_root"), -0.1 * M / math.sqrt(V + 0.01)),
    (("eps_inside_the_root", "no_bias_correction"), -0.1 * M / math.sqrt(V + 0.01)),
    (("first_moment_not_corrected", "eps_forgotten"), -0.1 * M / math.sqrt(V_HAT)),
    (("betas_swapped", "eps_inside_the_root"), -0.1 * SWAPPED[0] / math.sqrt(SWAPPED[1] + 0.01)),
    (("root_forgotten", "first_moment_not_corrected"), -0.1 * M / (V_HAT + 0.01)),
    (("first_moment_not_corrected", "eps_inside_the_root", "decay_ignored"), None),
]


def adam() -> Exercise:
    return bundled().entries["adam"].exercise


def change(names: tuple[str, ...]) -> float:
    exercise = adam()
    functions = [m.function for m in exercise.misconceptions if m.id in names]
    outputs = Compositions(exercise.function, GIVEN, SETTINGS).outputs(functions)
    assert outputs is not None
    return float(values({**GIVEN, **SETTINGS}, NumericSym).of(outputs[0]))


@pytest.mark.parametrize(("names", "expected"), TOGETHER, ids=["+".join(n) or "right" for n, _ in TOGETHER])
def test_mistakes_together_give_what_is_computed_with_all_of_them(names: tuple[str, ...], expected: float) -> None:
    if expected is None:
        g = GIVEN["g"]
        m, v = B1 * 0.3 + (1 - B1) * g, (B2 * 0.2 + (1 - B2) * g**2) / (1 - B2**3)
        expected = -0.1 * m / math.sqrt(v + 0.01)
    assert change(names) == pytest.approx(expected, rel=1e-12)


def test_a_mistake_by_itself_gives_what_its_author_wrote() -> None:
    exercise = adam()
    for misconception in exercise.misconceptions:
        own = on_numbers(misconception.function)
        alone, *_ = flat(own(*GIVEN.values(), **accepted(misconception.function, SETTINGS)))
        if not numpy.isclose(alone, change(())):
            assert change((misconception.id,)) == pytest.approx(float(alone), rel=1e-12)


def test_a_mistake_may_make_its_difference_with_other_settings_alone() -> None:
    exercise = adam()
    by_id = {m.id: m.function for m in exercise.misconceptions}
    both = Compositions(exercise.function, GIVEN, SETTINGS)
    alone = both.outputs([by_id["decay_ignored"]])
    # without amsgrad
    assert both.outputs([by_id["decay_ignored"], by_id["maximum_not_kept"]]) == alone


def test_mistakes_about_the_same_piece_are_none_together() -> None:
    def right(x: Any, y: Any) -> Any:
        return x * sym.exp(y) + y

    def squared(x: Any, y: Any) -> Any:
        return x * sym.exp(y**2) + y

    def twice(x: Any, y: Any) -> Any:
        return x * sym.exp(2 * y) + y

    both = Compositions(right, {"x": 2.0, "y": 3.0}, {})
    assert both.outputs([squared]) is not None
    assert both.outputs([squared, twice]) is None


def test_they_give_formulas_as_well() -> None:
    exercise = adam()
    symbols = {name: sympy.Symbol(name, positive=True) for name in GIVEN}
    by_id = {m.id: m.function for m in exercise.misconceptions}
    functions = [by_id["no_bias_correction"], by_id["eps_inside_the_root"]]
    outputs = Compositions(exercise.function, symbols, SETTINGS).outputs(functions)
    assert outputs is not None
    formula = values({**symbols, **SETTINGS}, sym).of(outputs[0])
    assert float(formula.subs({symbols[n]: x for n, x in GIVEN.items()})) == pytest.approx(
        change(("no_bias_correction", "eps_inside_the_root"))
    )


@pytest.mark.parametrize(
    "text", ["x**2 / (1 + exp(-x))", "1 / sqrt(x) - tanh(2 * x / 3)", "Piecewise((x, x > 1), (-x, True))"]
)
def test_an_expression_of_sympy_becomes_a_tree(text: str) -> None:
    x = sympy.Symbol("x", real=True)
    expression = sympy.sympify(text, locals={"x": x})
    tree = of_expression(Forest(), expression)
    numbers = numpy.array([0.4, 1.7, 2.5])
    expected = [float(expression.subs(x, n)) for n in numbers]
    assert numpy.allclose(values({"x": numbers}, NumericSym).of(tree), expected)


def test_equal_trees_are_one_object_whatever_their_order() -> None:
    forest = Forest()
    x, y = forest.leaf("x"), forest.leaf("y")
    assert x * y + 1 is 1 + y * x
    assert x - y is -y + x
    assert x / y is x * (1 / y)
    assert 0 * x is forest.tree(0)
    assert all(a is not b for a, b in combinations([x, y, x + y, x * y, x - y, x / y], 2))
