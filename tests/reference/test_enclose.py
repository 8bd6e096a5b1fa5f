"""Bands: what is right for an entry, at kinks too, and what is not."""

import math

import pytest
from flint import arb
from sympy import Abs, Piecewise, Symbol, exp, sign, tanh

from grader.dtypes import FLOAT32, FLOAT64
from grader.errors import ExerciseError, Where
from grader.reference.differentiate import derive
from grader.reference.enclose import GUARD_BITS, SAFETY, Band, EqualForm, EqualForms, Reference

x = Symbol("x", real=True)
HERE = Where("plugin.py", 7)


def of_x(forms, by):
    return EqualForms(forms=forms, symbols=(x,), by=(by,))


def of_value(formula, *points, dtype=FLOAT64, lenient=False):
    return Reference(of_x([EqualForm((formula,))], by=None), [[p] for p in points], dtype, lenient)


def of_derivative(formula, *points, dtype=FLOAT64):
    return Reference(of_x([EqualForm((derive(formula, x).after,))], by=x), [[p] for p in points], dtype)


@pytest.mark.parametrize("at", [-1e4, -745.0, -1.0, 0.0, 1e-300, 30.0, 1e4])
@pytest.mark.parametrize("dtype", [FLOAT32, FLOAT64], ids=lambda d: d.name)
def test_the_ball_is_far_below_an_ulp(at: float, dtype) -> None:
    band = of_value(1 / (1 + exp(-x)), at, dtype=dtype).band([(0, 0)])
    assert float(band.low.rad()) <= 2.0**-GUARD_BITS * dtype.ulp(dtype.round(float(band.low.mid())))


def test_precision_is_raised_until_cancellation_is_resolved() -> None:
    band = of_value((x + 1e30) - x - 1e30 + exp(x) - 1, 1e-250).band([(0, 0)])
    assert float(band.low.mid()) == pytest.approx(1e-250, rel=1e-12)


def test_at_a_kink_everything_between_the_one_sided_derivatives_is_right() -> None:
    band = of_derivative(Piecewise((x, x > 0), (x / 4, True)), 0.0).band([(0, 0)])
    assert (float(band.low), float(band.high)) == (0.25, 1.0)
    for right in (0.25, 0.6, 1.0):
        assert band.error(right) <= band.allowed
    for wrong in (0.2, 1.1, math.nan, math.inf):
        assert band.error(wrong) > band.allowed


def test_a_kink_that_cancels_is_none() -> None:
    band = of_derivative(x / (1 + Abs(x)), 0.0).band([(0, 0)])
    assert float(band.low) == float(band.high) == 1.0


def test_a_kink_in_the_inner_function_is_seen_from_both_sides() -> None:
    band = of_derivative(Abs(x**3 - 8), 2.0).band([(0, 0)])
    assert (float(band.low), float(band.high)) == (-12.0, 12.0)
    flat = of_derivative(Abs(x**3), 0.0).band([(0, 0)])
    assert float(flat.low) == float(flat.high) == 0.0


def test_sums_of_kinks_add_their_intervals() -> None:
    reference = of_derivative(Abs(x), 0.0, 2.0)
    band = reference.band([(0, 0), (1, 0)])
    assert (float(band.low), float(band.high)) == (0.0, 2.0)


def test_what_overflows_may_be_infinite_and_nothing_else_may() -> None:
    huge = of_value(x**2, 1e200).band([(0, 0)])
    assert huge.error(math.inf) == 0
    assert huge.error(-math.inf) == math.inf
    assert huge.error(FLOAT64.largest) > huge.allowed
    assert of_value(x**2, 10.0).band([(0, 0)]).error(math.inf) == math.inf


def test_the_allowance_is_the_documented_constant_times_the_bound() -> None:
    band = of_value(x * x * x, 1.1).band([(0, 0)])  # two roundings of a number of this size
    bound = 2 * FLOAT64.unit * 1.1**3
    assert band.allowed == pytest.approx(SAFETY * bound, rel=0.3)


def test_the_largest_bound_of_equal_forms_counts() -> None:
    stable, cancelling = 4 / (exp(x) + exp(-x)) ** 2, 1 - tanh(x) ** 2
    alone = Reference(of_x([EqualForm((stable,))], by=None), [[9.0]], FLOAT64).band([(0, 0)])
    both = Reference(of_x([EqualForm((stable,)), EqualForm((cancelling,))], by=None), [[9.0]], FLOAT64).band([(0, 0)])
    assert both.allowed > 100 * alone.allowed


def test_a_form_that_is_not_equal_is_refused_at_its_place() -> None:
    reference = Reference(of_x([EqualForm((x**2,)), EqualForm((x**2 + x / 1000,), HERE)], by=None), [[2.0]], FLOAT64)
    with pytest.raises(ExerciseError, match="at x=2") as caught:
        reference.band([(0, 0)])
    assert caught.value.code == "A615"
    assert caught.value.where == HERE


def test_no_value_is_the_authors_error_but_a_wrong_formula_may_have_none() -> None:
    with pytest.raises(ExerciseError, match="A614"):
        of_value(sign(x) / x, 0.0).band([(0, 0)])
    band = of_value(1 / x, 0.0, lenient=True).band([(0, 0)])
    assert band.error(math.nan) == 0
    assert band.error(1.0) == math.inf


def test_an_infinite_bound_is_refused() -> None:
    with pytest.raises(ExerciseError, match="A619"):
        of_value(1 / (1 - tanh(x) ** 2), 9.0, dtype=FLOAT32).band([(0, 0)])


def test_errors_are_measured_from_the_nearer_end() -> None:
    band = Band(arb(1), arb(2), 0.0, FLOAT64)
    assert (band.error(0.5), band.error(1.5), band.error(2.25)) == (0.5, 0.0, 0.25)
