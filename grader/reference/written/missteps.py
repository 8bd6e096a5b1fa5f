"""What may have gone wrong in a step of a derivation: a rule of differentiation misapplied, or
something about both sides.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from typing import NamedTuple

from flint import arb
from sympy import Expr, Rational, S, Symbol

from ..differentiate import NoRule
from ..malrules.derivations import wrong
from ..malrules.words import words
from ..program import Ball
from ..unevaluated import power, product, total
from .definitions import Definitions
from .equality import Difference

LONGEST = 100  # nodes of a formula whose derivation is looked through
MOST = 80  # wrong derivations of it
LARGEST = 100  # of a factor or a difference that is worth saying, and of its denominator


class Misstep(NamedTuple):
    """What a mistake gives, what it is, and how plausible; of a rule that was misapplied also
    which, and to what.
    """

    gives: Expr
    words: str
    plausibility: int = 0
    rule: str = ""
    place: Expr = S.Zero


def of_derivative(definitions: Definitions, formula: Expr, by: Symbol) -> Iterator[Misstep]:
    """What becomes of a derivative if one rule is misapplied at one place, the most plausible
    first.
    """
    opened = definitions.opened(formula, LONGEST, by)
    if opened is None or by not in opened.free_symbols:
        return
    try:
        for derivation in islice(wrong(opened, by), MOST):
            (step,) = derivation.steps
            place = step.before if step.inner is None else step.before.xreplace({step.by: step.inner})
            yield Misstep(derivation.after, words(step), derivation.plausibility, step.rule, place)
    except NoRule:
        return


def of_sides(left: Expr, difference: Difference) -> Iterator[Misstep]:
    """What can be made of the left side, as far as the values at one point suggest it."""
    yield Misstep(product(S.NegativeOne, left), "The sign is wrong.")
    yield Misstep(power(left, S.NegativeOne), "It is upside down.")
    if factor := _simple(difference.right / difference.left):
        yield Misstep(product(factor, left), f"The right side is {factor} times the left one.")
    if offset := _simple(difference.right - difference.left):
        more, size = "more" if offset > 0 else "less", abs(offset)
        yield Misstep(total(left, offset), f"The right side is {size} {more} than the left one.")


def _simple(ball: Ball) -> Rational | None:
    """The simple number that a ball is around, if there is one."""
    if not ball.is_finite() or not abs(ball) <= LARGEST:
        return None
    near = Fraction(float(ball.mid())).limit_denominator(LARGEST)
    exact = near and ball.overlaps(arb(near.numerator) / near.denominator)
    return Rational(near.numerator, near.denominator) if exact else None
