"""What is said of mistakes: of misapplied rules, and to who answers a number that a known mistake
gives, which may have come about in another way.
"""

import re
from dataclasses import replace

from sympy import Piecewise, Symbol

from ..reference.malrules.words import words
from ..reference.malrules.wrong_derivation import WrongStep
from .parts import Parts, Words

CLAUSE_ENDS = re.compile(r"[.:;](?=\s|$)")  # not the point in 0.2


def rule_words(step: WrongStep) -> str:
    """What was done wrongly. A formula by cases is not written out: within a sentence nobody can
    read it.
    """
    return words(replace(step, before=Symbol("the formula by cases")) if step.before.has(Piecewise) else step)


def of_a_mistake(explanation: str, by_author: bool) -> Parts:
    """A mistake as one that gives this number. Of an author's words it is the first clause alone:
    what follows may be about other numbers or settings, or about code.
    """
    words = CLAUSE_ENDS.split(explanation)[0].strip() if by_author else explanation.strip().rstrip(".")
    return (Words(f"One mistake gives this number: {words[:1].lower() if _begins(words) else words[:1]}{words[1:]}."),)


def _begins(words: str) -> bool:
    """Whether the first word is an ordinary one, which is written small within a sentence."""
    first = words.split()[0] if words else ""
    return first[1:].islower() and first.isalpha()
