"""Changes that are right by chance are not told."""

import ast

import numpy
import pytest

from grader.judge.repair.changes import Change
from grader.judge.repair.code_values import Parameter
from grader.judge.repair.plausible import Plausible

CODE = """
def f(x, n, beta=1.0, *, eps=1e-6):
    b2 = beta * beta
    s = x * x
    d = x / ((s + 1e-12) * (s + 0.5))
    if n and b2 < x:
        return s / beta
    return s
"""

# (the code of a change, what stands there, what is put there, the piece, whether somebody may have
# got it wrong)
CHANGES = [
    ("factor_dropped", "s / beta", "s / beta * x", "x", True),
    ("numerator_lost", "beta * beta", "beta / (beta * beta)", "beta", False),
    ("numerator_lost", "x * x", "beta / (x * x)", "beta", True),
    ("term_factor", "x * x", "x - x", "x", False),
    ("sign_lost", "b2", "-b2", "b2", False),
    ("sign_lost", "s", "-s", "s", True),
    ("divisor_dropped", "beta * beta", "beta * beta / (x * s)", "x * s", False),
    ("divisor_dropped", "beta * beta", "beta * beta / x", "x", True),
    ("zero_belongs", "x * x", "zeros_like(x * x)", "x * x", True),
    ("zero_belongs", "beta", "zeros_like(beta)", "beta", False),
    ("factor_added", "s + 1e-12", "s * 1e-12", "1e-12", False),
    ("factor_added", "s + 0.5", "s * 0.5", "0.5", True),
    ("name_other", "b2 < x", "beta < 1", "x", False),
    ("name_other", "b2 < x", "s < x", "b2", True),
    ("zero_belongs", "n", "0", "n", False),
    ("number_changed", "1.0", "2", "1.0", False),
    ("number_changed", "1e-06", "1e-08", "1e-06", True),
]


def change(tree: ast.Module, code: str, old: str, new: str, piece: str) -> Change:
    stored = {n for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    node = next(n for n in ast.walk(tree) if isinstance(n, ast.expr) and n not in stored and ast.unparse(n) == old)
    return Change(code, node, ast.parse(new, mode="eval").body, ast.parse(piece, mode="eval").body)


@pytest.mark.parametrize(("code", "old", "new", "piece", "plausible"), CHANGES)
def test_a_change_is_plausible(code: str, old: str, new: str, piece: str, plausible: bool) -> None:
    """`beta` has its own default, `eps` has not."""
    tree = ast.parse(CODE)
    known = Plausible.of(tree, {"beta": 1.0, "eps": 1e-8}, {})
    assert known.alone(change(tree, code, old, new, piece)) is plausible


def test_a_key_of_an_optimizers_state_is_a_parameter() -> None:
    tree = ast.parse("def step(self, p):\n    return self.state[p]\n")
    turned = change(tree, "sign_lost", "p", "-p", "p")
    given = numpy.array([1.0, 2.0])
    assert Plausible.of(tree, {}, {turned.old: given}).alone(turned)
    assert not Plausible.of(tree, {}, {turned.old: given.view(Parameter)}).alone(turned)


@pytest.mark.parametrize(("value", "plausible"), [(numpy.zeros(3), False), (numpy.array([0.0, 1.0]), True)])
def test_a_term_beside_nothing_is_no_term(value: object, plausible: bool) -> None:
    tree = ast.parse(CODE)
    added = change(tree, "term_dropped", "s", "s + x", "x")
    assert Plausible.of(tree, {}, {added.old: value}).alone(added) is plausible


@pytest.mark.parametrize(
    ("value", "plausible"), [(2.0, True), (0.0, False), (numpy.array([1.0, 2.0]), False), (True, False)]
)
def test_a_minus_belongs_before_a_bound_alone(value: object, plausible: bool) -> None:
    tree = ast.parse(CODE)
    lost = change(tree, "sign_lost", "b2", "-b2", "b2")
    assert Plausible.of(tree, {}, {lost.old: value}).alone(lost) is plausible


def test_a_condition_has_no_factor() -> None:
    tree = ast.parse(CODE)
    factor = change(tree, "factor_dropped", "b2 < x", "(b2 < x) * x", "x")
    assert not Plausible.of(tree, {}, {factor.old: numpy.array([True, False])}).alone(factor)


def test_two_changes_of_rare_kinds_must_each_make_something_right() -> None:
    tree = ast.parse(CODE)
    known = Plausible.of(tree, {}, {})
    sign = change(tree, "sign_lost", "s", "-s", "s")
    factor = change(tree, "factor_dropped", "x * x", "x * x * beta", "beta")
    turned = change(tree, "condition_turned", "b2 < x", "b2 > x", "b2 < x")
    assert known.together(sign, factor, both_help=False)
    assert known.together(sign, turned, both_help=True)
    assert not known.together(sign, turned, both_help=False)
