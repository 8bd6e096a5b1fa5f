"""Cases and their conditions: a if x > 0, b if x < -1, else c; and the environment `cases` of
LaTeX.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from .latex_tokens import IF, OTHERWISE
from .operators import Operators
from .source import Unreadable
from .stream import Glossary
from .tokens import Token
from .tree import Cases, Connective, Node, Relation

SIGNS = ("<", ">", "<=", ">=", "!=", "==")
_BETWEEN = (",", "&", "quad", ":")  # a value and its condition
MOST_BRANCHES = 10


class Parser(Operators):
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
        if self._in_condition or not self.at("name", "text") or not self.word(*IF):
            return value
        if self.at("end"):  # prose followed: for all x
            return value
        branches: list[tuple[Node, Node]] = [(value, self.condition())]
        ordered = False
        while (begun := self.k) is not None and (self.take(",", ";") or self._at_word("else", "otherwise", "and")):
            self.word("and")
            last = self.word(*OTHERWISE)
            ordered = ordered or last
            self.take(",", ":")
            try:
                value = self.sum()
            except Unreadable:
                self.k = begun
                break
            if self.word(*IF):
                branches.append((value, self.condition()))
            elif last or self.word(*OTHERWISE):
                return replace(joined(branches, value, at), ordered=ordered)
            else:
                self.k = begun
                break
        return replace(joined(branches, None, at), ordered=ordered)

    def _at_word(self, *words: str) -> bool:
        return self.at("name") and self.next.text in words

    def cases(self) -> Node:
        at = self.need("begin cases").start
        branches: list[tuple[Node, Node]] = []
        otherwise = None
        also: list[tuple[Node, Node]] = []
        while not self.at("end cases"):
            value = self.sum()
            equal = []
            while self.take("="):
                equal.append(self.sum())
            marked = self.take(*_BETWEEN)
            while self.take(*_BETWEEN):
                pass
            if self.word(*OTHERWISE):
                otherwise = value
            elif self.word(*IF) or marked:
                branches.append((value, self.condition()))
                also += [(e, branches[-1][1]) for e in equal]
            else:
                raise self.expected("&")
            while self.take(",", ".", ";", "quad"):
                pass
            if not self.take("row"):
                break
        self.need("end cases")
        return replace(joined(branches, otherwise, at), also=tuple(also))

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
        while self._in_condition and (begun := self.k) is not None and self.word(word):
            try:
                further = part()
            except Unreadable:
                self.k = begun
                break
            if not isinstance(further, Relation | Connective):  # x if x > 0 and 0 if x < 0
                self.k = begun
                break
            parts.append(further)
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
            kind = "=" if sign.kind == "==" else sign.kind
            found.append(Relation(parts[-2], kind, parts[-1], sign.start))
        if not found:
            return parts[0]
        return found[0] if len(found) == 1 else Connective("and", tuple(found), found[0].at)


def joined(branches: list[tuple[Node, Node]], otherwise: Node | None, at: int) -> Cases:
    if not 0 < len(branches) <= MOST_BRANCHES:
        raise Unreadable(f"cases need conditions, at most {MOST_BRANCHES} of them", at)
    return Cases(tuple(branches), otherwise, at)
