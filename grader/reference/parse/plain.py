"""Tokens of plain text."""

import re
from collections.abc import Iterator

from .tokens import RAISED, Token, raised, sign

_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+(?![\w^*.]))?)|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<sign>\*\*|<=|>=|!=|\S))",
    re.ASCII,
)


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """The tokens between two offsets.

    Raises:
        Unreadable: at a character that means nothing here.
    """
    while match := _TOKEN.match(text, start, end):
        kind = str(match.lastgroup)
        start, written = match.end(), match[kind]
        if kind != "sign":
            yield Token(kind, written, match.start(kind), start)
        elif written.isspace():  # as some of Unicode are
            continue
        elif written in RAISED:
            yield from (found := raised(text, match.start(kind), end))
            start = found[-1].end
        else:
            yield sign(written, match.start(kind))
