"""Formulas and graphs: a function, its derivative, and what mistakes make of either."""

from collections.abc import Iterator
from random import Random
from typing import ClassVar

from ...exercise import Exercise
from ..asked_records import AskedMatch
from ..checks import is_short
from ..graph_svg import GraphCurve, GraphFrame, frame, sampled
from ..parts import TypesetFormula, Words
from ..question_kind import DrawnQuestion, QuestionKind
from ..studied import Quantity, StudiedFunction, studied
from ..typesetting import formula
from ..written_answers import letter

PROMPT = "Which graph belongs to which formula? One graph is left over."
HINT = "Look where a formula is 0, and where it goes far out on both sides."
REMARK = "A derivative is 0 where its function is flat, below 0 where that falls, and jumps where that has a kink."
LOOKED_AT = (-2, 0, 2)  # numbers whose values tell the graphs from each other
FORMULAS = 3
PICTURES = 4  # one more, that belongs to no formula


class GraphMatch(QuestionKind):
    """Which formula has which graph?"""

    name: ClassVar[str] = "match"
    about: ClassVar[str] = "formulas and their graphs"

    def fits(self, exercise: Exercise) -> bool:
        function = studied(exercise) if exercise.has_graph else None
        return function is not None and len(function.domains) == 1 and bool(function.slopes)

    def draw(self, exercise: Exercise, random: Random) -> DrawnQuestion | None:
        function = studied(exercise)
        assert function
        chosen = _apart(_curves(function, random))
        if len(chosen) < PICTURES:
            return None
        window = frame([curve for _, curve in chosen])
        left = random.sample(chosen[:FORMULAS], FORMULAS)
        right = random.sample(chosen, PICTURES)
        asked = AskedMatch(
            tuple((shown,) for shown, _ in left),
            tuple((window.picture(curve),) for _, curve in right),
            tuple(right.index(pair) for pair in left),
        )
        told = [
            f"{number} is {curve.at(*LOOKED_AT)}: graph {letter(place)}"
            for number, ((_, curve), place) in enumerate(zip(left, asked.key, strict=True), 1)
        ]
        first = Words(f"Formula 1 is {left[0][1].at(*LOOKED_AT[:1])}.")
        explanation = (Words(f"Look at single numbers. Formula {'; formula '.join(told)}. {REMARK}"),)
        return DrawnQuestion((Words(PROMPT),), asked, ((Words(HINT),), (first,)), explanation)


def _curves(function: StudiedFunction, random: Random) -> Iterator[tuple[TypesetFormula, GraphCurve]]:
    """The function and its derivative, and then what mistakes give, as far as it is short; with
    numbers for letters.
    """
    (slope,) = function.slopes
    (symbol,) = function.domains
    mistakes = [m.gives for of in (Quantity(), slope) for m in function.mistakes(of)]
    random.shuffle(mistakes)
    for expression in (function.values[0], function.textbook(slope), *mistakes):
        plain = expression.xreplace(function.letters)
        curve, shown = sampled(plain, symbol), formula(function.written(plain, slope))
        if curve and is_short(shown):
            yield shown, curve


def _apart(curves: Iterator[tuple[TypesetFormula, GraphCurve]]) -> list[tuple[TypesetFormula, GraphCurve]]:
    """The first ones of which no two look alike, in the frame that all of them have together."""
    chosen: list[tuple[TypesetFormula, GraphCurve]] = []
    for shown, curve in curves:
        tried = [*chosen, (shown, curve)]
        window: GraphFrame = frame([c for _, c in tried])
        pairs = [(a, b) for i, (_, a) in enumerate(tried) for _, b in tried[:i]]
        if all(window.apart(a, b) and a.told != b.told for a, b in pairs):
            chosen = tried
        if len(chosen) == PICTURES:
            break
    return chosen
