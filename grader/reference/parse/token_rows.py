"""The lines of a text as rows of tokens, with what goes on in the next line put together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from . import latex_tokens, plain
from .document import Passage, passages
from .source import Unreadable
from .stream import CLOSING
from .tokens import Token

MOST_TOKENS = 8000  # between the signs that mark one formula of LaTeX
MOST_ROWS = 300  # with formulas in them
EQUALS = ("=", "~")
_JOINING = ("+", "-", "*", "/", "^", *EQUALS)  # at the end of a row that goes on in the next one
_GOING_ON = ("+", "*", "/")
_OPERANDS = ("number", "name", "text", ")", "]", "}", "|", "close bar", "'")


@dataclass(frozen=True)
class TokenRow:
    """Tokens of one line, what stands before them in it, and whether they are plain text beside
    LaTeX.
    """

    tokens: tuple[Token, ...]
    words: str = ""
    beside: bool = False

    @property
    def equation(self) -> bool:
        return any(t.kind in EQUALS for t in self.tokens)


def rows(text: str) -> list[TokenRow]:
    """All rows in order.

    Raises:
        Unreadable: if there are too many.
    """
    joined: list[TokenRow] = []
    for passage in passages(text):
        for k, row in enumerate(_of(text, passage)):
            if joined and _goes_on(joined[-1], row, first=k == 0 and bool(row.words)):
                joined[-1] = replace(joined[-1], tokens=(*joined[-1].tokens, *_rest(joined[-1], row)))
            else:
                joined.append(row)
    equations = [row for row in joined if row.equation]
    if len(equations) > MOST_ROWS:
        raise Unreadable(f"these are more than {MOST_ROWS} lines of formulas", equations[MOST_ROWS].tokens[0].start)
    return joined


def _of(text: str, passage: Passage) -> Iterator[TokenRow]:
    if passage.kind == "open":
        yield TokenRow((Token("bad", passage.words, passage.start, passage.end, True),))
        return
    read = latex_tokens.tokens if passage.kind == "latex" else plain.tokens
    beside = passage.beside and passage.kind == "plain"
    words = passage.words
    tokens = list(islice(read(text, passage.start, passage.end), MOST_TOKENS + 1))
    if len(tokens) > MOST_TOKENS:
        yield TokenRow((Token("bad", "this is too long for formulas", passage.start, passage.end),))
        return
    for row in _cut(tokens):
        if row := _trimmed(row):
            yield TokenRow(tuple(row), words, beside)
            words = ""


def _cut(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Rows of an alignment; those of cases belong to one row."""
    row: list[Token] = []
    depth = 0
    for k, token in enumerate(tokens):
        depth += (token.kind == "begin cases") - (token.kind == "end cases")
        if token.kind == "row" and not depth:
            yield row
            row = []
        elif token.kind == "quad" and not depth:
            if row and row[-1].kind in _OPERANDS and k + 1 < len(tokens) and tokens[k + 1].kind in ("name", "number"):
                row.append(token)
        elif token.kind != "&" or depth:
            row.append(token)
    yield row


def _trimmed(row: list[Token]) -> list[Token]:
    """A row without the full stop at its end."""
    while row and row[-1].kind in (",", ";", ".", "quad"):
        row.pop()
    return row


def _goes_on(before: TokenRow, row: TokenRow, first: bool) -> bool:
    """Whether a row belongs to the one before it."""
    if not before.equation or first or row.beside != before.beside or before.tokens[-1].kind == "bad":
        return False
    start = row.tokens[0].kind
    if before.tokens[-1].kind in _JOINING:
        return True
    if start in _GOING_ON or (start == "-" and not row.equation):
        return True
    return not row.equation and _open(before.tokens) > 0


def _rest(before: TokenRow, row: TokenRow) -> Sequence[Token]:
    """The tokens that a row adds to the one before it; an equals sign at the end and one at the
    beginning are one.
    """
    doubled = before.tokens[-1].kind in EQUALS and row.tokens[0].kind in EQUALS
    return row.tokens[1:] if doubled else row.tokens


def _open(tokens: Sequence[Token]) -> int:
    """How many parentheses are open at the end."""
    return sum((t.kind in CLOSING) - (t.kind in CLOSING.values()) for t in tokens)
