"""Wrong derivatives of functions of one argument: each is given the argument u and the value y of
the function.
"""

from collections.abc import Iterator

import sympy
from sympy import Expr

from ..differentiate import RuleStep
from ..operations.operation import Buggy
from ..operations.table import BY_NAME
from ..unevaluated import power, product, total
from .form import MINUS, BuggyForm


def slopes(step: RuleStep, root: Expr) -> Iterator[BuggyForm]:
    """The wrong derivatives of the function of a step, in a derivation of `root`."""
    if step.rule == "power":
        yield from _power(step.before.exp)
    if step.rule == "exponential":
        yield from _exponential(step.before.base)
    if step.rule in BY_NAME:
        yield from (_form(buggy, root) for buggy in BY_NAME[step.rule].buggy)
    yield BuggyForm("function.not_differentiated", lambda u, y: y)


def _form(buggy: Buggy, root: Expr) -> BuggyForm:
    return BuggyForm(buggy.kind, lambda u, y: buggy.slope(u, y, root), buggy.part)


def _power(exponent: Expr) -> Iterator[BuggyForm]:
    reduced = exponent - 1
    yield BuggyForm("power.exponent_not_reduced", lambda u, y: product(exponent, y))
    yield BuggyForm("power.factor_lost", lambda u, y: power(u, reduced), exponent)
    if reduced.could_extract_minus_sign():
        yield BuggyForm("power.exponent_sign_lost", lambda u, y: product(exponent, power(u, -reduced)))
    if exponent.could_extract_minus_sign():
        yield BuggyForm("power.factor_sign_lost", lambda u, y: product(-exponent, power(u, reduced)), exponent)
    yield BuggyForm("power.exponent_raised", lambda u, y: product(exponent, power(u, exponent + 1)))
    yield BuggyForm("power.new_exponent_as_factor", lambda u, y: product(reduced, power(u, reduced)), exponent)


def _exponential(base: Expr) -> Iterator[BuggyForm]:
    yield BuggyForm("exponential.log_lost", lambda u, y: y, sympy.log(base))
    yield BuggyForm("exponential.power_rule", lambda u, y: product(u, power(base, total(u, MINUS))))
