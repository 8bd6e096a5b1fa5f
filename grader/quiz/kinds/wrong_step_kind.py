"""Which line of a derivation is wrong: one rule was got wrong in it, and the lines after it go on from there."""

from collections.abc import Sequence
from random import Random
from typing import ClassVar

from ...exercise import Exercise
from ...reference.differentiate import RuleStep
from ...reference.typeset.steps import RULES
from ..asked_records import AskedChoice, ChoiceOption
from ..checks import is_short
from ..parts import TypesetFormula, Words
from ..question_kind import DrawnQuestion, QuestionKind
from ..sample_points import far_apart
from ..studied import Quantity, StudiedFunction, studied
from ..typesetting import placed, typeset
from ..ways import introduced
from ..wrong_lines import RuleMistake, line, result, rule_mistakes, told_steps

FEWEST_LINES, MOST_LINES = 3, 7
MOST_INPUTS = 4


class WrongLine(QuestionKind):
    """In which line was a rule misapplied?"""

    name: ClassVar[str] = "wrong_step"
    about: ClassVar[str] = "the wrong line of a derivation"

    def fits(self, exercise: Exercise) -> bool:
        found = studied(exercise)
        return found is not None and bool(found.slopes) and len(found.domains) <= MOST_INPUTS and not found.has_classes

    def draw(self, exercise: Exercise, random: Random) -> DrawnQuestion | None:
        function = studied(exercise)
        assert function
        of = random.choice(function.slopes)
        value = function.values[of.output]
        assert of.by
        steps = told_steps(value, of.by)
        if not FEWEST_LINES <= len(steps) <= MOST_LINES:
            return None
        place = random.randrange(len(steps))
        mistakes = list(rule_mistakes(steps[place], value))
        found = (m for m in random.sample(mistakes, len(mistakes)) if _is_seen(function, of, steps, place, m))
        mistake = next(found, None)
        if mistake is None:
            return None
        lines = [line(step, mistake) for step in steps]
        if not all(map(is_short, lines)):
            return None
        options = tuple(_option(mistake, one, k == place) for k, one in enumerate(lines))
        prompt = (
            *introduced(function, of),
            Words("In one line of this derivation of "),
            typeset(function.node(of)),
            Words(" a rule is misapplied; the lines after it go on from there. Which line is it?"),
        )
        hint = (Words("Work out each line from the lines above it, whether these are right or not."),)
        rule = RULES.get(steps[place].rule, f"derivative of {steps[place].rule}")
        explanation = (Words(f"{mistake.words} The line should be "), placed(line(steps[place])))
        where = (Words(f"Look at the lines that come by this rule: {rule}."),)
        return DrawnQuestion(prompt, AskedChoice(options), (hint, where), explanation)


def _is_seen(
    function: StudiedFunction, of: Quantity, steps: Sequence[RuleStep], place: int, mistake: RuleMistake
) -> bool:
    """Whether a mistake makes a line wrong, and does not cancel further on."""
    return far_apart(function, result(steps[place], mistake), result(steps[place])) and far_apart(
        function, result(steps[-1], mistake), function.expression(of)
    )


def _option(mistake: RuleMistake, shown: TypesetFormula, wrong: bool) -> ChoiceOption:
    if wrong:
        return ChoiceOption((shown,), True, (Words(mistake.words),))
    return ChoiceOption((shown,), False, (Words("This line follows from those above it."),))
