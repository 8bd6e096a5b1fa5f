"""Gradients backwards through a formula are those of the rules, with the rounding errors of
autograd.
"""

import pytest
from sympy import Abs, Expr, Max, Min, Piecewise, Symbol, exp, log, sqrt, tanh

from grader import layout
from grader.detached import Detached
from grader.dtypes import FLOAT32
from grader.reference.backpropagate import backpropagated
from grader.reference.differentiate import derive
from grader.reference.enclose import EqualForm, EqualForms, Reference
from grader.reference.expected import Call, values

x, y, g, h = (Symbol(name, real=True) for name in "xygh")

FORMULAS: dict[str, Expr] = {
    "sum": x + x * y + 3,
    "quotient": x / (1 + exp(-y)),
    "powers": sqrt(x) + y**3 + 2**x,
    "power of both": x**y,
    "shared": exp(x) * log(1 + exp(x)) * tanh(exp(x) * y),
    "branches": Piecewise((x * y, x > y), (x**2, x > 0), (y, True)) * x,
    "extremes": Max(x, y, 1) * Min(x * y, 2),
    "detached": x * Detached(exp(x)) + y,
}


def of_x(forms: list[EqualForm], by: Symbol) -> EqualForms:
    return EqualForms(forms=forms, symbols=(x,), by=(by,))


@pytest.mark.parametrize("name", FORMULAS)
@pytest.mark.parametrize("at", [(0.3, 1.7), (1.7, 0.3), (2.5, 2.25)], ids=str)
def test_they_are_those_of_the_rules(name: str, at: tuple[float, float]) -> None:
    formula, point = FORMULAS[name], dict(zip((x, y), at, strict=True))
    for found, by in zip(backpropagated([formula], [g], (x, y)), (x, y), strict=True):
        wanted = g * derive(formula, by).after
        assert float(found.subs({**point, g: 2}).doit()) == pytest.approx(float(wanted.subs({**point, g: 2}).doit()))


def test_of_several_outputs_they_are_added_up() -> None:
    found = backpropagated([x * y, x + y], [g, h], (x,))
    assert float(found[0].subs({x: 2, y: 3, g: 5, h: 7})) == 22


def test_what_cancels_on_the_way_leaves_its_rounding_errors() -> None:
    size = Abs(x)
    clamped = Min(size, 1) ** 2 / 2 + (size - Min(size, 1))
    collected = Reference(of_x([EqualForm((x,))], by=x), [[2.0**-10]], FLOAT32).band([(0, 0)])
    forms = [EqualForm((x,)), EqualForm(tuple(backpropagated([clamped], [1 + 0 * x], (x,))))]
    backwards = Reference(of_x(forms, by=x), [[2.0**-10]], FLOAT32).band([(0, 0)])
    assert collected.allowed < 2.0**-24 < backwards.allowed < 2.0**-18


def test_what_sympy_folds_by_itself_is_computed_all_the_same() -> None:
    """threshold - (threshold - input) is input for SymPy, and has the rounding errors of the
    threshold.
    """
    from grader import Reals, elementwise

    @elementwise(domain=Reals(-1, 1))
    def folded(x):
        """Folded: x by a detour."""
        return (x + 1024) - 1024

    call = Call(folded, layout.elementwise(folded, {"x": (1,)}), {"x": (0.001,)}, {})
    (band,) = values(call, FLOAT32)
    assert 2.0**-14 < band.allowed < 2.0**-8
