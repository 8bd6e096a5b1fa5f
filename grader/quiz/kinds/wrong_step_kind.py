"""Which line is wrong: of a derivation, in which one rule was got wrong or which somebody has
really written, and those after it go on from there; or of an optimizer's step.
"""

from collections.abc import Sequence
from random import Random
from typing import ClassVar

from ...exercise import Exercise
from ...reference.differentiate import RuleStep
from ...reference.typeset.steps import RULES
from ..asked_records import AskedChoice, ChoiceOption
from ..checks import is_short
from ..noted_derivations import NotedDerivation, noted_derivations
from ..parts import TypesetFormula, Words
from ..question_kind import DrawnQuestion, QuestionKind
from ..sample_points import far_apart
from ..studied import Quantity, StudiedFunction, studied
from ..typesetting import placed, typeset
from ..ways import hints, introduced
from ..ways import result as result_line
from ..wrong_lines import RuleMistake, line, result, rule_mistakes, told_steps
from ..wrong_updates import wrong_update

FEWEST_LINES, MOST_LINES = 3, 7
MOST_INPUTS = 4
NOTED = 0.5  # how often a derivation that somebody has written is taken, where there is one
FOLLOWS = "This line follows from those above it."


class WrongLine(QuestionKind):
    """In which line was a mistake made?"""

    name: ClassVar[str] = "wrong_step"
    about: ClassVar[str] = "the wrong line of a derivation, or of a step of an optimizer"

    def fits(self, exercise: Exercise) -> bool:
        return exercise.family.steps or bool(noted_derivations(exercise)) or _has_derivation(exercise)

    def draw(self, exercise: Exercise, random: Random) -> DrawnQuestion | None:
        if exercise.family.steps:
            return wrong_update(exercise, random)
        noted = noted_derivations(exercise)
        if noted and (random.random() < NOTED or not _has_derivation(exercise)):
            return _noted(exercise, random.choice(noted))
        return _misapplied(exercise, random)


def _has_derivation(exercise: Exercise) -> bool:
    found = studied(exercise)
    return found is not None and bool(found.slopes) and len(found.domains) <= MOST_INPUTS and not found.has_classes


def _noted(exercise: Exercise, noted: NotedDerivation) -> DrawnQuestion:
    """A derivation that somebody has written."""
    function = studied(exercise)
    assert function
    options = tuple(
        ChoiceOption((shown,), place == noted.wrong, (Words(noted.why if place == noted.wrong else FOLLOWS),))
        for place, shown in enumerate(noted.lines)
    )
    prompt = (
        *introduced(function, Quantity()),
        Words("These lines should all be "),
        typeset(function.node(noted.of)),
        Words(", each rewritten from the one before it. In which line was a mistake made?"),
    )
    compare = (Words("Put a number for each letter into two lines that follow each other, and compare."),)
    explanation = (Words(f"{noted.why} Right is "), *result_line(function, noted.of))
    return DrawnQuestion(prompt, AskedChoice(options), (compare, *hints(function, noted.of)[:1]), explanation)


def _misapplied(exercise: Exercise, random: Random) -> DrawnQuestion | None:
    """A derivation by rules, one of which is got wrong."""
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
    return ChoiceOption((shown,), False, (Words(FOLLOWS),))
