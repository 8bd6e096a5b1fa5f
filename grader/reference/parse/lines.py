"""A text as lines of formulas: sides joined by equals signs, some of which go on from the line before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import latex_tokens, plain
from .conditions import Parser
from .source import Unreadable, stretches
from .stream import Glossary
from .tokens import Token
from .tree import Node

MOST_LINES = 300
LONGEST_SIDE = 400  # tokens
ENDS = (",", ";", ".")  # of one formula, after which there may be another
WHOLE = ("number", "name", ")", "]", "}", "close bar", *ENDS)  # after which a text is a remark


@dataclass(frozen=True)
class Side:
    """One side of an equation, and where it stands in the text."""

    node: Node
    start: int
    end: int


@dataclass(frozen=True)
class Defined:
    """What the first side of a line introduces: a name, and what it is a function of."""

    name: str
    parameters: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True)
class WrittenEquation:
    """Sides that are said to be equal. They go on from the formula before, define a name by the first of them, or
    neither.
    """

    sides: tuple[Side, ...]
    defined: Defined | None
    goes_on: bool
    start: int


def lines(text: str) -> list[list[Token]]:
    """The tokens of every line that has an equation in it or is gone on from.

    Raises:
        Unreadable: at a character or a command that means nothing, and if there are too many.
    """
    rows: list[list[Token]] = []
    for stretch in stretches(text):
        read = latex_tokens.tokens if stretch.latex else plain.tokens
        rows += filter(None, map(_trimmed, _rows(list(read(text, stretch.start, stretch.end)))))
    follows = [k + 1 < len(rows) and rows[k + 1][0].kind == "=" for k in range(len(rows))]
    kept = [row for row, gone_on in zip(rows, follows, strict=True) if gone_on or any(t.kind == "=" for t in row)]
    if len(kept) > MOST_LINES:
        raise Unreadable(f"these are more than {MOST_LINES} lines of formulas", kept[MOST_LINES][0].start)
    return kept


def formulas(row: Sequence[Token], names: Glossary) -> Iterator[WrittenEquation]:
    """The formulas of one line; what one of them defines may be known when the next one is read.

    Raises:
        Unreadable: at what is no formula, or no known name.
    """
    parser = Parser(row, names)
    while not parser.at("end"):
        start = parser.next.start
        goes_on = parser.at("=")
        defined = _definition(parser)
        sides = [] if goes_on or defined else [_side(parser)]
        while parser.take("="):
            sides.append(_side(parser))
        if not parser.at("end") and not parser.take(*ENDS):
            raise parser.expected("= or the end of the formula")
        yield WrittenEquation(tuple(sides), defined, goes_on, start)


def _rows(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Lines of an alignment; those of cases belong to one line."""
    row: list[Token] = []
    depth = 0
    for token in tokens:
        depth += (token.kind == "begin cases") - (token.kind == "end cases")
        if token.kind == "row" and not depth:
            yield row
            row = []
        elif token.kind != "&" or depth:
            row.append(token)
    yield row


def _trimmed(row: list[Token]) -> list[Token]:
    """A line without the full stop and the remarks at its end."""
    end = len(row)
    while end:
        remark = row[end - 1].kind == "text" and end > 1 and row[end - 2].kind in WHOLE
        if not remark and row[end - 1].kind not in ENDS:
            break
        end -= 1
    return row[:end]


def _side(parser: Parser) -> Side:
    first, start = parser.k, parser.next.start
    node = parser.expression()
    if parser.k - first > LONGEST_SIDE:
        raise Unreadable("this side of the equation is too long", start)
    return Side(node, start, parser.ahead(-1).end)


def _definition(parser: Parser) -> Defined | None:
    """A new name, alone or with its parameters, before an equals sign."""
    first = parser.next
    if first.kind != "name" or not parser.names.free(first.text) or first.run:
        return None
    parameters: list[str] = []
    ahead = 1
    if parser.ahead(1).kind == "(":
        while parser.ahead(ahead).kind in ("(", ",") and parser.ahead(ahead + 1).kind == "name":
            parameters.append(parser.ahead(ahead + 1).text)
            ahead += 2
        if parser.ahead(ahead).kind != ")":
            return None
        ahead += 1
    if parser.ahead(ahead).kind != "=":
        return None
    for parameter in parameters:
        parser.names.declare(parameter)
    if not parameters:
        parser.names.readings.stands_for_a_value(first.text)
    parser.k += ahead
    return Defined(first.text, tuple(parameters), first.start, parser.ahead(-1).end)
