"""Whether formulas differ so much that nobody takes one for the other: at many points, by
enclosures.
"""

from collections.abc import Iterator
from functools import lru_cache
from random import Random

from sympy import Expr, Integer, Rational, Symbol

from ..domains import Classes
from .easy_points import easy_point
from .exact_values import At, ExactValue, exact_value
from .studied import StudiedFunction

EASY, DRAWN = 16, 24  # points with easy numbers, and with others
FEWEST = 3  # points at which two formulas have to be far apart: more than a kink or two
# what hyperparameters are multiplied by, point by point
OTHER = (Rational(1), Rational(5, 4), Rational(3, 4))


def far_apart(function: StudiedFunction, left: Expr, right: Expr) -> bool:
    """Whether two expressions of a function's symbols have values far from each other at several
    points.
    """
    found = 0
    for at in sample_points(function):
        a, b = _value(left, at), _value(right, at)
        found += a is not None and b is not None and a.apart(b)
        if found == FEWEST:
            return True
    return False


def all_equal(function: StudiedFunction, left: Expr, right: Expr) -> bool:
    """Whether two expressions have the same values at all points at which both have one, and there
    are some.
    """
    found = 0
    for at in sample_points(function):
        a, b = _value(left, at), _value(right, at)
        if a is not None and b is not None:
            if not a.ball.overlaps(b.ball):
                return False
            found += 1
    return found >= FEWEST


@lru_cache(maxsize=1 << 14)
def _value(expression: Expr, at: "_Point") -> ExactValue | None:
    return exact_value(expression, dict(at))


_Point = tuple[tuple[Symbol, Expr], ...]


@lru_cache(maxsize=256)
def sample_points(function: StudiedFunction) -> tuple[_Point, ...]:
    """The points of a function, with numbers for its hyperparameters."""
    random = Random(f"sample points of {function.exercise.slug}")
    return tuple(tuple(at.items()) for at in _points(function, random))


def _points(function: StudiedFunction, random: Random) -> Iterator[At]:
    for count in range(EASY):
        if at := easy_point(function, random):
            yield {**at, **_letters(function, count)}
    for count in range(DRAWN):
        yield {**{s: _drawn(function, s, random) for s in function.domains}, **_letters(function, count)}


def _letters(function: StudiedFunction, count: int) -> At:
    return {s: number * OTHER[count % len(OTHER)] for s, number in function.letters.items()}


def _drawn(function: StudiedFunction, symbol: Symbol, random: Random) -> Expr:
    """A number of a domain, with few digits."""
    domain = function.domains[symbol]
    if isinstance(domain, Classes):
        return Integer(random.randrange(function.sizes.get(domain.of, 1)))
    return Rational(round(domain.sample(random) * 64), 64)
