"""Sums, products and powers as they are written: SymPy collects no terms and cancels nothing.

A student computes a formula in that form, and its rounding errors are what the tolerance has to
allow.
"""

from collections.abc import Sequence

import sympy
from sympy import Add, Basic, Expr, Mul, Pow, S


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


def negative(e: Expr) -> Expr:
    """An expression with a minus before it, as written."""
    return product(S.NegativeOne, e)


def inverse(e: Expr) -> Expr:
    """1 over an expression; of a fraction, the number that it is."""
    return 1 / e if e.is_Rational and e != 0 else power(e, S.NegativeOne)


def piecewise(values: Sequence[Expr], conditions: Sequence[Basic]) -> Expr:
    """The values, each where its condition holds; one value if they are all the same."""
    if all(v == values[0] for v in values):
        return values[0]
    return sympy.Piecewise(*zip(values, conditions, strict=True), evaluate=False)
