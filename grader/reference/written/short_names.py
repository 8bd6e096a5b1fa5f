"""Letters that the text of an exercise has for its inputs: t, where it says "the cross entropy of sigmoid(x) and t"."""

import re
from collections.abc import Iterator

from ...exercise import Exercise

WORDS = ("a", "i")  # of English, that are letters


def short_names(exercise: Exercise) -> Iterator[tuple[str, str]]:
    """Letters that stand alone in the text and begin the name of one input, and of no other input or setting."""
    text = "\n".join((exercise.text.title, exercise.text.prompt, *exercise.text.hints))
    inputs = [i.name for i in exercise.inputs]
    names = [*inputs, *exercise.hyperparameters]
    for name in inputs:
        letter = name[0]
        alone = [n for n in names if n.startswith(letter)] == [name] and letter not in WORDS
        if alone and len(name) > 1 and re.search(rf"(?<![\w.'-]){letter}(?![\w.'-]\w)(?!\w)", text):
            yield letter, name
