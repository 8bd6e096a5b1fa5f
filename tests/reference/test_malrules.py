"""Wrong derivatives as people give them: the step that was got wrong is found, and put into
words.
"""

from itertools import islice

import numpy
import pytest
import sympy
from sympy import (
    Abs,
    Expr,
    Max,
    Min,
    Piecewise,
    Rational,
    Symbol,
    atan,
    cos,
    cosh,
    erf,
    exp,
    log,
    sin,
    sinh,
    sqrt,
    tanh,
)

from grader.reference.differentiate import INNER, NoRule, derive, simplified
from grader.reference.malrules.derivations import pairs, wrong
from grader.reference.malrules.distinct import distinct
from grader.reference.malrules.kinds import KINDS
from grader.reference.malrules.words import words
from grader.reference.malrules.wrong_derivation import WrongDerivation
from grader.reference.vector import Vectors

x = Symbol("x", real=True)
y = Symbol("y", real=True)
u = INNER
AT = Vectors([x, y], numpy.random.default_rng(1).uniform(-3, 3, (200, 2)).tolist())

s = 1 / (1 + exp(-x))
Phi = (1 + erf(x / sqrt(2))) / 2
phi = exp(-(x**2) / 2) / sqrt(2 * sympy.pi)
gelu = x * Phi
v = sqrt(2 / sympy.pi) * (x + Rational(44715, 10**6) * x**3)
dv = sqrt(2 / sympy.pi) * (1 + 3 * Rational(44715, 10**6) * x**2)
t = tanh(v)
gelu_tanh = x * (1 + t) / 2
silu = x / (1 + exp(-x))
softplus = log(1 + exp(x))
mish = x * tanh(softplus)
softsign = x / (1 + Abs(x))
elu = Piecewise((x, x > 0), (2 * (exp(x) - 1), True))
clip = Piecewise((-1, x < -1), (2, x > 2), (x, True))

