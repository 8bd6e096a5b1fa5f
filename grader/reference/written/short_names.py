"""Letters that the text of an exercise has for its inputs: t, where it says "the cross entropy of sigmoid(x) and t"."""

import re
from collections.abc import Iterator

from ...domains import Probabilities
from ...exercise import Exercise

WORDS = ("a", "i")  # of English, that are letters
PROBABILITY = "p"


def short_names(exercise: Exercise) -> Iterator[tuple[str, str]]:
    """Letters that stand alone in the text and begin the name of one input, and of no other input or setting; and p, if
    it stands alone there, for the one probability that has no such letter.
    """
    text = "\n".join((exercise.text.title, exercise.text.prompt, *exercise.text.hints))
    names = [*(i.name for i in exercise.inputs), *exercise.hyperparameters]
    left = []
    for item in exercise.inputs:
        letter = item.name[0]
        alone = [n for n in names if n.startswith(letter)] == [item.name] and letter not in WORDS
        if alone and len(item.name) > 1 and _stands_alone(letter, text):
            yield letter, item.name
        elif isinstance(item.domain, Probabilities):
            left.append(item.name)
    if len(left) == 1 and not any(n.startswith(PROBABILITY) for n in names) and _stands_alone(PROBABILITY, text):
        yield PROBABILITY, left[0]


def _stands_alone(letter: str, text: str) -> bool:
    return bool(re.search(rf"(?<![\w.'-]){letter}(?![\w.'-]\w)(?!\w)", text))
