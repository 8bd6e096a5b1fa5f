"""An explanation as lines of text: what a code says, its cause, a wrong example beside the right
one, what to try.
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from .causes import Cause

WIDTH = 100
HALF = 48  # columns that a line of an example may take, so that two stand side by side
LABEL = 9


@dataclass(frozen=True)
class Explanation:
    """A code as people are shown it, what each kind of mistake says by it, and its cause if one is
    known.
    """

    code: str
    said: Sequence[str]
    cause: Cause | None


def lines(explanation: Explanation, width: int = WIDTH) -> Iterator[str]:
    """One explanation, wrapped at a width; `code` stands before it."""
    said = " Or: ".join(explanation.said)
    yield from textwrap.wrap(f"{explanation.code}  {said}", width, subsequent_indent="      ")
    cause = explanation.cause
    if cause is None:
        return
    yield ""
    yield from _labelled("cause:", cause.cause, width)
    if cause.right:
        yield ""
        below = width < WIDTH
        yield from _formulas(cause) if cause.of else _below(cause) if below else _side_by_side(cause)
    yield ""
    yield from _labelled("try:", cause.advice, width)


def _labelled(label: str, text: str, width: int) -> Iterator[str]:
    head = f"  {label:{LABEL - 2}}"
    yield from textwrap.wrap(text, width, initial_indent=head, subsequent_indent=" " * LABEL)


def _formulas(cause: Cause) -> Iterator[str]:
    yield f"  {'of:':{LABEL - 2}}f(x)  = {cause.of}"
    yield f"  {'wrong:':{LABEL - 2}}f'(x) = {cause.wrong}"
    yield f"  {'right:':{LABEL - 2}}f'(x) = {cause.right}"


def _below(cause: Cause) -> Iterator[str]:
    for label, code in (("wrong:", cause.wrong), ("right:", cause.right)):
        yield f"  {label}"
        yield from (f"    {line}".rstrip() for line in code.splitlines())


def _side_by_side(cause: Cause) -> Iterator[str]:
    pairs = [("wrong:", "right:"), *zip_longest(cause.wrong.splitlines(), cause.right.splitlines(), fillvalue="")]
    yield from (f"  {wrong:{HALF}}  {right}".rstrip() for wrong, right in pairs)
