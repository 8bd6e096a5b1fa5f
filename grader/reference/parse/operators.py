"""Sums and products over an index, integrals, brackets that are 1 or 0, and expectations."""

from .grammar import Arithmetic
from .source import Unreadable
from .stream import CLOSING
from .tokens import Token
from .tree import Bracket, Expectation, Integral, Name, Node, Relation, Series

_RELATIONS = ("=", "==", "!=", "<", ">", "<=", ">=")


class Operators(Arithmetic):
    """What stands before a formula and is about all of it."""

    def condition(self) -> Node:
        """A comparison, or several that are connected."""
        raise NotImplementedError

    def _group(self) -> Node:
        """What is in parentheses; a condition in brackets is 1 or 0: [i = j]."""
        if not self.at("[") or not self._holds_a_relation():
            return super()._group()
        start = self.need("[").start
        condition = self.condition()
        self.need("]")
        return Bracket(condition, start)

    def _holds_a_relation(self) -> bool:
        """Whether there is a comparison in the brackets that are next, and not in parentheses
        within.
        """
        depth = 0
        for ahead in range(1, self.closing(0)):
            kind = self.ahead(ahead).kind
            depth += (kind in CLOSING) - (kind in CLOSING.values())
            if depth == 0 and kind in _RELATIONS:
                return True
        return False

    def operator(self, token: Token) -> Node:
        self._deeper()
        self.k += 1
        if token.kind == "integral":
            found = self._integral(token)
        elif token.kind == "indicator":
            found = self._bracket(token)
        elif token.kind == "expectation":
            found = self._expectation(token)
        else:
            found = self._series(token)
        self._depth -= 1
        return found

    def _series(self, token: Token) -> Node:
        names: tuple[str, ...] = ()
        low: Node | None = None
        high: Node | None = None
        only: Node | None = None
        for _ in range(2):
            if self.take("_"):
                names, low, only = self._below()
            elif names and self.take("^"):
                high = self._bound()
        if not names:
            raise Unreadable("write the index of this sum below it: sum_i", token.start)
        if isinstance(high, Relation):
            raise Unreadable("the upper end of a sum is a number", high.at)
        with self.names.indices(names):
            body = self._product()
        for name in reversed(names):
            body = Series(token.kind == "prod", name, (low, high), only, body, token.start)
            only = None
        return body

    def _below(self) -> tuple[tuple[str, ...], Node | None, Node | None]:
        """The indices below a sum, where the first begins, and a condition on it."""
        if not self.at("{", "("):
            return (self._index_name(),), None, None
        closing = CLOSING[self.next.kind]
        self.k += 1
        names = [self._index_name()]
        low: Node | None = None
        only: Node | None = None
        while self.take(","):
            names.append(self._index_name())
        with self.names.indices(names):
            if self.take("="):
                low = self.sum()
            elif self.at("!=", "<", ">", "<=", ">="):
                sign = self.next
                self.k += 1
                only = Relation(Name(names[0], 0, sign.start), sign.kind, self.sum(), sign.start)
            if self.take(",", ";", ":"):
                only = self.condition()
        self.need(closing)
        return tuple(names), low, only

    def _index_name(self) -> str:
        self.split()
        return self.need("name").text

    def _bound(self) -> Node:
        if self.at("{", "("):
            return self._group()
        self.split()
        return self._primary()

    def _integral(self, token: Token) -> Node:
        low: Node | None = None
        high: Node | None = None
        for _ in range(2):
            if self.take("_"):
                low = self._limit()
            elif self.take("^"):
                high = self._limit()
        by = self._variable_of_integral(token)
        if low is None or high is None:
            raise Unreadable("an integral is read with both of its limits", token.start)
        with self.names.indices((by,)):
            body = self._until_differential(by)
        return Integral(body, by, low, high, token.start)

    def _limit(self) -> Node:
        if self.at("{", "("):
            return self._group()
        if self.at("-", "+"):
            return self._signed()
        self.split()
        return self._primary()

    def _variable_of_integral(self, token: Token) -> str:
        """The t of dt, wherever it stands."""
        for ahead in range(self.left):
            found = self.ahead(ahead)
            if found.kind == "name" and found.text == "d" and self.ahead(ahead + 1).kind == "name":
                self.split(ahead + 1)
                return self.ahead(ahead + 1).text
            joined = found.kind == "name" and found.text[0] == "d" and len(found.text) == 2
            if joined and self.names.kind(found.text) == "unknown":
                self.cut(ahead, 1)
                return self.ahead(ahead + 1).text
        raise Unreadable("this integral has no dx", token.start)

    def _until_differential(self, by: str) -> Node:
        """What is integrated; its dx may stand in the numerator."""
        self._differential = by
        if self._at_differential():
            self.k += 2
            body = self._product()
        else:
            body = self._product()
            if self._at_differential():
                self.k += 2
        self._differential = ""
        return body

    def _bracket(self, token: Token) -> Node:
        """1 where a condition holds, 0 elsewhere."""
        self.take("_")
        if not self.at(*CLOSING):
            raise Unreadable("write the condition after this in brackets", token.start)
        closing = CLOSING[self.next.kind]
        self.k += 1
        condition = self.condition()
        self.need(closing)
        return Bracket(condition, token.start)

    def _expectation(self, token: Token) -> Node:
        if not self.at(*CLOSING):
            raise Unreadable("write what is expected in brackets", token.start)
        return Expectation(super()._group(), token.start)