# A function, what was given as its derivative, the kind of mistake, at what it was made, and words
# that say so.
GIVEN: list[tuple[Expr, Expr, str, Expr, str]] = [
    (s, -(s**-2) * -exp(-x), "power.exponent_sign_lost", 1 / u, "1/u (with u = 1 + exp(-x)) the new exponent has lost"),
    (s, -(s**2), "chain.inner_dropped", s, "the inner derivative -exp(-x) was dropped"),
    (s, -s * (1 - s), "chain.inner_dropped", exp(-x), "the chain rule on exp(-x) the inner derivative -1 was dropped"),
    (s, s, "whole.not_differentiated", s, "1/(1 + exp(-x)) itself"),
    (s, 1 / (s * (1 - s)), "whole.reciprocal", s, "1 divided by"),
    (s, -(s**2) * exp(-2 * x), "chain.inner_twice", s, "the inner derivative -exp(-x) was applied twice"),
    (tanh(x), 1 - tanh(x), "tanh.square_lost", tanh(x), "the square was lost"),
    (tanh(x), 1 + tanh(x) ** 2, "tanh.plus", tanh(x), "added"),
    (tanh(x), tanh(x) ** 2 - 1, "whole.sign", tanh(x), "wrong sign"),
    (tanh(x), 1 - x**2, "tanh.argument_squared", tanh(x), "the argument was squared"),
    (tanh(x), tanh(x) * (1 - tanh(x)), "tanh.as_sigmoid", tanh(x), "as that of sigmoid"),
    (softsign, 1 / (1 + x) ** 2, "whole.absolute_value_lost", softsign, "x/(x + 1) was differentiated instead"),
    (softsign, 1 / (1 + Abs(x)), "quotient.not_squared", softsign, "the denominator is not squared"),
    (softsign, (1 + 2 * Abs(x)) / (1 + Abs(x)) ** 2, "quotient.plus", softsign, "added, not subtracted"),
    (softsign, -1 / (1 + Abs(x)) ** 2, "quotient.order_exchanged", softsign, "exchanged"),
    (softsign, (1 - x + Abs(x)) / (1 + Abs(x)) ** 2, "abs.sign_lost", Abs(x), "the negative side"),
    (gelu, Phi, "product.term_dropped", gelu, "the term with the derivative of 1/2 + erf(sqrt(2)*x/2)/2 was dropped"),
    (gelu, x * phi, "product.term_dropped", gelu, "the term with the derivative of x was dropped"),
    (gelu, Phi + phi, "product.factor_lost", gelu, "the factor x was lost"),
    (gelu, phi, "product.of_derivatives", gelu, "were multiplied"),
    (gelu, Phi + x * sqrt(2) * phi, "chain.inner_dropped", erf(x / sqrt(2)), "derivative sqrt(2)/2 was dropped"),
    (gelu, Phi + x * phi * sqrt(sympy.pi) / 2, "erf.factor_lost", erf(u), "the constant factor 2/sqrt(pi) was lost"),
    (gelu, Phi + x * phi * exp(x**2), "erf.sign_lost", erf(u), "the minus sign of the exponent"),
    (gelu_tanh, (1 + t + x * (1 - t**2)) / 2, "chain.inner_dropped", t, "the inner derivative"),
    (gelu_tanh, (1 + t + x * (1 - gelu_tanh**2) * dv) / 2, "tanh.whole_squared", tanh(u), "of the whole function"),
    (
        gelu_tanh,
        (1 + t + x * (1 - t**2) * sqrt(2 / sympy.pi)) / 2,
        "sum.term_dropped",
        x + Rational(44715, 10**6) * x**3,
        "the derivative of the term 0.044715*x^3 was dropped",
    ),
    (
        gelu_tanh,
        (1 + t + x * (1 - t**2) * sqrt(2 / sympy.pi) * (1 + Rational(44715, 10**6) * x**2)) / 2,
        "power.factor_lost",
        x**3,
        "the factor 3 was lost",
    ),
    (silu, s, "quotient.term_dropped", silu, "the term with the derivative of 1 + exp(-x) is dropped"),
    (silu, x * s * (1 - s), "quotient.term_dropped", silu, "the term with the derivative of x is dropped"),
    (silu, s + s * (1 - s), "quotient.factor_lost", silu, "the factor x is lost in the numerator"),
    (mish, tanh(softplus) + x * (1 - tanh(softplus)) * s, "tanh.square_lost", tanh(u), "the square was lost"),
    (exp(x), x * exp(x - 1), "exp.power_rule", exp(x), "the variable is in the exponent"),
    (2**x, 2**x, "whole.not_differentiated", 2**x, "2^x itself"),
    (exp(2**x), exp(2**x) * 2**x, "exponential.log_lost", 2**x, "the factor log(2) was lost"),
    (3 * x**2, 6 * x**2, "power.exponent_not_reduced", x**2, "the exponent was not reduced"),
    (sin(x) + cos(2 * x), cos(x) + 2 * sin(2 * x), "sum.sign", sin(x) + cos(2 * x), "the term cos(2*x) has got"),
    (log(x**2 + 3), log(x**2 + 3) * 2 * x, "chain.outer_not_differentiated", log(x**2 + 3), "only the inner one, 2*x"),
    (log(x**2 + 3), 2, "chain.outer_at_variable", log(x**2 + 3), "taken at x: it belongs at x^2 + 3"),
    (x**2 / 5 + 7, 2 * x / 5 + 7, "sum.constant_kept", x**2 / 5 + 7, "the constant 7 was kept"),
    (elu, Piecewise((2 * exp(x), x > 0), (1, True)), "branches.exchanged", elu, "branches were exchanged"),
    (elu, sympy.Integer(1), "branches.one_everywhere", elu, "of the branch x of x if x > 0"),
    (elu, elu, "whole.not_differentiated", elu, "itself"),
    (clip, Piecewise((1, x <= 2), (0, True)), "branches.taken_over", clip, "also where another branch holds"),
    (Max(x, 0), sympy.Integer(1), "branches.one_everywhere", Max(x, 0), "not only where that branch holds"),
    ((x - y) ** 2, -2 * (x - y), "whole.other_input", (x - y) ** 2, "by y, not by x"),
    (x * y**2, 2 * x * y, "whole.other_input", x * y**2, "by y, not by x"),
]

# Of every rule something, so that every kind of mistake can be made.
FUNCTIONS: list[Expr] = [
    *dict.fromkeys(function for function, *_ in GIVEN),
    x * exp(x) * sin(x),
    (x + 1) / (x**2 + 2),
    (1 + x**2) ** Rational(-3, 2),
    atan(x) * cosh(x) - sinh(x * y) / 4,
    Min(x**2, 4) + Max(y, x, -1),
    -sqrt(2 + x**2) * Abs(x - y),
    x * log(x),
]


