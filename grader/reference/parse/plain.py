"""Tokens of plain text."""

import re
from collections.abc import Iterator
from dataclasses import replace

from .tokens import HATS, LOWERED, RAISED, Token, lowered, raised, sign

_TOKEN = re.compile(
    r"[\s`$]*(?:(?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+(?![\w^*.]))?)"
    r"|(?P<series>(?:[sS]um|[\u03a3\u2211])(?=_|[\u2080-\u209c\u1d62-\u1d6a\u2c7c])|\u2211)|(?P<name>[A-Za-z](?:(?:\\?_)?[A-Za-z0-9])*)"
    r"|(?P<sign>\*\*|<=>|<=|>=|!=|=>|->|==|:=|~=|\S))",
    re.ASCII,
)
_INDEX = re.compile(r"_(?:\{([A-Za-z0-9]+)\}|\(([A-Za-z0-9]+)\)|([A-Za-z0-9]+))", re.ASCII)


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """The tokens between two offsets."""
    while match := _TOKEN.match(text, start, end):
        kind = str(match.lastgroup)
        at, start, written = match.start(kind), match.end(), match[kind]
        if written == "E" and text.startswith("[", start):
            yield Token("expectation", "E", at, start)
        elif kind == "series":
            yield Token("sum", written, at, start)
            if start < end and text[start] in LOWERED:
                index = lowered(Token("name", "", start, start), text, end)
                yield Token("_", "_", start, start)
                yield Token("name", index.text.removeprefix("_"), start, index.end)
                start = index.end
        elif kind == "sign" and written.isspace():  # as some of Unicode are
            continue
        elif kind == "sign" and written in RAISED:
            yield from (found := raised(text, at, end))
            start = found[-1].end
        else:
            token = Token(kind, written.replace("\\", ""), at, start) if kind != "sign" else sign(written, at)
            token = _marked(token, text, end) if token.kind == "name" else token
            yield token
            start = token.end


def _marked(name: Token, text: str, end: int) -> Token:
    """A name with what is above and below it: a hat, an index."""
    if name.end < end and (hat := HATS.get(text[name.end])):
        name = replace(name, text=f"{name.text}_{hat}", end=name.end + 1)
    if index := _INDEX.match(text, name.end, end):
        name = replace(name, text=f"{name.text}_{index[1] or index[2] or index[3]}", end=index.end())
    return lowered(name, text, end)
