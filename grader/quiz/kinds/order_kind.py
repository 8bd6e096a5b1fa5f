"""The steps of a derivation, to be put in order: each uses the result of the one before it."""

from random import Random
from typing import ClassVar

from ...exercise import Exercise
from ..asked_records import AskedOrder
from ..checks import is_short
from ..parts import FormulaLines, Words
from ..question_kind import DrawnQuestion, QuestionKind
from ..studied import studied
from ..typesetting import placed, typeset
from ..ways import introduced
from ..wrong_lines import line, longest_path

FEWEST_STEPS, MOST_STEPS = 3, 6
MOST_INPUTS = 8


class StepOrder(QuestionKind):
    """In which order do these steps follow from each other?"""

    name: ClassVar[str] = "order_steps"
    about: ClassVar[str] = "the steps of a derivation in order"

    def fits(self, exercise: Exercise) -> bool:
        found = studied(exercise)
        return found is not None and bool(found.slopes) and len(found.domains) <= MOST_INPUTS and not found.has_classes

    def draw(self, exercise: Exercise, random: Random) -> DrawnQuestion | None:
        function = studied(exercise)
        assert function
        of = random.choice(function.slopes)
        assert of.by
        lines = [line(step) for step in longest_path(function.values[of.output], of.by)]
        if not FEWEST_STEPS <= len(lines) <= MOST_STEPS or not all(map(is_short, lines)):
            return None
        shown = random.sample(range(len(lines)), len(lines))
        if shown == sorted(shown):
            return None
        key = tuple(shown.index(place) for place in range(len(lines)))
        prompt = (
            *introduced(function, of),
            Words("Put these steps towards "),
            typeset(function.node(of)),
            Words(" in order, so that each step uses the result of the one before it."),
        )
        hints = ((Words("Begin with the innermost function."),), (Words("First comes "), placed(lines[0])))
        explanation = (Words("From the inside out:"), FormulaLines(tuple(lines)))
        return DrawnQuestion(prompt, AskedOrder(tuple((lines[k],) for k in shown), key), hints, explanation)
