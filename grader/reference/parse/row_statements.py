"""A row as statements: equations, and the conditions that the lines after them are said to hold
under.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from . import cases
from .conditions import SIGNS, Parser
from .latex_tokens import IF, OTHERWISE
from .prose import TOGETHER, Prose
from .source import Unreadable
from .stream import Glossary
from .token_rows import EQUALS, TokenRow
from .tokens import Token
from .tree import Connective, Name, Node, Number, Relation, Sum

_FORMULA = ("+", "-", "*", "/", "^", "(", "'", "number")  # what is seldom in prose
LEAST_SIGNS = 3  # of these, in a plain line beside LaTeX that is a formula
LONGEST_SIDE = 400  # tokens
ENDS = (",", ";", ".", "quad")  # of one formula, after which there may be another
HEADS = (*IF, "at", "case", "case:", "where", "assume", "suppose", "let")
_TERMS = ("term", "terms", "summand", "summands")
_ASIDE = "a sign is missing before this, or this belongs to a sentence: put the formula on a line of its own"


@dataclass(frozen=True)
class Side:
    """One side of an equation, where it stands in the text, and whether it is said to be near
    alone.
    """

    node: Node
    start: int
    end: int
    near: bool = False


@dataclass(frozen=True)
class Defined:
    """What the first side of a line introduces: a name, what it is a function of, and its
    indices.
    """

    name: str
    parameters: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Heading:
    """What is said before lines: that they hold under a condition, in all other cases
    ("otherwise"), or in all.
    """

    condition: Node | str
    start: int


@dataclass(frozen=True)
class WrittenEquation:
    """Sides that are said to be equal, under a condition if there is one. They go on from the
    formula before, define a name by the first of them, or neither.
    """

    sides: tuple[Side, ...]
    defined: Defined | None
    goes_on: bool
    start: int
    condition: Node | None = None


Statement = Heading | WrittenEquation | Unreadable


@dataclass(frozen=True)
class _Part:
    """Tokens between words, and these words."""

    tokens: tuple[Token, ...]
    words: tuple[Token, ...]
    unsure: tuple[Token, ...]


def statements(row: TokenRow, names: Glossary) -> Iterator[Statement]:
    """What a row says; what one statement defines may be known when the next one is read. What
    cannot be read is among them, as the complaint about it.
    """
    if len(row.tokens) == 1 and row.tokens[0].kind == "bad":
        yield Unreadable(row.tokens[0].text, row.tokens[0].start)
        return
    said = False
    for part in _parts(row, names):
        lead = _lead(part, row if part.words == () else None)
        try:
            if lead in TOGETHER and not said:
                yield Heading("all", part.tokens[0].start if part.tokens else row.tokens[0].start)
            for statement in _of(part, lead, said, names):
                yield statement
                said = said or isinstance(statement, WrittenEquation)
        except Unreadable as complaint:
            if not row.beside or sum(t.kind in _FORMULA for t in part.tokens) >= LEAST_SIGNS:
                yield complaint
                said = True


def _parts(row: TokenRow, names: Glossary) -> Iterator[_Part]:
    prose = Prose(row.tokens, names)
    words: list[Token] = []
    unsure: list[Token] = []
    part: list[Token] = []
    for k, token in enumerate(row.tokens):
        if k not in prose.places:
            part.append(token)
            continue
        if part:
            yield _Part(tuple(part), tuple(words), tuple(unsure))
            part, words, unsure = [], [], []
        words.append(token)
        unsure += [token] if k in prose.unsure else []
    yield _Part(tuple(part), tuple(words), tuple(unsure))


def _lead(part: _Part, row: TokenRow | None) -> str:
    """The word before a part."""
    if part.words:
        return part.words[-1].text.lower()
    words = row.words.rstrip(" \t$(:").split() if row else []
    return words[-1].lower().strip(".,;:*") if words else ""


def _of(part: _Part, lead: str, said: bool, names: Glossary) -> Iterator[Statement]:
    tokens = list(part.tokens)
    while tokens and tokens[0].kind in (*ENDS, ":", "&"):
        tokens.pop(0)
    while tokens and tokens[-1].kind in (*ENDS, ":", "&"):
        tokens.pop()
    while len(tokens) > 1 and tokens[0].kind == "name" and tokens[0].text in ("and", "or"):
        tokens.pop(0)
    if lead == "case" and tokens and tokens[0].kind == "number":
        tokens = [t for k, t in enumerate(tokens[1:]) if k or t.kind not in (":", ".")]
    if not tokens:
        return
    if _is_about_terms(part, tokens):
        return
    related = any(t.kind in (*EQUALS, *SIGNS) for t in tokens)
    colon = next((k for k, t in enumerate(tokens) if t.kind == ":"), 0)
    if any(t.kind in SIGNS for t in tokens[:colon]) and not any(t.kind in EQUALS for t in tokens[:colon]):
        lead = IF[0]
    first = tokens[0].text.lower() if tokens[0].kind == "name" else ""
    if first in IF or (lead in HEADS and related):
        yield from _headed(tokens[1:] if first in IF else tokens, lead, names)
    elif first in OTHERWISE and not said:
        yield Heading("otherwise", tokens[0].start)
        yield from _of(replace(part, tokens=tuple(tokens[1:]), words=()), "", said, names)
    elif any(t.kind in EQUALS for t in tokens):
        yield from equations(tokens, names)
    elif said:
        _refuse_fragment(part, tokens)
    elif related and tokens[-1].kind != "bad":
        yield from _condition_alone(tokens, names)


def _is_about_terms(part: _Part, tokens: Sequence[Token]) -> bool:
    """Whether an equation says which terms of a sum are meant: only the term with i = j depends on
    x_j.
    """
    words = {word.text.lower() for word in part.words}
    indices = [t.kind for t in tokens] == ["name", "=", "name"] and len(tokens[0].text + tokens[2].text) == 2
    return indices and "only" in words and bool(words & {*_TERMS})


def _headed(tokens: Sequence[Token], lead: str, names: Glossary) -> Iterator[Statement]:
    """A condition, and perhaps equations behind it: if x > 0: f(x) = x."""
    if not tokens:
        return
    if lead in ("let", "where", "assume", "suppose") and any(t.kind == "=" for t in tokens):
        yield from equations(tokens, names)
        return
    parser = Parser(list(tokens), names)
    start = tokens[0].start
    try:
        condition = parser.condition()
    except Unreadable:
        if lead in (*IF, "at") and not any(t.kind in EQUALS for t in tokens):
            return
        yield from equations(tokens, names)
        return
    if not _is_plain(condition):
        yield from equations(tokens, names)
        return
    rest = list(tokens[parser.k :])
    if rest and rest[0].kind not in (*ENDS, ":", "row", "name", "bad"):
        raise parser.expected("the end of the condition")
    yield Heading(condition, start)
    while rest and (rest[0].kind in (*ENDS, ":", "bad") or rest[0].text == "then"):
        rest.pop(0)
    if any(t.kind in EQUALS for t in rest):
        yield from equations(rest, names)


def _is_plain(condition: Node) -> bool:
    """Whether an equation after "for" can be a condition, as i = k and x = 0 are."""
    if not isinstance(condition, Relation) or condition.sign != "=":
        return True
    return all(isinstance(side, Name | Number | Sum) for side in (condition.left, condition.right))


def _condition_alone(tokens: Sequence[Token], names: Glossary) -> Iterator[Statement]:
    """A condition that is a line by itself: x > 0."""
    parser = Parser(list(tokens), names)
    try:
        condition = parser.condition()
    except Unreadable:
        return
    if parser.at("end") and isinstance(condition, Relation | Connective):
        yield Heading(condition, tokens[0].start)


def _refuse_fragment(part: _Part, tokens: Sequence[Token]) -> None:
    """Complain of what follows an equation after a word that nobody knows, so that it may belong to
    it.

    Raises:
        Unreadable: if it may.
    """
    if part.unsure and (len(tokens) > 1 or tokens[0].kind == "number"):
        shown = part.unsure[-1]
        raise Unreadable(f"{shown.text} is not known here; {_ASIDE}", shown.start)


def equations(tokens: Sequence[Token], names: Glossary) -> Iterator[Statement]:
    """The equations of a part without words."""
    parser = Parser(list(tokens), names)
    while not parser.at("end"):
        start = parser.next.start
        goes_on = parser.at(*EQUALS)
        if not goes_on and parser.k and not any(t.kind in EQUALS for t in tokens[parser.k :]):
            _refuse_rest(parser)
            return
        defined = _definition(parser)
        sides = [] if goes_on or defined else [_side(parser, False)]
        if parser.k <= 1 and parser.at(*EQUALS) and parser.ahead(1).kind == "end":
            return  # a name that words explain, which are gone by now: n = number of samples
        if sides and parser.take(":"):  # a title: Sigmoid: f(x) = ...
            continue
        while sign := parser.take(*EQUALS):
            sides.append(_side(parser, sign.kind == "~"))
        condition, last = cases.behind(parser, sides[-1].node)
        sides[-1] = replace(sides[-1], node=last)
        if condition is None and _otherwise_behind(parser):
            yield Heading("otherwise", start)
        elif not parser.at("end") and not parser.take(*ENDS, ":") and not parser.word("and"):
            raise parser.expected("= or the end of the formula")
        yield WrittenEquation(tuple(sides), defined, goes_on, start, condition)


def _otherwise_behind(parser: Parser) -> bool:
    """Whether a row ends with otherwise: f(x) = 0, otherwise."""
    begun = parser.k
    parser.take(*ENDS)
    if parser.word(*OTHERWISE) and parser.at("end"):
        return True
    parser.k = begun
    return False


def _refuse_rest(parser: Parser) -> None:
    """Complain of what follows the last equation of a row, unless it is its number, a name or a
    condition.

    Raises:
        Unreadable: if it may belong to the equation.
    """
    number = parser.at("(") and parser.ahead(1).kind in ("number", "name") and parser.ahead(3).kind == "end"
    if number or (parser.at("name", "number") and parser.ahead(1).kind == "end"):
        return
    start = parser.next.start
    try:
        parser.condition()
    except Unreadable:
        raise Unreadable(_ASIDE, start) from None


def _side(parser: Parser, near: bool) -> Side:
    first, start = parser.k, parser.next.start
    node = parser.expression()
    if parser.k - first > LONGEST_SIDE:
        raise Unreadable("this side of the equation is too long", start)
    return Side(node, start, parser.ahead(-1).end, near)


def _definition(parser: Parser) -> Defined | None:
    """A new name, alone or with its parameters, before an equals sign."""
    first = parser.next
    if first.kind != "name" or first.run:
        return None
    if not parser.names.free(first.text):
        known = parser.names.kind(first.text) in ("function", "either")
        shape = [parser.ahead(k).kind for k in range(1, 5)] == ["(", "name", ")", "="]
        if known and shape and not parser.ahead(2).run:  # erf(z) = ..., of any z
            parser.names.declare(parser.ahead(2).text)
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
