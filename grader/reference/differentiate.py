"""Differentiation by named rules: the derivation is a tree of steps, each a record of what was done
to what.

Results are left as the rules give them, without SymPy's automatic rewriting, because a student
computes them in that form and its rounding errors are what the tolerance has to allow.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import sympy
from sympy import Add, Basic, Expr, Mul, Pow, S, Symbol

from ..detached import Detached
from .operations.table import BY_FUNCTION
from .unevaluated import piecewise, power, product, total


@dataclass(frozen=True)
class RuleStep:
    """One application of a rule: `after` is the derivative of `before` by `by`; `parts` are the
    derivations it used.

    The parts of the chain rule are the outer derivative, by a symbol u that stands for the inner
    function, and the inner one.
    """

    rule: str
    before: Expr
    by: Symbol
    after: Expr
    parts: tuple["RuleStep", ...] = ()


class NoRule(Exception):
    """There is no rule for this function; the argument is the expression."""


INNER = Symbol("u", real=True)


@dataclass(frozen=True)
class Outer:
    """The function that a chain ends with: the rule for it, its derivative at any argument, and
    that argument.
    """

    rule: str
    slope: Callable[[Expr], Expr]
    inner: Expr

    def step(self, expression: Expr) -> RuleStep:
        """Its own derivative, by the symbol that stands for the argument."""
        return RuleStep(self.rule, expression.xreplace({self.inner: INNER}), INNER, self.slope(INNER))


@dataclass(frozen=True)
class Split:
    """The rule that fits an expression: the parts to differentiate, and what it makes of their
    derivatives.

    If there is an outer function, its derivative comes before those of the parts.
    """

    rule: str
    parts: tuple[Expr, ...]
    combine: Callable[..., Expr]
    outer: Outer | None = None

    def outer_slope(self) -> tuple[Expr, ...]:
        """The derivative of the outer function where it is taken, if there is one."""
        return (self.outer.slope(self.outer.inner),) if self.outer else ()


@lru_cache(maxsize=1 << 14)
def derive(expression: Expr, by: Symbol) -> RuleStep:
    """The derivation of d(expression)/d(by).

    Raises:
        NoRule: for a function that has none.
    """
    if isinstance(expression, sympy.UnevaluatedExpr) and _moves(expression, by):
        return derive(expression.args[0], by)
    split = split_up(expression, by)
    parts = tuple(derive(part, by) for part in split.parts)
    after = split.combine(*split.outer_slope(), *(p.after for p in parts))
    if split.outer and parts:
        parts = (split.outer.step(expression), *parts)
    return RuleStep(split.rule, expression, by, after, parts)


def split_up(expression: Expr, by: Symbol) -> Split:
    """The rule for an expression, not yet applied.

    Raises:
        NoRule: if there is none.
    """
    if not _moves(expression, by):
        return Split("constant", (), lambda: S.Zero)
    if expression == by:
        return Split("identity", (), lambda: S.One)
    if isinstance(expression, Add):
        return Split("sum", expression.args, total)
    if isinstance(expression, Mul):
        return _product(expression, by)
    if isinstance(expression, Pow) and not _moves(expression.exp, by):
        exponent = expression.exp
        return _chain("power", expression.base, by, lambda u: product(exponent, power(u, exponent - 1)))
    if isinstance(expression, Pow) and not _moves(expression.base, by):
        base = expression.base
        return _chain("exponential", expression.exp, by, lambda u: product(power(base, u), sympy.log(base)))
    if isinstance(expression, sympy.Piecewise):
        branches, conditions = zip(*expression.args, strict=True)
        return Split("branches", branches, lambda *slopes: piecewise(slopes, conditions))
    if isinstance(expression, sympy.Max | sympy.Min):
        return _extremum(expression)
    if operation := BY_FUNCTION.get(type(expression)):
        return _chain(operation.name, expression.args[0], by, operation.slope)
    raise NoRule(expression)


def _moves(expression: Basic, by: Symbol) -> bool:
    """Whether the derivative sees `by` in an expression: not where it is detached."""
    if isinstance(expression, Detached):
        return False
    return bool(expression == by) or any(_moves(a, by) for a in expression.args)


def simplified(expression: Expr) -> Expr:
    """The same expression after SymPy's automatic evaluation, which collects terms and cancels.

    It is kept out of maxima and minima, which it looks at for long.
    """
    held = {e: sympy.Dummy(real=True) for e in expression.atoms(sympy.Max, sympy.Min)}
    return expression.xreplace(held).doit().xreplace({dummy: e for e, dummy in held.items()})


def _chain(rule: str, inner: Expr, by: Symbol, slope: Callable[[Expr], Expr]) -> Split:
    outer = Outer(rule, slope, inner)
    return Split(rule, (), product, outer) if inner == by else Split("chain", (inner,), product, outer)


def _product(expression: Mul, by: Symbol) -> Split:
    factors = [f for f in expression.args if _moves(f, by)]
    constants = [f for f in expression.args if f not in factors]
    if constants:
        return Split("constant multiple", (product(*factors),), lambda slope: product(*constants, slope))
    below = [f for f in factors if isinstance(f, Pow) and f.exp.is_number and f.exp.is_negative]
    above = [f for f in factors if f not in below]
    if above and below:
        return _quotient(product(*above), product(*(power(f.base, -f.exp) for f in below)))

    def combine(*slopes: Expr) -> Expr:
        return total(*(product(slope, *factors[:i], *factors[i + 1 :]) for i, slope in enumerate(slopes)))

    return Split("product", tuple(factors), combine)


def _quotient(above: Expr, below: Expr) -> Split:
    def combine(up: Expr, down: Expr) -> Expr:
        difference = total(product(up, below), product(S.NegativeOne, above, down))
        return product(difference, power(below, S(-2)))

    return Split("quotient", (above, below), combine)


def _extremum(expression: Expr) -> Split:
    """Of several functions, the derivative of the largest (or smallest) one.

    Decimals are compared as the fractions that they are: SymPy 1.14 never ends with some on both
    sides.
    """
    compare = sympy.Ge if isinstance(expression, sympy.Max) else sympy.Le
    arguments = expression.args
    exact = [a.xreplace({f: sympy.Rational(f) for f in a.atoms(sympy.Float)}) for a in arguments]
    conditions = [sympy.And(*(compare(a, b) for b in exact if b != a)) for a in exact]
    return Split("extremum", arguments, lambda *slopes: piecewise(slopes, conditions))
