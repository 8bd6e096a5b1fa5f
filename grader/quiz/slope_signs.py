"""Where a function of one number rises and falls: the signs of its slope, from enclosures alone."""

from collections.abc import Callable, Iterator
from itertools import groupby, pairwise

from flint import arb
from sympy import Rational

from .exact_values import ExactValue

CLOSE_BY, PARTS = 8, 16  # how far out signs are looked at, and at how many numbers for each 1
HALVINGS = 6  # of the space between two numbers, to find where the sign changes
MOST_PIECES = 4  # from there on nobody reads where a slope is above 0
SAID = {1: "above 0", -1: "below 0", 0: "0"}

Slope = Callable[[Rational], ExactValue | None]  # None at a kink


def signs_told(slope: Slope) -> str:
    """Where a slope is below 0, 0 and above 0: "The slope is 0, above 0 from about -3 on."; nothing
    if that is long.
    """
    known = [(x, sign) for x in _numbers() if (sign := _sign(slope(x))) is not None]
    pieces = [[*piece] for _, piece in groupby(known, lambda one: one[1])]
    single = [piece[0][0] for piece in pieces if len(piece) == 1 and piece[0][1] == 0]
    signs = [(x, sign) for x, sign in known if x not in single]
    changes = [(a, b) for a, b in pairwise(signs) if a[1] != b[1]]
    if not signs or len(changes) >= MOST_PIECES:
        return ""
    told = [SAID[signs[0][1]]]
    told += [f"{SAID[right[1]]} from about {float(_border(slope, left, right)):.2g} on" for left, right in changes]
    told += [f"and 0 at x = {x}" for x in single]
    return f"The slope is {', '.join(told)}."


def _numbers() -> Iterator[Rational]:
    return (Rational(k, PARTS) for k in range(-CLOSE_BY * PARTS, CLOSE_BY * PARTS + 1))


def _sign(value: ExactValue | None) -> int | None:
    """1, -1, or 0 if a number is 0 in all its digits."""
    if value is None:
        return None
    return 0 if value.ball.overlaps(arb(0)) else 1 if value.number > 0 else -1


def _border(slope: Slope, left: tuple[Rational, int], right: tuple[Rational, int]) -> Rational:
    """Where between two numbers the sign of a slope changes."""
    (low, below), (high, above) = left, right
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        match _sign(slope(middle)):
            case sign if sign == below:
                low = middle
            case sign if sign == above:
                high = middle
            case _:  # a kink, or 0 there alone
                return middle
    return (low + high) / 2
