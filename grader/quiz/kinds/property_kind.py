"""What is so of a function: its range, its limits, where it has kinks, which slopes it has; one of four is."""

from collections.abc import Mapping
from random import Random
from typing import ClassVar

from ...exercise import Exercise
from ...fact_notation import Kind
from ..asked_records import AskedChoice, ChoiceOption
from ..fact_sentences import OTHERS, sentence, truths, untrue
from ..parts import Parts, Words
from ..question_kind import DrawnQuestion, QuestionKind
from ..studied import StudiedFunction, studied
from ..typesetting import typeset
from ..ways import introduced, settings

OPTIONS = 4
TRIES = 20  # to find as many that are not so
HINTS: Mapping[Kind, str] = {
    "range": "Where does it go far out on both sides, and where does it turn?",
    "slope": "Differentiate it, and ask which values the derivative takes.",
    "limits": "Which term is the largest far out, on either side?",
    "kinks": "Where does another branch begin, and do both have the same slope there?",
    "jumps": "Where does another branch begin, and do both have the same value there?",
    "lipschitz": "How steep is it where it is steepest?",
}


class Property(QuestionKind):
    """Which of these is so of the function?"""

    name: ClassVar[str] = "property"
    about: ClassVar[str] = "the range, the limits, the kinks or the slopes of a function"

    def fits(self, exercise: Exercise) -> bool:
        return not exercise.behaviour and studied(exercise) is not None and bool(_known(exercise))

    def draw(self, exercise: Exercise, random: Random) -> DrawnQuestion | None:
        function, known = studied(exercise), _known(exercise)
        assert function
        kind = random.choice(sorted(known))
        truth = sentence(kind, known[kind])
        others = dict.fromkeys(sentence(kind, untrue(kind, known[kind], random)) for _ in range(TRIES))
        wrong = [text for text in others if text != truth][: OPTIONS - 1]
        if len(wrong) < OPTIONS - 1:
            return None
        texts = [truth, *wrong]
        random.shuffle(texts)
        reason = (*_named(function), Words(f" {truth}."))
        options = tuple(ChoiceOption((Words(f"It {text}."),), text == truth, reason) for text in texts)
        asked = (Words("Which of these is true of "), *_named(function), *settings(function), Words("?"))
        return DrawnQuestion((*introduced(function), *asked), AskedChoice(options), ((Words(HINTS[kind]),),), reason)


def _known(exercise: Exercise) -> Mapping[Kind, str]:
    """What is computed of it, of the kinds that there are enough others of."""
    return {kind: text for kind, text in truths(exercise).items() if kind in HINTS and len(OTHERS[kind]) >= OPTIONS}


def _named(function: StudiedFunction) -> Parts:
    return (typeset(function.called()),)
