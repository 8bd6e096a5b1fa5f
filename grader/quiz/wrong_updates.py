"""Which line of an optimizer's step is wrong: the equations of a misconception, of which one
differs from the right.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from sympy import Expr, Rational, Symbol

from ..errors import ExerciseError
from ..exercise import Exercise
from ..reference.typeset.notation import notation
from ..reference.typeset.step_equations import step_values
from ..reference.typeset.tidy import tidied
from ..reference.typeset.written_nodes import Relation, Word
from ..specification import Misconception
from .asked_records import AskedChoice, ChoiceOption
from .checks import is_short
from .parts import FormulaLines, TypesetFormula, Words
from .question_kind import DrawnQuestion
from .typesetting import placed, typeset
from .worked_steps import needed

FEWEST_LINES = 3
PROMPT = "One line of this step of {name}{flags} is wrong; a prime marks what is new after the step. Which line is it?"
HINT = "Begin with the states: which mean does each of them keep, and of what?"
RIGHT_LINE = "This line is as it has to be."
CLOSE, POINTS = 1e-9, 3

StepLine = tuple[Symbol, Expr]


@dataclass(frozen=True)
class WrongLines:
    """The lines of a wrong step, the place of the one that is wrong, and what it should be."""

    written: tuple[StepLine, ...]
    place: int
    should: StepLine


def wrong_update(exercise: Exercise, random: Random) -> DrawnQuestion | None:
    """A question about one of an optimizer's misconceptions; None if there is none that changes one
    line alone.
    """
    settings = random.choice(({}, *exercise.variants))
    flags = {name: value for name, value in settings.items() if isinstance(value, bool)}
    told = "".join(f" with {name} = {value}" for name, value in flags.items() if value)
    known = _known(exercise, tuple(flags.items()))
    if not known:
        return None
    # or it would nearly always be the last one
    place = random.choice(sorted({lines.place for _, lines in known}))
    mistake, lines = random.choice([one for one in known if one[1].place == place])
    return _asked(exercise, mistake, told, lines)


@lru_cache(maxsize=64)
def _known(exercise: Exercise, flags: tuple[tuple[str, bool], ...]) -> tuple[tuple[Misconception, WrongLines], ...]:
    """The misconceptions that change one line alone, with their lines."""
    mistakes = [m for m in exercise.known_mistakes("trajectory", "") if not m.convention]
    return tuple((m, lines) for m in mistakes if (lines := _lines(exercise, m, dict(flags))))


def _lines(exercise: Exercise, mistake: Misconception, flags: Mapping[str, bool]) -> WrongLines | None:
    """The lines of a mistake, if one alone differs from the right ones."""
    right = needed(step_values(exercise, exercise.function, flags))
    try:
        wrong = needed(step_values(exercise, mistake.function, flags))
    except ExerciseError:  # it has no such step under these settings
        return None
    if len(right) < FEWEST_LINES or [name for name, _ in right] != [name for name, _ in wrong]:
        return None
    differing = [k for k, ((_, a), (_, b)) in enumerate(zip(right, wrong, strict=True)) if _differ(a, b)]
    return WrongLines(tuple(wrong), differing[0], right[differing[0]]) if len(differing) == 1 else None


def _differ(right: Expr, wrong: Expr) -> bool:
    """Whether two expressions of the same letters have other values."""
    symbols = sorted(right.free_symbols | wrong.free_symbols, key=str)
    for k in range(POINTS):
        at = {s: Rational(2 * n + 3 * k + 3, 5 * n + 7 * k + 17) for n, s in enumerate(symbols)}
        a, b = (complex(e.xreplace(at).evalf()) for e in (right, wrong))
        if abs(a - b) > CLOSE:
            return True
    return False


def _asked(exercise: Exercise, mistake: Misconception, told: str, lines: WrongLines) -> DrawnQuestion | None:
    shown = [_line(name, value) for name, value in lines.written]
    should = _line(*lines.should)
    if not all(map(is_short, (*shown, should))):
        return None
    options = tuple(_option(one, place == lines.place, mistake.explanation) for place, one in enumerate(shown))
    name = exercise.torch or exercise.text.title.partition(":")[0]
    explanation = (Words(f"{mistake.explanation} The line should be"), FormulaLines((should,)))
    first = next(one for place, one in enumerate(shown) if place != lines.place)
    hints = ((Words(HINT),), (Words("This line is right: "), placed(first)))
    return DrawnQuestion((Words(PROMPT.format(name=name, flags=told)),), AskedChoice(options), hints, explanation)


def _line(name: Symbol, value: Expr) -> TypesetFormula:
    return typeset(Relation(Word(name.name), "=", notation(tidied(value))))


def _option(shown: TypesetFormula, wrong: bool, why: str) -> ChoiceOption:
    return ChoiceOption((shown,), wrong, (Words(why if wrong else RIGHT_LINE),))
