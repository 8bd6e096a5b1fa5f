"""Wrong derivatives of functions of one argument: each is given the argument u and the value y of the function."""

from collections.abc import Callable, Iterator

import sympy
from sympy import Expr, S

from ..derive import Step, power, product, total
from .form import MINUS, Form, inverse, negative

ERF = 2 / sympy.sqrt(sympy.pi)  # what the derivative of erf begins with
TWO = S(2)

_SLOPES: dict[str, tuple[Form, ...]] = {
    "exp": (Form("exp.power_rule", lambda u, y: product(u, sympy.exp(total(u, MINUS)))),),
    "log": (Form("log.as_one", lambda u, y: S.One),),
    "tanh": (
        Form("tanh.square_lost", lambda u, y: total(S.One, negative(y))),
        Form("tanh.plus", lambda u, y: total(S.One, power(y, TWO))),
        Form("tanh.argument_squared", lambda u, y: total(S.One, negative(power(u, TWO)))),
        Form("tanh.as_sigmoid", lambda u, y: product(y, total(S.One, negative(y)))),
    ),
    "atan": (
        Form("atan.square_lost", lambda u, y: inverse(total(S.One, u))),
        Form("atan.minus", lambda u, y: inverse(total(S.One, negative(power(u, TWO))))),
    ),
    "erf": (
        Form("erf.factor_lost", lambda u, y: sympy.exp(negative(power(u, TWO))), ERF),
        Form("erf.square_lost", lambda u, y: product(ERF, sympy.exp(negative(u)))),
        Form("erf.sign_lost", lambda u, y: product(ERF, sympy.exp(power(u, TWO)))),
        Form("erf.factor_inverted", lambda u, y: product(1 / ERF, sympy.exp(negative(power(u, TWO)))), ERF),
        Form(
            "erf.normal_density",
            lambda u, y: product(1 / sympy.sqrt(2 * sympy.pi), sympy.exp(product(-S.Half, power(u, TWO)))),
        ),
    ),
    "Abs": (
        Form("abs.sign_lost", lambda u, y: S.One),
        Form("abs.argument", lambda u, y: u),
    ),
}
_SIGNED = ("sin", "cos", "sinh", "cosh", "tanh")  # functions whose derivatives are known by heart but for the sign


def slopes(step: Step, right: Callable[[Expr], Expr], root: Expr) -> Iterator[Form]:
    """The wrong derivatives of the function of a step, with the right one, in a derivation of `root`."""
    yield from _SLOPES.get(step.rule, ())
    if step.rule == "power":
        yield from _power(step.before.exp)
    if step.rule == "exponential":
        yield from _exponential(step.before.base)
    if step.rule == "tanh":
        yield Form("tanh.whole_squared", lambda u, y: total(S.One, negative(power(root, TWO))))
    if step.rule in _SIGNED:
        yield Form("function.sign", lambda u, y: negative(right(u)))
    yield Form("function.not_differentiated", lambda u, y: y)


def _power(exponent: Expr) -> Iterator[Form]:
    reduced = exponent - 1
    yield Form("power.exponent_not_reduced", lambda u, y: product(exponent, y))
    yield Form("power.factor_lost", lambda u, y: power(u, reduced), exponent)
    if reduced.could_extract_minus_sign():
        yield Form("power.exponent_sign_lost", lambda u, y: product(exponent, power(u, -reduced)))
    if exponent.could_extract_minus_sign():
        yield Form("power.factor_sign_lost", lambda u, y: product(-exponent, power(u, reduced)), exponent)
    yield Form("power.exponent_raised", lambda u, y: product(exponent, power(u, exponent + 1)))
    yield Form("power.new_exponent_as_factor", lambda u, y: product(reduced, power(u, reduced)), exponent)


def _exponential(base: Expr) -> Iterator[Form]:
    yield Form("exponential.log_lost", lambda u, y: y, sympy.log(base))
    yield Form("exponential.power_rule", lambda u, y: product(u, power(base, total(u, MINUS))))
