"""Names that a line uses before another line says what they are, and letters that stand for any
function.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from ...reference.parse.prose import RESERVED, WORDS
from ...reference.parse.row_statements import WrittenEquation, equations
from ...reference.parse.source import Unreadable
from ...reference.parse.stream import Glossary
from ...reference.parse.token_rows import EQUALS, TokenRow
from ...reference.parse.tokens import Token

_ENDS = (",", ";", ".", "quad", ":", "row", *EQUALS)
_CONDITIONS = ("at", "case", "for", "if", "when")  # words before a condition
MOST = 6  # letters in a rule


class Ahead:
    """What later rows say about names."""

    def __init__(self, rows: Sequence[TokenRow]) -> None:
        self._rows = rows
        self._places: dict[str, tuple[int, int]] = {}
        for number, row in enumerate(rows):
            for k, token in enumerate(row.tokens[:-1]):
                if token.kind == "name" and _is_defined(row.tokens, k) and _opens(row.tokens, k):
                    self._places.setdefault(token.text, (number, k))
                    self._places.setdefault(_base(token.text), (number, k))

    def definitions(self, number: int, names: Glossary) -> Iterator[tuple[str, WrittenEquation]]:
        """Yields the equations that define unknown names of a row, from this row or a later one."""
        for name in self._unknown(self._rows[number], names):
            place = self._places.get(name, self._places.get(_base(name)))
            if place is None or place[0] < number or (place[0] == number and self._first(number, name) == place[1]):
                continue
            tokens = self._rows[place[0]].tokens[place[1] :]
            sign = next(k for k, t in enumerate(tokens) if t.kind == "=")
            ends = (k for k, t in enumerate(tokens) if k > sign and (t.kind in _ENDS or _is_word(t)))
            stop = next(ends, len(tokens))
            with suppress(Unreadable):  # the row itself reports that
                for statement in equations(tokens[:stop], names):
                    if isinstance(statement, WrittenEquation) and statement.defined:
                        yield name, statement
                    break

    def placeholders(self, number: int, names: Glossary) -> list[str]:
        """Returns the undefined letters in a rule: u and v in (u v)' = u' v + u v'."""
        row = self._rows[number]
        if not any(t.kind == "'" for t in row.tokens):
            return []
        found = [n for n in self._unknown(row, names) if len(n) == 1 and n not in ("d", "\u2202") and n.isalpha()]
        return found if len(found) <= MOST and not any(n in self._places for n in found) else []

    def _first(self, number: int, name: str) -> int:
        return next((k for k, t in enumerate(self._rows[number].tokens) if name in _names(t)), -1)

    def _unknown(self, row: TokenRow, names: Glossary) -> list[str]:
        found = (n for t in row.tokens if names.kind(t.text) == "unknown" for n in _names(t))
        return [n for n in dict.fromkeys(found) if names.kind(n) == "unknown"]


def _names(token: Token) -> Sequence[str]:
    """Returns the names that a token may be."""
    if token.kind != "name" or _is_word(token) or token.text in RESERVED:
        return ()
    short = not token.latex and 1 < len(token.text) <= 3 and token.text.isalpha()
    return (token.text, *token.text) if token.run or short else (token.text,)


def _base(name: str) -> str:
    """Returns a name without its indices."""
    base, _, index = name.rpartition("_")
    return base if base and len(index) <= 2 and index.isalpha() else name


def _is_word(token: Token) -> bool:
    return token.kind == "name" and len(token.text) > 1 and token.text.lower() in {*WORDS, *RESERVED}


def _is_defined(tokens: Sequence[Token], k: int) -> bool:
    """Whether an equals sign follows a name, or the name and what it is a function of."""
    kinds = [t.kind for t in tokens[k + 1 : k + 5]]
    return kinds[:1] == ["="] or kinds == ["(", "name", ")", "="]


def _opens(tokens: Sequence[Token], k: int) -> bool:
    if k and tokens[k - 1].text.lower() in _CONDITIONS:
        return False
    return k == 0 or tokens[k - 1].kind in (",", ";", ".", "quad", ":") or _is_word(tokens[k - 1])