def giving(function: Expr, stated: Expr) -> list[WrongDerivation]:
    return [d for d in wrong(function, x, [y]) if AT.same(d.after, stated)]


@pytest.mark.parametrize(("function", "stated", "kind", "at", "said"), GIVEN, ids=lambda value: str(value)[:40])
def test_the_step_that_was_got_wrong_is_the_first_to_be_named(
    function: Expr, stated: Expr, kind: str, at: Expr, said: str
) -> None:
    (step,) = giving(function, stated)[0].steps
    assert step.kind == kind
    assert simplified(step.before) == at
    assert said in words(step)


def test_a_step_has_its_right_and_its_wrong_form() -> None:
    (step,) = giving(s, -(s**-2) * -exp(-x))[0].steps
    assert (step.rule, step.before, step.by, step.inner) == ("power", 1 / u, u, 1 + exp(-x))
    assert simplified(step.right) == -(u**-2)
    assert simplified(step.wrong) == -(u**2)
    (step,) = giving(mish, x * tanh(softplus).diff(x))[0].steps
    assert step.inner is None
    assert AT.same(step.right, mish.diff(x))
    assert AT.same(step.wrong, x * tanh(softplus).diff(x))


@pytest.mark.parametrize("function", FUNCTIONS, ids=str)
def test_a_wrong_derivation_gives_something_else(function: Expr) -> None:
    found = list(wrong(function, x, [y]))
    right = derive(function, x).after
    assert len({d.after for d in found}) == len(found)
    assert right not in {d.after for d in found}
    assert [d.kinds for d in found if AT.same(d.after, right)] == []


def test_every_kind_of_mistake_can_be_made_and_is_put_into_words() -> None:
    steps = [d.steps[0] for function in FUNCTIONS for d in wrong(function, x, [y])]
    assert {step.kind for step in steps} == set(KINDS)
    for step in steps:
        said = words(step)
        assert said.endswith(".")
        assert not set("{}") & set(said)


def test_the_most_plausible_come_first() -> None:
    for found in (wrong(gelu_tanh, x), pairs(mish, x)):
        order = [d.plausibility for d in found]
        assert order == sorted(order, reverse=True)
        assert order[0] > order[-1]


def test_a_step_that_is_needed_twice_is_wrong_in_both_places() -> None:
    function = exp(-x) * sin(x) + x**2 * exp(-x)
    stated = exp(-x) * (sin(x) + cos(x)) + (2 * x + x**2) * exp(-x)
    assert giving(function, stated)[0].kinds == ("chain.inner_dropped",)


def test_long_expressions_are_cut_in_words() -> None:
    long = sympy.Add(*(sin(k * x) for k in range(1, 40)))
    assert all(len(words(d.steps[0])) < 300 for d in islice(wrong(long, x), 50))


def test_two_mistakes_are_found_as_a_pair() -> None:
    th = tanh(softplus)
    for function, stated, kinds in [
        (mish, th + x * (1 - th), {"tanh.square_lost", "chain.inner_dropped"}),
        (gelu_tanh, (1 + t + x * (1 - gelu_tanh**2)) / 2, {"tanh.whole_squared", "chain.inner_dropped"}),
        (gelu_tanh, x * (1 - t**2) / 2, {"product.term_dropped", "chain.inner_dropped"}),
    ]:
        assert not giving(function, stated)
        assert kinds in [set(d.kinds) for d in pairs(function, x) if AT.same(d.after, stated)]


def test_pairs_are_two_steps_that_one_does_not_explain() -> None:
    singles = {d.after for d in wrong(gelu, x)}
    for d in pairs(gelu, x):
        first, second = d.steps
        assert (first.before, first.by, first.rule) != (second.before, second.by, second.rule)
        assert d.after not in singles
        assert d.plausibility == KINDS[first.kind].plausibility * KINDS[second.kind].plausibility


def test_pairs_come_one_by_one() -> None:
    terms = sympy.Add(*(sin(k * x) for k in range(1, 100)))
    assert len(list(islice(pairs(terms, x), 5))) == 5


def test_mistakes_without_effect_can_be_left_out() -> None:
    right = derive(Abs(x - y), x).after
    found = list(wrong(Abs(x - y), x))
    kept = list(distinct(found, right, AT))
    assert [d.kinds for d in found if d not in kept] == [("whole.reciprocal",)]


def test_a_function_without_a_rule_has_no_wrong_derivations() -> None:
    with pytest.raises(NoRule):
        wrong(sympy.zeta(x), x)
