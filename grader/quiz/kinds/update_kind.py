"""Where a parameter is after one to three steps of an optimizer."""

from random import Random
from typing import Any, ClassVar

from sympy import Expr

from ...exercise import Exercise
from ...listing import listed
from ...reference.typeset.step_equations import step
from ...reference.typeset.written_nodes import Relation
from ..asked_records import AskedNumber, WrongNumber
from ..exact_values import DIGITS, TOLERANCE, ExactValue
from ..optimizer_steps import EasySteps, confirmed_end, easy_steps, end, positions
from ..parts import Parts, Words
from ..question_kind import DrawnQuestion, QuestionKind
from ..said_of_numbers import of_a_mistake
from ..typesetting import formula, in_words, typeset
from .numeric_kind import HOW

TIMES = ("", "one step", "two steps", "three steps")
FEWEST_WRONG = 1
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
        return DrawnQuestion(_prompt(exercise, easy), asked, _hints(exercise, easy), _explained(exercise, easy, found))


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
    name = exercise.torch or exercise.target
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


def _hints(exercise: Exercise, easy: EasySteps) -> tuple[Parts, ...]:
    """The equations of a step, and where the first of several steps leads."""
    flags = {name: value for name, value in easy.settings.items() if isinstance(value, bool)}
    lines = [
        typeset(Relation(li.equation.left, "=", li.equation.right[-1]))
        for li in step(exercise, exercise.function, flags)
    ]
    states = exercise.family.states(exercise)
    begin = f", with {listed(states)} beginning at 0" if states else ""
    hints: list[Parts] = [(Words("One step is "), *in_words(lines), Words(f"{begin}."))]
    found = positions(exercise, exercise.function, easy)
    if found and len(found) > 1:
        hints.append((Words("After the first step p is "), formula(found[0]), Words(".")))
    return tuple(hints)


def _explained(exercise: Exercise, easy: EasySteps, found: ExactValue) -> Parts:
    way = positions(exercise, exercise.function, easy) or []
    about = "" if found.fraction else f", about {found.shown}"
    return (Words("p goes to "), *in_words(map(formula, way)), Words(f"{about}."))
