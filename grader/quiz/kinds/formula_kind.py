"""A formula: the derivative, in any form."""

from random import Random
from typing import ClassVar

from sympy import Symbol

from ...exercise import Exercise
from ...reference.typeset.written_nodes import Slope, Word
from ..asked_records import AskedFormula
from ..parts import Part, Words
from ..question_kind import DrawnQuestion, QuestionKind
from ..read_formula import equal, read_formula
from ..studied import StudiedFunction, studied
from ..typesetting import formula, in_words, typeset
from ..ways import hints, introduced, result
from ..written_answers import LONGEST, UnreadableAnswer


class TypedFormula(QuestionKind):
    """Type the derivative: every equal form is right."""

    name: ClassVar[str] = "formula"
    about: ClassVar[str] = "the derivative as a formula"

    def fits(self, exercise: Exercise) -> bool:
        found = studied(exercise) if exercise.scalar else None
        return found is not None and bool(found.slopes) and found.has_plain_numbers

    def draw(self, exercise: Exercise, random: Random) -> DrawnQuestion | None:
        function = studied(exercise)
        assert function
        of = random.choice(function.slopes)
        assert of.by
        key = formula(function.textbook(of))
        wrt = function.originals[of.by].name
        if len(key.plain) > LONGEST or not _reads_as_right(function, key.plain, wrt):
            return None
        prompt: tuple[Part, ...] = (
            *introduced(function, of),
            Words("Type "),
            typeset(Slope(function.called(), Word(of.by.name))),
            Words(" as a formula in "),
            *in_words(formula(letter) for letter in _letters(function)),
            Words("."),
        )
        return DrawnQuestion(
            prompt, AskedFormula(exercise.slug, "gradient", wrt, key), hints(function, of), result(function, of)
        )


def _letters(function: StudiedFunction) -> list[Symbol]:
    """What the formula may be made of."""
    used = function.values[0].free_symbols
    return [s for s in (*function.domains, *function.letters) if s in used]


def _reads_as_right(function: StudiedFunction, key: str, wrt: str) -> bool:
    """Whether the key, read as an answer is, is the derivative as the rules give it."""
    of = next(q for q in function.slopes if q.by and function.originals[q.by].name == wrt)
    try:
        read = read_formula(function.exercise, key)
    except UnreadableAnswer:
        return False
    return equal(function.exercise, read, function.expression(of).xreplace(function.originals))
