"""What there is to choose from in a question, with its letters, and how an answer is written."""

import re
from collections.abc import Iterator, Sequence

from .asked_records import Asked, AskedChoice, AskedFormula, AskedMatch, AskedNumber, AskedOrder
from .parts import Parts, Snippet, Words, plain_text
from .written_answers import letter

LONGEST_INLINE = 60  # characters of code within a sentence


def labelled(asked: Asked) -> Iterator[tuple[str, Parts]]:
    """Options and items with what they are called in an answer: a, b, ...; the left side of a
    matching is 1, 2, ...
    """
    match asked:
        case AskedChoice(options):
            yield from _lettered([option.parts for option in options])
        case AskedOrder(items):
            yield from _lettered(items)
        case AskedMatch(left, right):
            yield from ((str(number), item) for number, item in enumerate(left, 1))
            yield from _lettered(right)


def running_text(parts: Parts) -> str:
    """Parts as text, with code of one line within its sentence."""
    return plain_text(tuple(Words(inline(part)) if isinstance(part, Snippet) else part for part in parts))


def inline(code: Snippet) -> str:
    """Code as text: one short line in quotes, all other on lines of its own."""
    return f"\n{code.text}\n" if stands_alone(code) else f" `{code.text}` "


def stands_alone(code: Snippet) -> bool:
    """Whether code is shown on lines of its own, as it is: nobody can copy what is broken at one of
    its spaces.
    """
    return bool(re.search(r"\s", code.text)) or len(code.text) > LONGEST_INLINE


def _lettered(items: Sequence[Parts]) -> Iterator[tuple[str, Parts]]:
    return ((letter(place), item) for place, item in enumerate(items))


def how_to_answer(asked: Asked) -> str:
    """How an answer is written."""
    match asked:
        case AskedNumber():
            return "a number, as 0.25, -3 or 1/4"
        case AskedFormula():
            return "a formula, as exp(-x)/(1 + x^2)"
        case AskedChoice(_, several):
            return "all letters that are right, as a c" if several else "one letter"
        case AskedOrder():
            return "all letters in the right order, as c a b"
        case AskedMatch():
            return "a letter for each number, as 1b 2a"
