"""At which of some inputs a mistake shows: where a wrong formula gives another number than the right one."""

from collections.abc import Mapping
from random import Random
from typing import ClassVar

from sympy import Expr, Symbol

from ...exercise import Exercise
from ..asked_records import AskedChoice, ChoiceOption
from ..checks import is_short
from ..easy_points import easy_point
from ..exact_values import ExactValue, exact_value
from ..parts import Parts, Words
from ..question_kind import DrawnQuestion, QuestionKind
from ..studied import KnownMistake, Quantity, StudiedFunction, studied
from ..typesetting import formula, point, typeset
from ..ways import introduced, result, settings

MOST_INPUTS = 3
MISSES = 3  # inputs at which the mistake gives the right number all the same
TRIES = 24  # points that are looked at


class TellingInput(QuestionKind):
    """At which input does this mistake give a wrong number?"""

    name: ClassVar[str] = "telling_input"
    about: ClassVar[str] = "the input at which a mistake shows"

    def fits(self, exercise: Exercise) -> bool:
        found = studied(exercise)
        if found is None or found.has_classes or not found.has_plain_numbers:
            return False
        return len(found.domains) <= MOST_INPUTS

    def draw(self, exercise: Exercise, random: Random) -> DrawnQuestion | None:
        function = studied(exercise)
        assert function
        of = random.choice((*function.slopes, *(Quantity(k) for k in range(len(function.values)))))
        mistakes = function.mistakes(of)
        if not mistakes:
            return None
        mistake = random.choice(mistakes)
        shown = formula(function.written(mistake.gives, of))
        telling, silent = _points(function, of, mistake, random)
        if not telling or len(silent) < MISSES or not is_short(shown):
            return None
        at, right, wrong = random.choice(telling)
        options = [_silent(here, value) for here, value, _ in random.sample(silent, MISSES)]
        options.insert(random.randrange(MISSES + 1), _telling(at, right, wrong, mistake))
        prompt = (
            *introduced(function, of),
            Words("Somebody takes "),
            shown,
            Words(" for "),
            typeset(function.node(of)),
            Words(". At which of these inputs"),
            *settings(function),
            Words(" would that be noticed?"),
        )
        return DrawnQuestion(
            prompt, AskedChoice(tuple(options)), _hints(function, of), _explained(mistake, at, right, wrong)
        )


_Input = Mapping[Symbol, Expr]
_Seen = tuple[_Input, ExactValue, ExactValue]  # an input, the right number and the wrong one


def _points(
    function: StudiedFunction, of: Quantity, mistake: KnownMistake, random: Random
) -> tuple[list[_Seen], list[_Seen]]:
    """Inputs at which the mistake shows, and others at which it gives the right number exactly."""
    telling: list[_Seen] = []
    silent: list[_Seen] = []
    seen = set[tuple[Expr, ...]]()
    for _ in range(TRIES):
        at = easy_point(function, random)
        if at is None or tuple(at.values()) in seen:
            continue
        seen.add(tuple(at.values()))
        numbers = {**at, **function.letters}
        right, wrong = exact_value(function.expression(of), numbers), exact_value(mistake.gives, numbers)
        if right is None or wrong is None:
            continue
        if right.apart(wrong):
            telling.append((at, right, wrong))
        elif right.ball.overlaps(wrong.ball):
            silent.append((at, right, wrong))
    return telling, silent


def _silent(at: _Input, value: ExactValue) -> ChoiceOption:
    return ChoiceOption(point(at), False, (Words(f"Both formulas give {value.shown} there."),))


def _telling(at: _Input, right: ExactValue, wrong: ExactValue, mistake: KnownMistake) -> ChoiceOption:
    return ChoiceOption(
        point(at), True, (Words(f"It gives {wrong.shown} there, and right is {right.shown}."),), mistake.id
    )


def _hints(function: StudiedFunction, of: Quantity) -> tuple[Parts, ...]:
    return ((Words("Right is "), *result(function, of), Words(".")),)


def _explained(mistake: KnownMistake, at: _Input, right: ExactValue, wrong: ExactValue) -> Parts:
    return (Words(f"{mistake.words} At "), *point(at), Words(f" it gives {wrong.shown}, and right is {right.shown}."))
