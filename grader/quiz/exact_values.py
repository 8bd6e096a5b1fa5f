"""Expressions at points, enclosed so tightly that their digits are certain, and how numbers are
shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from flint import arb, ctx, fmpq
from sympy import Expr, Symbol

from ..reference.enclose import compiled
from ..reference.program import Ball, NoBall, Run

BITS = 256
# the radius of a ball, of 1 or of the number itself, up to which it says enough
CERTAIN = 2.0**-120
LARGEST_DENOMINATOR = 64  # of fractions that are shown as such
DIGITS = 3  # after the point of all other numbers
TOLERANCE = 10.0**-DIGITS  # so that a number may be rounded or cut off
APART = 10 * TOLERANCE  # how far right and wrong numbers are apart at least

At = Mapping[Symbol, Expr]


@dataclass(frozen=True)
class ExactValue:
    """A number by its enclosure."""

    ball: Ball

    @property
    def fraction(self) -> Fraction | None:
        """The short fraction that it is, if it is one."""
        near = Fraction(float(self.ball.mid())).limit_denominator(LARGEST_DENOMINATOR)
        thousandths = Fraction(round(float(self.ball.mid()) * 10**DIGITS), 10**DIGITS)
        return next((f for f in (near, thousandths) if self.ball.overlaps(arb(fmpq(f.numerator, f.denominator)))), None)

    @property
    def number(self) -> float:
        return float(self.ball.mid())

    @property
    def shown(self) -> str:
        """A short fraction as it is, or as the decimal that it is; any other number with a few
        digits.
        """
        exact = self.fraction
        if exact is None:
            return f"{self.number:.{DIGITS}f}"
        decimal = exact * 10**DIGITS
        return f"{float(exact):.{DIGITS}f}".rstrip("0").rstrip(".") if decimal.denominator == 1 else str(exact)

    def apart(self, other: "ExactValue") -> bool:
        """Whether it is farther from another number than any rounding is."""
        return abs(self.number - other.number) >= APART * max(1.0, abs(self.number))


def exact_value(expression: Expr, at: At) -> ExactValue | None:
    """The value of an expression; None if there is none, or if the point is at a kink."""
    symbols = tuple(at)
    with ctx.workprec(BITS):
        run = Run()
        try:
            balls = [ball for value in at.values() for ball in compiled((value,), ())((), Run())]
            (found,) = compiled((expression,), symbols)(balls, run)
        except (NoBall, ValueError, ZeroDivisionError, KeyError):
            return None
        if run.tied or not found.is_finite() or float(found.rad()) > CERTAIN * (1 + abs(float(found.mid()))):
            return None
        return ExactValue(found)
