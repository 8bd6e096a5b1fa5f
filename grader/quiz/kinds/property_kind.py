"""What is so of a function: its range, its limits, where it has kinks, which slopes it has; one of
four is.
"""

from collections.abc import Mapping
from random import Random
from typing import ClassVar

from sympy import Abs, Max, Min, Piecewise

from ...exercise import Exercise
from ...fact_notation import Kind
from ..asked_records import AskedChoice, ChoiceOption
from ..fact_reasons import FactReasons
from ..fact_sentences import HINTS, sentence, truths
from ..near_facts import COUNT, LISTED, quartet
from ..parts import Parts, Words
from ..question_kind import DrawnQuestion, QuestionKind
from ..studied import Quantity, StudiedFunction, studied
from ..typesetting import typeset
from ..ways import introduced, settings


class Property(QuestionKind):
    """Which of these is so of the function?"""

    name: ClassVar[str] = "property"
    about: ClassVar[str] = "the range, the limits, the kinks or the slopes of a function"

    def fits(self, exercise: Exercise) -> bool:
        function = studied(exercise)
        return function is not None and bool(_known(function))

    def draw(self, exercise: Exercise, random: Random) -> DrawnQuestion | None:
        function = studied(exercise)
        assert function
        known = _known(function)
        kind = random.choice(sorted(known))
        texts = quartet(kind, known[kind], random)
        if len(texts) < COUNT:
            return None
        truth = sentence(kind, known[kind])
        reason = (*_named(function), Words(f" {truth}."), *FactReasons(function).reason(kind))
        options = tuple(
            ChoiceOption((Words(f"It {sentence(kind, text)}."),), text == known[kind], reason) for text in texts
        )
        prompt = (*introduced(function, Quantity()), Words("Which of these is true of "), *_named(function))
        asked = (*prompt, *settings(function), Words("?"))
        return DrawnQuestion(asked, AskedChoice(options), ((Words(HINTS[kind]),),), reason)


def _known(function: StudiedFunction) -> Mapping[Kind, str]:
    """What is computed of it, of the kinds that there are enough others of. Nobody is asked for
    kinks and jumps where there are no branches.
    """
    trivial = () if function.values[0].has(Abs, Max, Min, Piecewise) else ("kinks", "jumps")
    found = truths(function.exercise)
    return {kind: text for kind, text in found.items() if kind not in LISTED and kind not in trivial}


def _named(function: StudiedFunction) -> Parts:
    return (typeset(function.called()),)
