"""One quantity used for another, wherever a formula has it."""

import sympy
from sympy import Symbol, exp, tanh

from grader.reference.stand_ins import WORDS, of_gradient, of_value

x, t = Symbol("x", real=True), Symbol("t", real=True)
SIGMOID = 1 / (1 + exp(-x))


def found(code: str, form: sympy.Expr, value: sympy.Expr) -> list[sympy.Expr]:
    return [s.after for s in of_gradient([form], [value], [x]) if s.code == code]


def test_the_input_for_the_output() -> None:
    assert found("input_for_output", SIGMOID * (1 - SIGMOID), SIGMOID) == [x * (1 - x)]


def test_the_output_for_a_function_inside() -> None:
    y = x * SIGMOID
    assert y + x * y * (1 - y) in found("output_for_part", SIGMOID + x * SIGMOID * (1 - SIGMOID), y)


def test_the_output_for_the_input_within_functions_and_outside() -> None:
    y = x * tanh(x)
    slope = tanh(x) + x * (1 - tanh(x) ** 2)
    outside = tanh(x) + y * (1 - tanh(x) ** 2)
    everywhere = tanh(y) + y * (1 - tanh(y) ** 2)
    assert set(found("output_for_input", slope, y)) == {outside, everywhere}


def test_on_a_branch_the_output_is_what_the_branch_gives() -> None:
    value = sympy.Piecewise((x, x > 0), (exp(x) - 1, True))
    slope = sympy.Piecewise((1, x > 0), (sympy.UnevaluatedExpr(exp(x) - 1) + 1, True))
    assert sympy.Piecewise((1, x > 0), (sympy.UnevaluatedExpr(x) + 1, True)) in found("input_for_output", slope, value)


def test_inputs_are_exchanged_or_one_stands_for_another() -> None:
    form = x * exp(t)
    results = {
        s.code: [r.after for r in of_value([form], [x, t]) if r.code == s.code] for s in of_value([form], [x, t])
    }
    assert results == {"inputs_exchanged": [t * exp(x)], "input_for_input": [x * exp(x), t * exp(t)]}


def test_the_plausible_ones_come_first() -> None:
    codes = [s.code for s in of_gradient([SIGMOID * (1 - SIGMOID)], [SIGMOID], [x])]
    assert codes == sorted(codes, key=list(WORDS).index)
    assert codes[0] == "input_for_output"
