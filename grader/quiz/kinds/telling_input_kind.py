"""At which two of four inputs a mistake shows: where a wrong formula gives another number than the
right one.
"""

from collections.abc import Mapping, Sequence
from random import Random
from typing import ClassVar

from sympy import Expr, Symbol

from ...exercise import Exercise
from ..asked_records import AskedChoice, ChoiceOption
from ..checks import is_short
from ..easy_points import easy_point
from ..exact_values import ExactValue, exact_value
from ..parts import Parts, TypesetFormula, Words
from ..question_kind import DrawnQuestion, QuestionKind
from ..studied import KnownMistake, Quantity, StudiedFunction, studied
from ..typesetting import formula, placed, point, sentence, typeset
from ..ways import hints, introduced, result, settings

MOST_INPUTS = 3
SHOWN = 2  # inputs at which the mistake shows, and as many at which it does not
TRIES = 24  # points that are looked at
MOST_MISTAKES = 4  # that are looked at, until one has such inputs
TOO_EASY = {0, 1}  # where many a wrong formula gives the right number


class TellingInput(QuestionKind):
    """At which inputs does this mistake give a wrong number?"""

    name: ClassVar[str] = "telling_input"
    about: ClassVar[str] = "the inputs at which a mistake shows"

    def fits(self, exercise: Exercise) -> bool:
        found = studied(exercise)
        if found is None or found.has_classes or not found.has_plain_numbers:
            return False
        return len(found.domains) <= MOST_INPUTS

    def draw(self, exercise: Exercise, random: Random) -> DrawnQuestion | None:
        function = studied(exercise)
        assert function
        of = random.choice((*function.slopes, *(Quantity(k) for k in range(len(function.values)))))
        mistakes, below = function.mistakes(of), random.random() < 0.5
        for mistake in random.sample(mistakes, min(len(mistakes), MOST_MISTAKES)):
            shown = formula(function.written(mistake.gives, of))
            inputs = _drawn(*_points(function, of, mistake, random), below, random) if is_short(shown) else []
            if inputs:
                random.shuffle(inputs)
                asked = AskedChoice(tuple(map(_option, inputs)), several=True)
                told = _explained(function, of, mistake, inputs)
                return DrawnQuestion(_prompt(function, of, shown), asked, _hints(function, of, inputs), told)
        return None


def _prompt(function: StudiedFunction, of: Quantity, shown: TypesetFormula) -> Parts:
    return (
        *introduced(function, of),
        Words("Somebody takes "),
        placed(shown),
        Words(" for "),
        typeset(function.node(of)),
        Words(". At which two of these inputs"),
        *settings(function),
        Words(" would that be noticed?"),
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
        if at is None or TOO_EASY.issuperset(at.values()) or tuple(at.values()) in seen:
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


def _drawn(telling: list[_Seen], silent: list[_Seen], below: bool, random: Random) -> list[_Seen]:
    """Two inputs of either sort. None if there are not as many, if their signs tell them where they
    need not, or if signs tell them and the mistake does not show `below` 0.
    """
    if min(len(telling), len(silent)) < SHOWN:
        return []
    shown, others = random.sample(telling, SHOWN), random.sample(silent, SHOWN)
    if _told_by_signs(shown, others) and not (_told_by_signs(telling, silent) and below in map(_is_below, shown)):
        return []
    return [*shown, *others]


def _told_by_signs(telling: Sequence[_Seen], silent: Sequence[_Seen]) -> bool:
    """Whether all inputs at which the mistake shows have the same signs, and all others have the
    same other signs.
    """
    first, second = ({tuple(bool(x < 0) for x in at.values()) for at, _, _ in inputs} for inputs in (telling, silent))
    return len(first) == len(second) == 1 and first != second


def _is_below(seen: _Seen) -> bool:
    return any(bool(x < 0) for x in seen[0].values())


def _shows(seen: _Seen) -> bool:
    return seen[1].apart(seen[2])


def _option(seen: _Seen) -> ChoiceOption:
    at, right, wrong = seen
    if _shows(seen):
        return ChoiceOption(point(at), True, (*_at(at), Words(f" the mistake gives {wrong.shown}, not {right.shown}.")))
    return ChoiceOption(point(at), False, (*_at(at), Words(f" both give {right.shown}.")))


def _at(at: _Input) -> Parts:
    return (Words("At "), *point(at))


def _hints(function: StudiedFunction, of: Quantity, inputs: Sequence[_Seen]) -> tuple[Parts, ...]:
    """How the right number is worked out, and one of the two inputs at which nothing shows."""
    begin = (Words("Work out the right number and the wrong one at each input, and compare."),)
    silent = [_option(seen).feedback for seen in inputs if not _shows(seen)]
    return (begin, *hints(function, of)[:1], *silent[:1])


def _explained(function: StudiedFunction, of: Quantity, mistake: KnownMistake, inputs: Sequence[_Seen]) -> Parts:
    """What the mistake is, what is right, and what both give at every input."""
    right = sentence(Words(" Right is "), *result(function, of)) if of.by is not None else (Words(" "),)
    listed = [part for seen in inputs for part in (*_option(seen).feedback, Words(" "))]
    return (Words(mistake.words), *right, *listed)
