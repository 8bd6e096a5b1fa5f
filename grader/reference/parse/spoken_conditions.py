"""Conditions in words, such as between -3 and 3 or below 0, written with signs."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from .latex_tokens import IF
from .token_rows import EQUALS, TokenRow
from .tokens import Token

_SIGNS = {"below": "<", "above": ">", "less": "<", "smaller": "<", "greater": ">", "larger": ">"}
_COMPARING = ("less", "smaller", "greater", "larger")  # than
_VERBS = ("is", "lies")
_ENDS = (";", ".")  # after which another condition may begin
_VALUES = ("number", ")", ",")  # after which the condition is one of what stands there


def with_signs(row: TokenRow, name: str) -> Iterator[TokenRow]:
    """A row in which conditions are written with signs, of the input where no other subject is
    named, cut where one of several begins.
    """
    found: list[Token] = []
    starts, k = [0], 0
    while k < len(row.tokens):
        begun = len(_lead(found))
        subject = next((t.text for t in found[begun:] if len(t.text) == 1), name)
        condition, stop = _condition(row.tokens, k, subject)
        opens = begun == 0 or found[begun - 1].kind in _ENDS
        if not condition or not (_says(row.tokens[stop:]) if opens else begun < len(found) or _behind(found)):
            found.append(row.tokens[k])
            k += 1
            continue
        if opens:
            starts.append(begun)
        found[begun:] = [replace(row.tokens[k], kind="name", text=IF[0], run=False), *condition]
        k = stop
        if opens and k < len(row.tokens):
            found.append(replace(row.tokens[k], kind=":", text=":"))
            k += row.tokens[k].kind in (":", ",")
    for first, last in pairwise([*dict.fromkeys(starts), len(found)]):
        part = found[first:last]
        while part and part[-1].kind in _ENDS:
            part.pop()
        if part:
            yield replace(row, tokens=tuple(part), words="" if first else row.words)


def _lead(found: Sequence[Token]) -> Sequence[Token]:
    """What stands before the words that begin a condition: for x, if u is."""
    stop = len(found)
    stop -= stop > 1 and found[stop - 1].text in _VERBS
    stop -= stop > 1 and found[stop - 1].kind == "name" and len(found[stop - 1].text) == 1
    asked = stop > 0 and found[stop - 1].text.lower() in IF
    return found[: stop - 1] if asked else found


def _says(after: Sequence[Token]) -> bool:
    """Whether something is said of a condition, and not only a remark made."""
    return not after or after[0].kind == ":" or any(t.kind in EQUALS for t in after)


def _behind(found: Sequence[Token]) -> bool:
    """Whether a condition stands behind a formula."""
    return bool(found) and found[-1].kind in _VALUES and any(t.kind in EQUALS for t in found)


def _condition(tokens: Sequence[Token], k: int, name: str) -> tuple[list[Token], int]:
    """The condition that begins with a word, and where it ends; none if none does."""
    word = tokens[k].text.lower() if tokens[k].kind == "name" else ""
    here = replace(tokens[k], kind="name", text=name, run=False)
    if word == "between":
        low, middle = _number(tokens, k + 1)
        if low and middle < len(tokens) and tokens[middle].text == "and":
            high, stop = _number(tokens, middle + 1)
            less = replace(here, kind="<", text="<")
            if high:
                return [*low, less, here, less, *high], stop
    elif word in _SIGNS:
        than = k + 1 < len(tokens) and tokens[k + 1].text == "than"
        if than == (word in _COMPARING):
            number, stop = _number(tokens, k + 1 + than)
            if number:
                return [here, replace(here, kind=_SIGNS[word], text=_SIGNS[word]), *number], stop
    return [], k


def _number(tokens: Sequence[Token], k: int) -> tuple[list[Token], int]:
    """A number with its sign that stands for itself, and where it ends."""
    stop = k + (k < len(tokens) and tokens[k].kind == "-")
    if stop < len(tokens) and tokens[stop].kind == "number":
        return list(tokens[k : stop + 1]), stop + 1
    return [], k
