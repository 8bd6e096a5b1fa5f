"""Antiderivatives of what definitions integrate: the bell curve above all."""

import sympy
from sympy import Expr, S, Symbol

LARGEST_EXPONENT = 20


def antiderivative(integrand: Expr, by: Symbol, at: Expr) -> Expr | None:
    """The value of an antiderivative at a point, or its limit at infinity; None if it is not
    known.
    """
    factors: list[Expr] = []
    rest: list[Expr] = []
    for factor in sympy.Mul.make_args(integrand):
        (rest if by in factor.free_symbols else factors).append(factor)
    inner = _of_varying(rest, by, at)
    return None if inner is None else sympy.Mul(*factors, inner, evaluate=False)


def _of_varying(factors: list[Expr], by: Symbol, at: Expr) -> Expr | None:
    if not factors:
        return at if at.is_finite is not False else None
    if len(factors) != 1:
        return None
    (factor,) = factors
    if isinstance(factor, sympy.exp):
        return _exponential(factor.args[0], by, at)
    if factor == by and at.is_finite is not False:
        return at**2 / 2
    if factor.is_Pow and factor.base == by and factor.exp.is_Integer and at.is_finite is not False:
        n = int(factor.exp)
        if 0 < n <= LARGEST_EXPONENT:
            return sympy.Pow(at, n + 1, evaluate=False) / (n + 1)
    return None


def _exponential(exponent: Expr, by: Symbol, at: Expr) -> Expr | None:
    """Of e^(-a t^2) or e^(a t) with a number a."""
    polynomial = sympy.Poly(sympy.expand(exponent), by) if exponent.is_polynomial(by) else None
    if polynomial is None or not all(c.is_number for c in polynomial.all_coeffs()) or polynomial.degree() > 2:
        return None
    constant, slope, square = (polynomial.coeff_monomial(by**k) for k in range(3))
    if constant != 0 or (square != 0) == (slope != 0):
        return None
    if square != 0:
        width = sympy.sqrt(-square)
        if not square.is_negative:
            return None
        size = sympy.sqrt(sympy.pi) / (2 * width)
        if at.is_infinite:
            return size if at == S.Infinity else -size
        return sympy.Mul(size, sympy.erf(sympy.Mul(width, at, evaluate=False), evaluate=False), evaluate=False)
    if at.is_infinite:
        return S.Zero if (slope.is_negative and at == S.Infinity) or (slope.is_positive and at != S.Infinity) else None
    return sympy.Mul(1 / slope, sympy.exp(sympy.Mul(slope, at, evaluate=False), evaluate=False), evaluate=False)
