"""Facts about functions of one real number: computed from the formula, and compared with what
authors state.

The formula is taken with its hyperparameters at their defaults, as the decimal numbers they are
written as. What is proven and what is sampled is said in `graph`. What cannot be decided is left
out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from flint import arb, ctx, fmpq
from sympy import Rational

from ..exercise import Exercise
from ..fact_notation import Kind, join, split
from ..listing import listed
from .differentiate import NoRule
from .formula import build
from .function_graph import FunctionGraph, Interval
from .program import Ball, NoBall
from .smooth import BITS, Undecided

LARGEST_DENOMINATOR = 1000  # of numbers that are shown as fractions
DIGITS = 10  # of all others


@dataclass(frozen=True)
class Truth:
    """A computed fact: its text with # for every number, and the numbers."""

    shape: str
    numbers: tuple[Ball, ...] = ()

    @property
    def text(self) -> str:
        return join(self.shape, tuple(map(_shown, self.numbers)))

    def agrees(self, text: str) -> bool:
        """Whether a text says the same: fractions exactly, decimals to the digits they have."""
        shape, numbers = split(text)
        return shape == self.shape and all(map(_agrees, numbers, self.numbers))


@dataclass(frozen=True)
class Disagreement:
    """A fact that is not what is computed, or a wrong statement that is; `computed` is empty if
    nothing could be.
    """

    kind: Kind
    stated: str
    computed: str
    wrong: bool

    def __str__(self) -> str:
        if not self.computed:
            return f"{self.kind} {self.stated} cannot be checked: it cannot be computed"
        if self.wrong:
            return f"{self.kind} {self.stated} is stated to be wrong, but computed is {self.computed}"
        return f"{self.kind} is stated as {self.stated}, but computed is {self.computed}"


def compute(exercise: Exercise) -> dict[Kind, str]:
    """What is true of an exercise, kind by kind, in the notation of authors; nothing for what has
    no graph.
    """
    with ctx.workprec(BITS):
        return {kind: truth.text for kind, truth in _truths(exercise).items()}


def disagreements(exercise: Exercise) -> list[Disagreement]:
    """Stated facts that are not true, and wrong statements that are; claims are not looked at."""
    found = []
    with ctx.workprec(BITS):
        for fact in (f for f in exercise.facts if f.kind != "claim"):
            truth = _truths(exercise).get(fact.kind)
            computed = truth.text if truth else ""
            if truth is None or not truth.agrees(fact.text):
                found.append(Disagreement(fact.kind, fact.text, computed, wrong=False))
            said = [w.text for w in fact.wrong if truth and truth.agrees(w.text)]
            found += [Disagreement(fact.kind, text, computed, wrong=True) for text in said]
    return found


@lru_cache(maxsize=256)
def _truths(exercise: Exercise) -> Mapping[Kind, Truth]:
    if not exercise.has_graph:
        return {}
    formula = build(exercise, {}, {})
    decimals = {symbol: Rational(repr(value)) for symbol, value in formula.hyperparameters.items()}
    found: dict[Kind, Truth] = {}
    try:
        graph = FunctionGraph(formula.outputs[0].xreplace(decimals), formula.symbols[0])
    except (Undecided, NoBall, NoRule):
        return found
    for kind, truth in _KINDS.items():
        try:
            found[kind] = truth(graph)
        except (Undecided, NoBall, NoRule):
            continue
    return found


def _numbers(shape: str, *balls: Ball) -> Truth:
    """A truth with # for each of the balls, of which those that are infinite become part of the
    text.
    """
    ends = tuple("#" if b.is_finite() else "oo" if b > 0 else "-oo" for b in balls)
    return Truth(join(shape, ends), tuple(b for b in balls if b.is_finite()))


def _set(intervals: Sequence[Interval]) -> Truth:
    shape = ""
    for i in intervals:
        if i.is_point and shape.endswith("}"):
            shape = f"{shape[:-1]}, #}}"
        else:
            one = "{#}" if i.is_point else f"{'(['[i.low_in]}#, #{')]'[i.high_in]}"
            shape += f" U {one}" if shape else one
    return _numbers(shape, *(end for i in intervals for end in ((i.low,) if i.is_point else (i.low, i.high))))


def _places(places: Sequence[Ball]) -> Truth:
    if not places:
        return Truth("none")
    return Truth(listed(["#"] * len(places)), tuple(places))


def _parity(graph: FunctionGraph) -> Truth:
    return Truth("even" if graph.is_symmetric(1) else "odd" if graph.is_symmetric(-1) else "neither")


def _monotonicity(graph: FunctionGraph) -> Truth:
    words = {(1,): "increasing", (0, 1): "non-decreasing", (0,): "constant", (-1, 0): "non-increasing"}
    return Truth({**words, (-1,): "decreasing"}.get(tuple(sorted(graph.directions)), "neither"))


def _lipschitz(graph: FunctionGraph) -> Truth:
    return _numbers("#", graph.steepest) if graph.steepest.is_finite() else Truth("none")


def _homogeneity(graph: FunctionGraph) -> Truth:
    if graph.is_homogeneous(1):
        return Truth("positively homogeneous")
    return Truth("scale invariant" if graph.is_homogeneous(0) else "neither")


_KINDS: dict[Kind, Callable[[FunctionGraph], Truth]] = {
    "range": lambda graph: _set(graph.range),
    "slope": lambda graph: _set(graph.slope),
    "limits": lambda graph: _numbers("# and #", *graph.limits),
    "kinks": lambda graph: _places(graph.kinks),
    "jumps": lambda graph: _places(graph.jumps),
    "parity": _parity,
    "monotonicity": _monotonicity,
    "lipschitz": _lipschitz,
    "homogeneity": _homogeneity,
}


def _agrees(stated: str, ball: Ball) -> bool:
    exact = Fraction(stated)
    number = arb(fmpq(exact.numerator, exact.denominator))
    if "." not in stated:
        return bool(ball.overlaps(number))
    half = Fraction(1, 2 * 10 ** len(stated.partition(".")[2]))
    return bool(abs(ball - number) <= arb(fmpq(half.numerator, half.denominator)))


def _shown(ball: Ball) -> str:
    """A fraction if there is a short one, a decimal number otherwise."""
    near = Fraction(float(ball.mid())).limit_denominator(LARGEST_DENOMINATOR)
    if ball.overlaps(arb(fmpq(near.numerator, near.denominator))):
        return str(near)
    return f"{Decimal(f'{float(ball.mid()):.{DIGITS}g}'):f}"
