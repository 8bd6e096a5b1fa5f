"""Expressions made readable without changing what they are: collected and cancelled, but never
multiplied out.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import sympy
from sympy import Add, Basic, Expr, Mul, S, Symbol

LEAST_OPERATIONS = 2  # what a value must have to be worth a name


@lru_cache(maxsize=1 << 14)
def tidied(expression: Basic) -> Basic:
    """An equal expression after SymPy's automatic rewriting, except that 2*(x - y) stays a
    product.
    """
    if not expression.args:
        return expression
    args = [tidied(a) for a in expression.args]
    if isinstance(expression, sympy.UnevaluatedExpr):
        return args[0]
    if isinstance(expression, Mul):
        return _product(args)
    if isinstance(expression, Add):
        return Add(*(term for a in args for term in _terms(a)))
    return expression.func(*args)


def replaced(expression: Basic, known: Mapping[Basic, Basic]) -> Basic:
    """The expression with some of its parts replaced by equal ones, and otherwise left as it is
    written.
    """
    if expression in known:
        return known[expression]
    args = [replaced(a, known) for a in expression.args]
    if all(new is old for new, old in zip(args, expression.args, strict=True)):
        return expression
    if isinstance(expression, Expr) and not isinstance(expression, sympy.UnevaluatedExpr):
        return expression.func(*args, evaluate=False)
    return expression.func(*args)


def named(expression: Expr, names: Sequence[tuple[Expr, Symbol]]) -> Expr:
    """The expression with names for the values that occur in it; values of an operation or less are
    left.
    """
    worth = [(value, name) for value, name in names if sympy.count_ops(value) >= LEAST_OPERATIONS]
    return expression.subs(sorted(worth, key=lambda pair: -sympy.count_ops(pair[0])))


def _product(factors: Sequence[Basic]) -> Expr:
    flat = [f for factor in factors for f in Mul.make_args(factor)]
    number, rest = Mul(*(f for f in flat if not f.is_Rational)).as_coeff_Mul()
    number = Mul(number, *(f for f in flat if f.is_Rational))
    return Mul(number, rest, evaluate=False) if rest.is_Add and number not in (S.One, S.Zero) else Mul(number, rest)


def _terms(term: Basic) -> Sequence[Basic]:
    """The terms of a sum within a sum, with its sign."""
    if isinstance(term, Mul) and term.args[0] == -1 and len(term.args) == 2 and term.args[1].is_Add:
        return [-t for t in term.args[1].args]
    return [term]
