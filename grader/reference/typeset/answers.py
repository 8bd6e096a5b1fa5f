"""The formulas that a submission should have and has computed, in a line each."""

from collections.abc import Iterable

from ...exercise import Exercise
from ...specification import Misconception, Subject
from ..formula import evaluate
from .derivation import Shown
from .sections import Equation, Line
from .step_equations import step
from .text import written
from .tidy import tidied
from .written_nodes import Slope, Word


def right(exercise: Exercise, of: Subject) -> tuple[str, ...]:
    """The right formulas: of the value, of each derivative as textbooks have it, or of an optimizer's step.

    Raises:
        ExerciseError: if the formula fails, or there is no rule for a function in it.
    """
    if of == "trajectory":
        return _texts(step(exercise, exercise.function, {}))
    shown = Shown(exercise)
    if of == "value":
        return _texts(line for line in shown.formula().lines if not line.words)
    return _texts(section.lines[-1] for section in shown.derivatives())


def computed(exercise: Exercise, wrong: Misconception) -> tuple[str, ...]:
    """What a wrong formula computes in their place.

    Raises:
        ExerciseError: if the formula fails.
    """
    if wrong.of == "trajectory":
        return _texts(step(exercise, wrong.function, {}))
    shown = Shown(exercise)
    outputs = [tidied(o) for o in evaluate(exercise, wrong.function, shown.given)]
    if wrong.of == "value":
        lines = [Line(Equation(shown.value(k), (shown.script.written(o),))) for k, o in enumerate(outputs)]
    else:
        places = [(by, shown.given.inputs[name].index(by)) for name, by in shown.slopes() if name == wrong.wrt]
        lines = [shown.textbook(Slope(shown.value(), Word(by.name)), outputs[place]) for by, place in places]
    return _texts(lines)


def _texts(lines: Iterable[Line]) -> tuple[str, ...]:
    return tuple(map(_text, lines))


def _text(line: Line) -> str:
    """The shortest form, with the names that it uses."""
    names = "".join(f", with {written(e.left)} = {written(e.right[-1])}" for e in line.where)
    return f"{written(line.equation.left)} = {written(line.equation.right[-1])}{names}"
