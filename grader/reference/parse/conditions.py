"""Cases and their conditions: a if x > 0, b if x < -1, else c; and the environment `cases` of LaTeX."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Literal

from . import plain
from .grammar import Arithmetic
from .source import Unreadable
from .stream import Glossary
from .tokens import Token
from .tree import Cases, Connective, Node, Relation

IF, OTHERWISE = ("if", "for", "when"), ("else", "otherwise")
SIGNS = ("<", ">", "<=", ">=", "!=")
MOST_BRANCHES = 10

_ALONE = re.compile(
    r"^[ \t]*(?:(?:for|if|when|case|where)\b)?[ \t$]*([^=\n$]{1,40}[<>\u2264\u2265][^\n$]{1,40}?)[ \t$:;,]*$",
    re.I | re.M,
)


class Parser(Arithmetic):
    """One line of formulas; `names` may grow while it is read."""

    def __init__(self, tokens: Sequence[Token], names: Glossary) -> None:
        super().__init__(tokens, names)
        self._in_condition = False

    def expression(self) -> Node:
        found = self.inner()
        if isinstance(found, Relation | Connective):
            raise Unreadable("a comparison can only stand after if", found.at)
        return found

    def inner(self) -> Node:
        at, value = self.next.start, self._either()
        if self._in_condition or not self.at("name", "text") or not self.word("if"):
            return value
        branches: list[tuple[Node, Node]] = [(value, self.condition())]
        while self.at(",") or (self.at("name") and self.next.text == "else"):
            self.take(",")
            last, value = self.word(*OTHERWISE), self.sum()
            if self.word("if"):
                branches.append((value, self.condition()))
            elif last:
                return _cases(branches, value, at)
            else:
                raise self.expected("if after a value among cases")
        return _cases(branches, None, at)

    def cases(self) -> Node:
        at = self.need("begin cases").start
        branches: list[tuple[Node, Node]] = []
        otherwise = None
        while not self.at("end cases"):
            value = self.sum()
            self.take(",")
            self.need("&")
            if self.word(*OTHERWISE):
                otherwise = value
            else:
                self.word(*IF)
                branches.append((value, self.condition()))
            self.take(",", ".")
            if not self.take("row"):
                break
        self.need("end cases")
        return _cases(branches, otherwise, at)

    def condition(self) -> Node:
        """A comparison, or several that are connected.

        Raises:
            Unreadable: if it is none.
        """
        outer, self._in_condition = self._in_condition, True
        found = self._either()
        self._in_condition = outer
        if not isinstance(found, Relation | Connective):
            raise Unreadable("expected a condition such as x > 0", found.at)
        return found

    def _either(self) -> Node:
        return self._connected("or", self._both)

    def _both(self) -> Node:
        return self._connected("and", self._negated)

    def _connected(self, word: Literal["and", "or"], part: Callable[[], Node]) -> Node:
        at, parts = self.next.start, [part()]
        while self._in_condition and self.word(word):
            parts.append(part())
        return parts[0] if len(parts) == 1 else Connective(word, tuple(parts), at)

    def _negated(self) -> Node:
        at = self.next.start
        if self._in_condition and self.word("not"):
            return Connective("not", (self._related(),), at)
        return self._related()

    def _related(self) -> Node:
        """A comparison, or a chain of them: -3 < x < 3."""
        parts = [self.sum()]
        found: list[Node] = []
        while sign := self.take(*SIGNS, *(["="] if self._in_condition and not found else [])):
            parts.append(self.sum())
            found.append(Relation(parts[-2], sign.kind, parts[-1], sign.start))
        if not found:
            return parts[0]
        return found[0] if len(found) == 1 else Connective("and", tuple(found), found[0].at)


def put(text: str, names: Glossary) -> Iterator[tuple[int, Node]]:
    """The conditions that stand on lines of their own, such as "For x > 0:", with their offsets: what the lines after
    them are said to hold for.
    """
    for line in _ALONE.finditer(text):
        with suppress(Unreadable):
            parser = Parser(list(plain.tokens(text, line.start(1), line.end(1))), names)
            found = parser.condition()
            if parser.at("end"):
                yield line.start(1), found


def _cases(branches: list[tuple[Node, Node]], otherwise: Node | None, at: int) -> Cases:
    if not 0 < len(branches) <= MOST_BRANCHES:
        raise Unreadable(f"cases need conditions, at most {MOST_BRANCHES} of them", at)
    return Cases(tuple(branches), otherwise, at)
