"""Points at which a person can work with a function: small numbers, and logarithms where there are
exponentials.
"""

from collections.abc import Sequence
from random import Random

import sympy
from sympy import Expr, Integer, Rational, Symbol

from ..domains import Classes, Distribution, Positive, Probabilities
from .exact_values import At
from .studied import StudiedFunction

SMALL = (0, 1, -1, 2, -2, Rational(1, 2), Rational(-1, 2), 3, -3)
LARGER = (4, -4, 5, -5, 6, -6, Rational(3, 2), Rational(-3, 2), Rational(1, 4), Rational(-1, 4))
LOGARITHMS = (2, 3, Rational(1, 2), Rational(1, 3), 4)  # numbers whose logarithms are taken
POSITIVE = (1, 2, Rational(1, 2), 4, 3, Rational(1, 4))
PARTS = (Rational(1, 2), Rational(1, 4), Rational(3, 4))
# fourths
ROWS = {2: ((1, 3), (2, 2), (3, 1)), 3: ((2, 1, 1), (1, 2, 1), (1, 1, 2)), 4: ((1, 1, 1, 1), (2, 1, 1, 0))}


def easy_point(studied: StudiedFunction, random: Random) -> At | None:
    """A number for each symbol of a function; None if there are inputs that have no easy
    numbers.
    """
    exponential = any(v.has(sympy.exp, sympy.tanh, sympy.sinh, sympy.cosh) for v in studied.values)
    at: dict[Symbol, Expr] = {}
    logarithms = exponential and random.random() < 0.5
    for symbols in studied.inputs.values():
        numbers = _numbers(studied, symbols, random, logarithms)
        if numbers is None:
            return None
        at |= dict(zip(symbols, numbers, strict=True))
    return at


def _numbers(
    studied: StudiedFunction, symbols: Sequence[Symbol], random: Random, logarithms: bool
) -> Sequence[Expr] | None:
    """Numbers for the entries of one input."""
    domain = studied.domains[symbols[0]]
    if isinstance(domain, Distribution):
        rows = ROWS.get(len(symbols))
        return [Rational(n, 4) for n in random.choice(rows)] if rows else None
    if isinstance(domain, Classes):
        return [Integer(random.randrange(studied.sizes.get(domain.of, 1))) for _ in symbols]
    if isinstance(domain, Probabilities):
        return [random.choice(PARTS) for _ in symbols]
    if isinstance(domain, Positive):
        return [sympy.sympify(random.choice(POSITIVE)) for _ in symbols]
    pool: list[Expr] = [sympy.sympify(n) for n in (*SMALL, *(LARGER if len(symbols) == 1 else ()))]
    if logarithms:
        pool = [sympy.Integer(0), *(sympy.log(n) for n in LOGARITHMS)]
    inside = [n for n in pool if float(n) in domain and domain_has(domain, float(n))]
    return [random.choice(inside) for _ in symbols] if inside else None


def domain_has(domain: object, number: float) -> bool:
    """Whether a number is between those that inputs are drawn from."""
    low, high = getattr(domain, "low", number), getattr(domain, "high", number)
    return bool(low <= number <= high)
