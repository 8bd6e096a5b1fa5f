"""Differentiation by named rules: the derivation is a tree of steps, each a record of what was done to what.

Results are left as the rules give them, without SymPy's automatic rewriting, because a student computes them in that
form and its rounding errors are what the tolerance has to allow.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import sympy
from sympy import Add, Expr, Mul, Pow, S, Symbol


@dataclass(frozen=True)
class Step:
    """One application of a rule: `after` is the derivative of `before` by `by`; `parts` are the derivations it used.

    The parts of the chain rule are the outer derivative, by a symbol u that stands for the inner function, and the
    inner one.
    """

    rule: str
    before: Expr
    by: Symbol
    after: Expr
    parts: tuple["Step", ...] = ()


class NoRule(Exception):
    """There is no rule for this function; the argument is the expression."""


INNER = Symbol("u", real=True)

# The derivative of each function of one argument (Abramowitz & Stegun 1964, chapters 4 and 7).
OUTER: dict[type[Expr], Callable[[Expr], Expr]] = {
    sympy.exp: lambda u: sympy.exp(u),
    sympy.log: lambda u: power(u, S.NegativeOne),
    sympy.sin: lambda u: sympy.cos(u),
    sympy.cos: lambda u: product(S.NegativeOne, sympy.sin(u)),
    sympy.sinh: lambda u: sympy.cosh(u),
    sympy.cosh: lambda u: sympy.sinh(u),
    sympy.tanh: lambda u: total(S.One, product(S.NegativeOne, power(sympy.tanh(u), S(2)))),
    sympy.atan: lambda u: power(total(S.One, power(u, S(2))), S.NegativeOne),
    sympy.erf: lambda u: product(2 / sympy.sqrt(sympy.pi), sympy.exp(product(S.NegativeOne, power(u, S(2))))),
    sympy.Abs: lambda u: sympy.sign(u),
    sympy.sign: lambda u: S.Zero,
}


@lru_cache(maxsize=1 << 14)
def derive(expression: Expr, by: Symbol) -> Step:
    """The derivation of d(expression)/d(by).

    Raises:
        NoRule: for a function that has none.
    """

    def step(rule: str, after: Expr, *parts: Step) -> Step:
        return Step(rule, expression, by, after, parts)

    if by not in expression.free_symbols:
        return step("constant", S.Zero)
    if expression == by:
        return step("identity", S.One)
    if isinstance(expression, sympy.UnevaluatedExpr):
        return derive(expression.args[0], by)
    if isinstance(expression, Add):
        terms = [derive(term, by) for term in expression.args]
        return step("sum", total(*(t.after for t in terms)), *terms)
    if isinstance(expression, Mul):
        return _product(expression, by)
    if isinstance(expression, Pow) and by not in expression.exp.free_symbols:
        exponent = expression.exp
        return _chain(expression, by, "power", expression.base, lambda u: product(exponent, power(u, exponent - 1)))
    if isinstance(expression, Pow) and by not in expression.base.free_symbols:
        base = expression.base
        return _chain(expression, by, "exponential", expression.exp, lambda u: product(power(base, u), sympy.log(base)))
    if isinstance(expression, sympy.Piecewise):
        branches = [derive(branch, by) for branch, _ in expression.args]
        conditions = [condition for _, condition in expression.args]
        return step("branches", _piecewise([b.after for b in branches], conditions), *branches)
    if isinstance(expression, sympy.Max | sympy.Min):
        return _extremum(expression, by)
    if type(expression) in OUTER:
        return _chain(expression, by, type(expression).__name__, expression.args[0], OUTER[type(expression)])
    raise NoRule(expression)


def simplified(expression: Expr) -> Expr:
    """The same expression after SymPy's automatic evaluation, which collects terms and cancels."""
    return expression.doit()


def total(*terms: Expr) -> Expr:
    """A sum as written, without its zeros."""
    kept = [t for t in terms if t != 0]
    return Add(*kept, evaluate=False) if len(kept) > 1 else kept[0] if kept else S.Zero


def product(*factors: Expr) -> Expr:
    """A product as written, without its ones; zero if a factor is."""
    if any(f == 0 for f in factors):
        return S.Zero
    kept = [f for f in factors if f != 1]
    return Mul(*kept, evaluate=False) if len(kept) > 1 else kept[0] if kept else S.One


def power(base: Expr, exponent: Expr) -> Expr:
    """A power as written."""
    if exponent == 0:
        return S.One
    return base if exponent == 1 else Pow(base, exponent, evaluate=False)


def _chain(expression: Expr, by: Symbol, rule: str, inner: Expr, outer: Callable[[Expr], Expr]) -> Step:
    if inner == by:
        return Step(rule, expression, by, outer(inner))
    of_u = expression.xreplace({inner: INNER})
    parts = (Step(rule, of_u, INNER, outer(INNER)), derive(inner, by))
    return Step("chain", expression, by, product(outer(inner), parts[1].after), parts)


def _product(expression: Mul, by: Symbol) -> Step:
    constants = [f for f in expression.args if by not in f.free_symbols]
    factors = [f for f in expression.args if by in f.free_symbols]
    if constants:
        rest = derive(product(*factors), by)
        return Step("constant multiple", expression, by, product(*constants, rest.after), (rest,))
    below = [f for f in factors if isinstance(f, Pow) and f.exp.is_number and f.exp.is_negative]
    above = [f for f in factors if f not in below]
    if above and below:
        numerator, denominator = product(*above), product(*(power(f.base, -f.exp) for f in below))
        up, down = derive(numerator, by), derive(denominator, by)
        difference = total(product(up.after, denominator), product(S.NegativeOne, numerator, down.after))
        return Step("quotient", expression, by, product(difference, power(denominator, S(-2))), (up, down))
    parts = [derive(f, by) for f in factors]
    terms = [product(p.after, *factors[:i], *factors[i + 1 :]) for i, p in enumerate(parts)]
    return Step("product", expression, by, total(*terms), tuple(parts))


def _extremum(expression: Expr, by: Symbol) -> Step:
    """Of several functions, the derivative of the largest (or smallest) one."""
    compare = sympy.Ge if isinstance(expression, sympy.Max) else sympy.Le
    arguments = expression.args
    parts = [derive(a, by) for a in arguments]
    conditions = [sympy.And(*(compare(a, b) for b in arguments if b != a)) for a in arguments]
    return Step("extremum", expression, by, _piecewise([p.after for p in parts], conditions), tuple(parts))


def _piecewise(values: list[Expr], conditions: list[sympy.Basic]) -> Expr:
    if all(v == values[0] for v in values):
        return values[0]
    return sympy.Piecewise(*zip(values, conditions, strict=True), evaluate=False)
