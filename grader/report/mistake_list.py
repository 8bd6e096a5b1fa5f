"""Several mistakes at once as a numbered list, in the text that explains a diagnosis and taken from
it again.
"""

import re
from collections.abc import Sequence

ITEM = re.compile(r"[1-9]\. ")
AND = "_and_"  # between the codes of mistakes that were made at once


def numbered(sentences: Sequence[str]) -> str:
    """One sentence as it is, several as a list with a line for each."""
    if len(sentences) == 1:
        return sentences[0]
    return "\n".join(f"{number}. {said}" for number, said in enumerate(sentences, 1))


def with_more(explanation: str, more: str) -> str:
    """An explanation with a sentence after it, which is no part of the last mistake of a list."""
    return f"{explanation}{chr(10) if items(explanation) else ' '}{more}" if more else explanation


def with_list(sentence: str, explanation: str) -> str:
    """A sentence before an explanation, which may be a list."""
    return f"{sentence}{chr(10) if items(explanation) else ' '}{explanation}"


def items(explanation: str) -> list[str]:
    """The sentences of a list, without their numbers; nothing if there is no list."""
    lines = explanation.splitlines()
    return [lines[n].partition(" ")[2] for n in _places(lines)]


def around(explanation: str) -> tuple[list[str], list[str]]:
    """The lines before a list and after it; without a list all lines are before it."""
    lines = explanation.splitlines()
    places = _places(lines)
    return (lines[: places[0]], lines[places[-1] + 1 :]) if places else ([explanation], [])


def codes(joined: str, number: int) -> list[str]:
    """The codes of so many mistakes at once, which the id of a diagnosis joins. The first may be
    one of an author's, which may have the same joint in it; two mistakes of one kind may share
    their code.
    """
    found = joined.rsplit(AND, number - 1)
    return found + found[-1:] * (number - len(found))


def _places(lines: Sequence[str]) -> list[int]:
    """Which lines make a list of two or more, numbered from 1."""
    places = [n for n, line in enumerate(lines) if ITEM.match(line)]
    numbers = [int(lines[n].partition(".")[0]) for n in places]
    return places if len(places) > 1 and numbers == list(range(1, len(places) + 1)) else []
