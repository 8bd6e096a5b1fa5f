"""A number: the value or a slope of a function at an easy point."""

from random import Random
from typing import ClassVar

from ...exercise import Exercise
from ..asked_records import AskedNumber, WrongNumber
from ..checks import confirmed
from ..easy_points import easy_point
from ..exact_values import DIGITS, TOLERANCE, At, ExactValue, exact_value
from ..parts import Parts, Words
from ..question_kind import DrawnQuestion, QuestionKind
from ..said_of_numbers import of_a_mistake
from ..studied import Quantity, Settings, StudiedFunction, studied
from ..typesetting import point, sentence, typeset
from ..ways import hints, introduced, result, settings

MOST_WRONG = 8  # numbers that are known: the plausible ones
MOST_INPUTS = 4  # numbers that a person has to deal with
HOW = f"Give a fraction, or {DIGITS} decimals."


class Numeric(QuestionKind):
    """What is the value, or the slope, at this point?"""

    name: ClassVar[str] = "numeric"
    about: ClassVar[str] = "a value or a slope at a point"

    def fits(self, exercise: Exercise) -> bool:
        found = studied(exercise)
        return found is not None and len(found.domains) <= MOST_INPUTS and found.has_plain_numbers

    def draw(self, exercise: Exercise, random: Random) -> DrawnQuestion | None:
        function = studied(exercise, easy_settings(exercise, random))
        at = easy_point(function, random) if function else None
        if function is None or at is None:
            return None
        values = [Quantity(k) for k in range(len(function.values))]
        of = random.choice(function.slopes if function.slopes and random.random() < 0.7 else values)
        numbers = {**at, **function.letters}
        found = exact_value(function.expression(of), numbers)
        if found is None or not confirmed(function.values[of.output], of.by, numbers, found):
            return None
        wrong = wrong_numbers(function, of, numbers, found)
        if not wrong:  # at a point where every mistake gives the right number nothing is asked
            return None
        asked = AskedNumber(found.number, TOLERANCE, DIGITS, found.shown, wrong)
        return DrawnQuestion(_prompt(function, of, at), asked, hints(function, of), _explained(function, of, at, found))


def easy_settings(exercise: Exercise, random: Random) -> Settings:
    """The defaults, or now and then other hyperparameters of the exercise, if these have few
    digits.
    """
    easy = [s for s in exercise.variants if all(_is_easy(value) for value in s.values())]
    chosen = random.choice(easy) if easy and random.random() < 0.5 else {}
    return tuple(sorted(chosen.items()))


def _is_easy(value: object) -> bool:
    return not isinstance(value, float) or round(value, 2) == value


def wrong_numbers(function: StudiedFunction, of: Quantity, numbers: At, right: ExactValue) -> tuple[WrongNumber, ...]:
    """What known mistakes give, each far from the right number and from what others give."""
    found: list[tuple[ExactValue, WrongNumber]] = []
    for mistake in function.mistakes(of):
        value = exact_value(mistake.gives, numbers)
        if value is None or not value.apart(right) or not all(value.apart(other) for other, _ in found):
            continue
        said = of_a_mistake(mistake.words, mistake.by_author)
        found.append((value, WrongNumber(value.number, said, mistake.id)))
    return tuple(wrong for _, wrong in found[:MOST_WRONG])


def _prompt(function: StudiedFunction, of: Quantity, at: At) -> Parts:
    defined = introduced(function, of) if of.by is not None or function.exercise.torch is None else ()
    named = defined or (introduced(function) if function.vector else ())
    return (
        *named,
        Words("What is "),
        typeset(function.node(of)),
        Words(" at "),
        *point(at),
        *settings(function),
        Words(f"? {HOW}"),
    )


def _explained(function: StudiedFunction, of: Quantity, at: At, found: ExactValue) -> Parts:
    formula = result(function, of)
    about = "" if found.fraction is not None else "about "
    there = (Words("At "), *point(at), Words(f" that is {about}{found.shown}."))
    return (*sentence(*formula), *there) if formula else (Words(f"It is {about}{found.shown}."),)
