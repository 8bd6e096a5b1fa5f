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
    """The right formulas as text: of the value, of each derivative as textbooks have it, or of an
    optimizer's step.

    Raises:
        ExerciseError: if the formula fails, or there is no rule for a function in it.
    """
    return tuple(map(_text, right_lines(exercise, of)))


def computed(exercise: Exercise, wrong: Misconception) -> tuple[str, ...]:
    """What a wrong formula computes in their place, as text.

    Raises:
        ExerciseError: if the formula fails.
    """
    return tuple(map(_text, computed_lines(exercise, wrong)))


def right_lines(exercise: Exercise, of: Subject, wrt: str = "") -> tuple[Line, ...]:
    """The right formulas, each in its shortest form; of the derivatives that by the input `wrt`
    alone, if it is given.

    Raises:
        ExerciseError: if the formula fails, or there is no rule for a function in it.
    """
    if of == "trajectory":
        return step(exercise, exercise.function, {})
    shown = Shown(exercise)
    if of == "value":
        return _short(line for line in shown.formula().lines if not line.words)
    sections = zip(shown.slopes(), shown.derivatives(), strict=True)
    return _short(section.lines[-1] for (name, _), section in sections if wrt in ("", name))


def computed_lines(exercise: Exercise, wrong: Misconception) -> tuple[Line, ...]:
    """What a wrong formula computes in their place.

    Raises:
        ExerciseError: if the formula fails.
    """
    if wrong.of == "trajectory":
        return step(exercise, wrong.function, {})
    shown = Shown(exercise)
    outputs = [tidied(o) for o in evaluate(exercise, wrong.function, shown.given)]
    if wrong.of == "value":
        return _short(Line(Equation(shown.value(k), (shown.script.written(o),))) for k, o in enumerate(outputs))
    places = [(by, shown.given.inputs[name].index(by)) for name, by in shown.slopes() if name == wrong.wrt]
    return _short(shown.textbook(Slope(shown.value(), Word(by.name)), outputs[place]) for by, place in places)


def _short(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines that have the last form alone and the names that it uses; nothing is said about
    them.
    """
    return tuple(Line(Equation(line.equation.left, line.equation.right[-1:]), where=line.where) for line in lines)


def _text(line: Line) -> str:
    names = "".join(f", with {written(e.left)} = {written(e.right[-1])}" for e in line.where)
    return f"{written(line.equation.left)} = {written(line.equation.right[-1])}{names}"
