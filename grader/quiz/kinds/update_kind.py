"""Where a parameter is after one to three steps of an optimizer."""

from collections.abc import Sequence
from random import Random
from typing import Any, ClassVar

from sympy import Expr

from ...exercise import Exercise
from ...listing import listed
from ..asked_records import AskedNumber, WrongNumber
from ..exact_values import DIGITS, TOLERANCE, ExactValue
from ..optimizer_steps import EasySteps, confirmed_end, easy_steps, end, positions
from ..parts import FormulaLines, Part, Parts, Words
from ..question_kind import DrawnQuestion, QuestionKind
from ..said_of_numbers import of_a_mistake
from ..typesetting import formula, in_words, placed
from ..worked_steps import WorkedLine, WorkedSteps
from .numeric_kind import HOW

TIMES = ("", "one step", "two steps", "three steps")
FEWEST_WRONG = 1
FEWEST_LINES = 2  # of a step without states: to show the first is to show the answer
LONGEST = 24  # characters of a position on the way


class PredictedUpdate(QuestionKind):
    """What is the parameter after these steps?"""

    name: ClassVar[str] = "update"
    about: ClassVar[str] = "a parameter after some steps of an optimizer"

    def fits(self, exercise: Exercise) -> bool:
        return exercise.family.steps

    def draw(self, exercise: Exercise, random: Random) -> DrawnQuestion | None:
        easy = easy_steps(exercise, random)
        found = end(exercise, exercise.function, easy)
        if found is None or not _is_easy(exercise, easy) or not confirmed_end(exercise, easy, found):
            return None
        wrong = _wrong(exercise, easy, found)
        if len(wrong) < FEWEST_WRONG:
            return None
        asked = AskedNumber(found.number, TOLERANCE, DIGITS, found.shown, wrong)
        steps = WorkedSteps(exercise, easy)
        worked = list(steps.worked())
        return DrawnQuestion(_prompt(exercise, easy), asked, _hints(steps, worked), _explained(steps, worked))


def _is_easy(exercise: Exercise, easy: EasySteps) -> bool:
    """Whether every position on the way is a short number."""
    return all(len(str(at)) <= LONGEST for at in positions(exercise, exercise.function, easy) or [])


def _wrong(exercise: Exercise, easy: EasySteps, right: ExactValue) -> tuple[WrongNumber, ...]:
    """Where the known mistakes lead, each far from the right place and from the others."""
    found: list[tuple[ExactValue, WrongNumber]] = []
    for m in exercise.known_mistakes("trajectory", ""):
        value = end(exercise, m.function, easy)
        if value is None or not value.apart(right) or not all(value.apart(other) for other, _ in found):
            continue
        found.append((value, WrongNumber(value.number, of_a_mistake(m.explanation, by_author=True), m.id)))
    return tuple(wrong for _, wrong in found)


def _prompt(exercise: Exercise, easy: EasySteps) -> Parts:
    count = len(easy.gradients)
    gradients = in_words(map(formula, easy.gradients))
    said = {name: value for name, value in easy.settings.items() if value or exercise.hyperparameters[name]}
    with_ = ", ".join(f"{name} = {_written(value)}" for name, value in said.items())
    name = exercise.torch or exercise.text.title.partition(":")[0]
    return (
        Words("A parameter p starts at "),
        formula(easy.start),
        Words(f" and takes {TIMES[count]} of {name} with {with_}. "),
        Words("The gradient is " if count == 1 else "The gradients are "),
        *gradients,
        *((Words(", in this order"),) if count > 1 else ()),
        Words(f". Where is p then? {HOW}"),
    )


def _written(value: Any) -> str:
    if isinstance(value, tuple):
        return f"({', '.join(map(_written, value))})"
    return f"{float(value):g}" if isinstance(value, Expr) else str(value)


def _hints(steps: WorkedSteps, worked: Sequence[Sequence[WorkedLine]]) -> tuple[Parts, ...]:
    """The equations of a step, what comes first in the first step, and where the first of several
    steps leads.
    """
    first, *more = worked
    states = f", with {listed(steps.states)} beginning at 0" if steps.states else ""
    hints: list[Parts] = [(Words(f"Take one step after the other{states}:"), FormulaLines(steps.in_letters))]
    if len(first) > FEWEST_LINES:
        hints.append((Words("In the first step "), placed(first[0].shown)))
    if more:
        hints.append((Words("In the first step "), placed(first[-1].shown)))
    return tuple(hints)


def _explained(steps: WorkedSteps, worked: Sequence[Sequence[WorkedLine]]) -> Parts:
    """Each step with its numbers."""
    count = len(worked)
    states = f", and {listed(steps.states)} begin{'s' * (len(steps.states) == 1)} at 0" if steps.states else ""
    told = Words(f"A step takes these equations, in which a prime marks what is new{states}:")
    parts: list[Part] = [told, FormulaLines(steps.in_letters)]
    for number, lines in enumerate(worked, 1):
        parts.append(Words(f"Step {number}:" if count > 1 else "With the numbers:"))
        parts.append(FormulaLines(tuple(line.shown for line in lines)))
    return tuple(parts)
