"""Answers as they are written: letters for what there is to choose from, a number, a formula.

Options, items and the right side of a matching are called a, b, c, ... in the order in which they
are shown; the left side is 1, 2, 3, ... An answer is a text, "b" or "c a b", or a list of such
texts.
"""

import math
import re
from collections.abc import Sequence
from fractions import Fraction
from string import ascii_lowercase

from .asked_records import Asked, AskedChoice, AskedFormula, AskedMatch, AskedNumber, AskedOrder

LONGEST = 500  # characters of an answer
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE)
# as keyboards and pages have them
_SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u00a0": " "})
WrittenAnswer = str | Sequence[str]


class UnreadableAnswer(Exception):
    """Why something is no answer to a question; it costs nothing, and another one can be given."""


def letter(place: int) -> str:
    """What the option or item in a place is called."""
    return ascii_lowercase[place]


def joined(answer: WrittenAnswer) -> str:
    """An answer as one text.

    Raises:
        UnreadableAnswer: if it is empty or too long.
    """
    text = answer if isinstance(answer, str) else " ".join(answer)
    if len(text) > LONGEST:
        raise UnreadableAnswer(f"an answer has {LONGEST} characters at most, and this has {len(text)}")
    if not text.strip():
        raise UnreadableAnswer("this is empty")
    return text.strip()


def number(answer: WrittenAnswer) -> float:
    """A decimal number or a fraction of two: 0.25, -1e-3, 1/4.

    Raises:
        UnreadableAnswer: if it is none.
    """
    text = re.sub(r"\s*/\s*|(?<=^[+-])\s+", lambda space: space[0].strip(), joined(answer).translate(_SIGNS))
    if re.fullmatch(r"[+-]?\d+,\d+", text, re.ASCII):
        text = text.replace(",", ".")
    above, slash, below = text.partition("/")
    if not _NUMBER.fullmatch(above) or (slash and not _NUMBER.fullmatch(below)):
        raise UnreadableAnswer("write one number, as 0.25, -3, 1e-3 or 1/4")
    divisor = Fraction(below) if slash else Fraction(1)
    if divisor == 0:
        raise UnreadableAnswer("this divides by 0")
    try:
        found = float(Fraction(above) / divisor)
    except OverflowError:
        found = math.inf
    if math.isinf(found):
        raise UnreadableAnswer("this number is too large")
    return found


def chosen(answer: WrittenAnswer, asked: AskedChoice) -> tuple[int, ...]:
    """The places of the options that were chosen.

    Raises:
        UnreadableAnswer: if these are not options, or more than one where one is asked for.
    """
    places = sorted(_places(answer, len(asked.options)))
    if len(places) > 1 and not asked.several:
        raise UnreadableAnswer(f"choose one of {_letters(len(asked.options))}")
    return tuple(places)


def ordered(answer: WrittenAnswer, asked: AskedOrder) -> tuple[int, ...]:
    """The places of the items in the order that was given.

    Raises:
        UnreadableAnswer: if one is missing.
    """
    places = _places(answer, len(asked.items))
    if len(places) < len(asked.items):
        raise UnreadableAnswer(f"put all of {_letters(len(asked.items))} in order")
    return tuple(places)


def matched(answer: WrittenAnswer, asked: AskedMatch) -> tuple[int, ...]:
    """For each item on the left the place of its partner: "b a c" or "1b 2a 3c".

    Raises:
        UnreadableAnswer: if one has no partner, or two have the same.
    """
    text, count = joined(answer).lower(), len(asked.left)
    pairs = re.findall(r"(\d+)\W*([a-z])", text, re.ASCII)
    if pairs:
        partners = {int(left): right for left, right in pairs}
        if sorted(partners) != [*range(1, count + 1)] or len(pairs) != count:
            raise UnreadableAnswer(f"give each of 1 to {count} one letter, as 1b 2a")
        text = " ".join(partners[left] for left in sorted(partners))
    places = _places(text, len(asked.right))
    if len(places) != count:
        raise UnreadableAnswer(f"give {count} letters, one for each of 1 to {count}")
    return tuple(places)


def _places(answer: WrittenAnswer, count: int) -> list[int]:
    """The places that letters stand for, each of them once."""
    letters = re.sub(r"[\s,;.()]+", "", joined(answer).lower())
    places = [ascii_lowercase.find(c) for c in letters]
    if not places or not all(0 <= place < count for place in places):
        raise UnreadableAnswer(f"answer with letters from {_letters(count)}")
    if len(set(places)) < len(places):
        raise UnreadableAnswer("there is a letter twice in this")
    return places


def _letters(count: int) -> str:
    return f"{letter(0)} to {letter(count - 1)}"


def right_answer(asked: Asked) -> str:
    """The key as somebody would write it."""
    match asked:
        case AskedNumber():
            return asked.shown
        case AskedFormula():
            return asked.key.plain
        case AskedChoice() | AskedOrder() | AskedMatch():
            return " ".join(map(letter, asked.key))
