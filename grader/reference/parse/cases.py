"""Conditions behind an equation: f(x) = x, x > 0; f(x) = x (x > 0); and further values with
theirs.
"""

from .conditions import SIGNS, Parser, joined
from .latex_tokens import IF, OTHERWISE
from .source import Unreadable
from .tree import Cases, Node

_SEPARATORS = (",", ";", "quad")


def behind(parser: Parser, value: Node) -> tuple[Node | None, Node]:
    """The condition that an equation with this value is under, if there is one, and the value
    without it; of several values with conditions, all of them together.
    """
    if isinstance(value, Cases) and len(value.branches) == 1 and value.otherwise is None:
        ((value, condition),) = value.branches
    elif (found := _condition(parser)) is not None:
        condition = found
    else:
        return None, value
    branches, otherwise = [(value, condition)], None
    while otherwise is None and (further := _further(parser)):
        if further[1] is None:
            otherwise = further[0]
        else:
            branches.append((further[0], further[1]))
    if len(branches) == 1 and otherwise is None:
        return condition, value
    return None, joined(branches, otherwise, value.at)


def _condition(parser: Parser) -> Node | None:
    if parser.word(*IF):
        return parser.condition()
    closes = parser.at("(") and parser.closing(0) < parser.left
    stop = next((k for k in range(1, parser.left) if parser.ahead(k).kind in ("=", "~", ";")), parser.left)
    if not (parser.at(",", "quad") or closes):
        return None
    if not any(parser.ahead(k).kind in SIGNS for k in range(1, stop)) and not _equates_indices(parser):
        return None
    begun = parser.k
    while parser.take(",", "quad", "("):
        pass
    parser.word(*IF)
    try:
        found = parser.condition()
    except Unreadable:
        parser.k = begun
        return None
    if closes:
        parser.take(")")
    return found


def _further(parser: Parser) -> tuple[Node, Node | None] | None:
    """One more value with its condition, or without one for all other cases."""
    begun = parser.k
    try:
        if not (parser.take(*_SEPARATORS) or parser.word("and")):
            return None
        while parser.take(*_SEPARATORS) or parser.word("and"):
            pass
        last = parser.word(*OTHERWISE)
        value = parser.sum()
        if last or (parser.take(*_SEPARATORS) and parser.word(*OTHERWISE)) or parser.word(*OTHERWISE):
            return value, None
        if (condition := _condition(parser)) is not None:
            return value, condition
    except Unreadable:
        pass
    parser.k = begun
    return None


def _equates_indices(parser: Parser) -> bool:
    """Whether it is said next that two indices are equal: , i = j."""
    one, sign, other = (parser.ahead(k) for k in (1, 2, 3))
    return sign.kind == "=" and parser.names.index(one.text) and parser.names.index(other.text)
