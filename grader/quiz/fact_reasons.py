"""Why a fact is so, from the formula: its derivative, its values far out and at single points, both
sides of a kink.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy
import sympy
from sympy import Abs, Expr, Max, Min, Piecewise, Rational, Symbol
from sympy.core.relational import Relational

from ..fact_notation import Kind
from ..reference.facts import compute
from ..reference.numeric import Array
from ..reference.typeset.notation import notation
from ..reference.typeset.written_nodes import with_words
from ..reference.vector import NoVector, Vectors
from .checks import is_short
from .exact_values import DIGITS, ExactValue, exact_value
from .fact_sentences import shown
from .near_facts import LEFT_END, RIGHT_END
from .parts import FormulaLines, Part, Parts, Words
from .slope_signs import signs_told
from .studied import StudiedFunction
from .typesetting import equation, formula

WIDEST, STEPS = 40, 64  # how far out values are looked at, and at how many numbers for each 1
FAR = (-100, -10, 10, 100)
BESIDE = Rational(1, 10**9)  # how far from a kink its sides are looked at
ROUNDING = 1e-12  # what is 0 except for rounding
LARGE = 1e6  # from there on a number is written with a power of ten
NOTHING = "-0.000"  # what a small number below 0 is rounded to
FAINT = 1e-3  # how far the nearest value may be from that end, of 1 or of the value
TRIED = (-2, -1, 1, 2)
NO_JUMP = "none"
ROUGH = (Abs, Max, Min, Piecewise, sympy.sign)  # what may have kinks


class FactReasons:
    """The reasons for facts about a function of one number, with its hyperparameters as they
    are.
    """

    def __init__(self, function: StudiedFunction) -> None:
        self._function = function
        (self._symbol,) = function.domains
        self._value = function.values[0].xreplace(function.letters)
        (slope,) = function.slopes or (None,)
        self._slope = function.textbook(slope).xreplace(function.letters) if slope else None
        line = equation(function.node(slope), function.textbook(slope)) if slope else None
        self._slope_line = line if line and is_short(line) else None
        self._facts = compute(function.exercise)

    def reason(self, kind: Kind) -> Parts:
        """Why a fact of a kind is what it is; nothing if nothing helps."""
        match kind:
            case "range":
                return _sentences(self._ends(self._facts["range"], self._value, "It"))
            case "slope":
                return (*self._derivative(), *_sentences(self._ends(self._facts["slope"], self._slope, "The slope")))
            case "limits":
                return _sentences([f"Far out it is, rounded, {self._listed(FAR)}."])
            case "kinks":
                return _sentences(self._sides(self._slope, "slope"))
            case "jumps":
                return _sentences(self._sides(self._value, "value"))
            case "parity":
                return self._mirrored()
            case "monotonicity":
                return (*self._derivative(), *_sentences(self._course()))
            case "lipschitz":
                if self._facts.get("jumps", NO_JUMP) != NO_JUMP:
                    return _sentences(["A function that jumps has no Lipschitz constant."])
                said = "The smallest Lipschitz constant is the smallest number that no slope exceeds in size."
                slopes = self._facts.get("slope")
                listed = f"The slopes take the values in {shown(slopes)}." if slopes else ""
                return (*self._derivative(), *_sentences([said, listed]))
            case "homogeneity":
                return _sentences([f"Compare twice a number with the number: it is {self._listed(TRIED)}."])
        return ()

    def _derivative(self) -> Parts:
        return (FormulaLines((self._slope_line,)),) if self._slope_line else ()

    def _listed(self, at: Sequence[int]) -> str:
        """Values at some numbers: "0.5 at 0, 0.731 at 1"."""
        found = [(x, self._at(self._value, Rational(x))) for x in at]
        return ", ".join(f"{_decimal(value)} at {x}" for x, value in found if value)

    def _at(self, expression: Expr, x: Rational) -> ExactValue | None:
        return exact_value(expression, {self._symbol: x})

    def _ends(self, told: str, expression: Expr | None, what: str) -> Iterator[str]:
        """Where the ends of a set of values are taken, or that they are not."""
        if expression is None:
            return
        at, _ = _curve(self._symbol, expression)
        lowest, highest = LEFT_END.match(told), RIGHT_END.search(told)
        if not lowest or not highest or not len(at):
            return
        if (lowest[2], highest[1]) == ("-oo", "oo"):
            yield f"{what} has neither a lower nor an upper bound."
            return
        for number, taken, which in (
            (lowest[2], lowest[1] != "(", "lower"),
            (highest[1], highest[2] != ")", "upper"),
        ):
            if said := self._end(number, taken, expression, which):
                yield f"{what} {said}."

    def _end(self, number: str, taken: bool, expression: Expr, which: str) -> str:
        """What is said of an end of a set of values; nothing if no place is found where it is
        taken.
        """
        if number.endswith("oo"):
            return f"has no {which} bound"
        if not taken:
            return f"comes as near to {shown(number)} as you like, but never is {shown(number)}"
        at, values = _curve(self._symbol, expression)
        off = abs(values - float(Rational(number)))
        nearest = sorted(numpy.flatnonzero(off <= off.min() + ROUNDING), key=lambda k: (at[k] % 1 != 0, abs(at[k])))
        place = next((k for k in nearest if self._is_place(expression, at[k])), None)
        if place is None or off[place] > FAINT * (1 + abs(values[place])):
            return ""
        x = float(at[place])
        where = f"{'at' if x == round(x) else 'near'} x = {x:.3g}, where it is {shown(number)}"
        one_of_many = "for example " if len(nearest) > 1 else ""
        return f"is {'smallest' if which == 'lower' else 'largest'} {one_of_many}{where}"

    def _is_place(self, expression: Expr, x: float) -> bool:
        """Whether an expression has a value at a number: a slope has none at a kink."""
        return expression == self._value or self._at(expression, Rational(x)) is not None

    def _sides(self, expression: Expr | None, what: str) -> Iterator[str]:
        """Both sides of each place where branches meet."""
        places = [*_seams(self._function.values[0].xreplace(self._function.letters), self._symbol)]
        if expression is None:
            return
        for place in places:
            left, right = (self._at(expression, place + side * BESIDE) for side in (-1, 1))
            if left and right:
                both = f"{_near(left)} on the left and {_near(right)} on the right"
                yield f"At {formula(place).plain} its {what} is {both}."
        if not self._value.has(*ROUGH):
            yield "It has neither branches nor an absolute value, and is made of functions that are smooth."

    def _mirrored(self) -> Parts:
        x = self._symbol
        mirrored = self._function.values[0].xreplace({x: -x})
        line = equation(with_words(self._function.called(), {x.name: notation(-x)}), mirrored)
        return (FormulaLines((line,)), Words(f" It is {self._listed(TRIED)}."))

    def _course(self) -> list[str]:
        """Where a function rises and falls."""
        slope = self._slope
        return [] if slope is None else [signs_told(lambda x: self._at(slope, x))]


def _sentences(said: "Iterator[str] | Sequence[str]") -> tuple[Part, ...]:
    return tuple(Words(f" {one}") for one in said if one)


def _near(value: ExactValue) -> str:
    """A number of which BESIDE has changed the last digits."""
    return f"{round(value.number, DIGITS) + 0.0:g}"


def _decimal(value: ExactValue) -> str:
    return f"{value.number:.{DIGITS}g}" if abs(value.number) > LARGE else value.shown.replace(NOTHING, NOTHING[1:])


@lru_cache(maxsize=256)
def _curve(symbol: Symbol, expression: Expr) -> tuple[Array, Array]:
    """Numbers, and the values of an expression at those that have one."""
    at = numpy.arange(-WIDEST * STEPS, WIDEST * STEPS + 1) / STEPS
    try:
        values = Vectors((symbol,), [[x] for x in at]).values(expression)
    except NoVector:
        return at[:0], at[:0]
    known = numpy.isfinite(values)
    return at[known], values[known]


def _seams(value: Expr, symbol: Symbol) -> list[Rational]:
    """Where another branch begins, as far as these places are rational numbers."""
    borders = [r.lhs - r.rhs for r in value.atoms(Relational)]
    borders += [a.args[0] for a in value.atoms(Abs, sympy.sign)] + [
        m.args[0] - m.args[1] for m in value.atoms(Max, Min)
    ]
    slopes = [(border, border.diff(symbol)) for border in borders]
    return sorted({-border.xreplace({symbol: sympy.S.Zero}) / slope for border, slope in slopes if _is_steady(slope)})


def _is_steady(slope: Expr) -> bool:
    return bool(slope.is_Rational and slope != 0)
