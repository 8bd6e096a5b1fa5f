"""The tokens of a line, read from left to right with a look ahead."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Literal, Protocol

from .readings import Readings
from .source import Unreadable
from .tokens import Token

MOST_TOKENS = 2000  # of a line
CLOSING = {"(": ")", "[": "]", "{": "}"}

Kind = Literal["function", "either", "quantity", "variable", "unknown"]


class Glossary(Protocol):
    """What is known by name while a line is read."""

    @property
    def readings(self) -> Readings:
        """How parentheses are read that may hold an argument or a factor."""

    def kind(self, name: str) -> Kind:
        """A function; a variable; a quantity, which is short for a formula; or "either", a function
        that also stands for its value.
        """

    def known(self, name: str) -> str:
        """A name as it is known here, which may be spelled in other ways."""

    def depends(self, quantity: str, variable: str) -> bool:
        """Whether a quantity is a function of what the other name stands for."""

    def takes(self, function: str, variable: str) -> bool:
        """Whether a function is one of what the other name stands for."""

    def free(self, name: str) -> bool:
        """Whether an equation may still say what a name stands for."""

    def declare(self, name: str) -> None:
        """Let a name stand for any number from here on, if it is not known."""

    def all(self) -> Iterable[str]:
        """Every name that is known."""

    def indices(self, names: Sequence[str]) -> AbstractContextManager[None]:
        """While these names are indices, as that of a sum is in what is summed."""

    def index(self, name: str) -> bool:
        """Whether a name is an index of vectors."""

    def letters(self, name: str) -> bool:
        """Whether a name that is not known is a product of letters that are: ax."""

    def spelled(self, words: str) -> bool:
        """Whether a text has one known name in it, which it then stands for."""

    def inputs_in_words(self) -> str:
        """What the inputs are called."""


class Stream:
    """Tokens, and which of them is next."""

    def __init__(self, tokens: Sequence[Token], names: Glossary) -> None:
        if len(tokens) > MOST_TOKENS:
            raise Unreadable("this is too long for a formula", tokens[0].start)
        end = tokens[-1].end if tokens else 0
        self._tokens = [*tokens, Token("end", "", end, end)]
        self.names = names
        self.k = 0

    @property
    def next(self) -> Token:
        return self.ahead(0)

    def ahead(self, count: int) -> Token:
        """The token so many places after the next one."""
        return self._tokens[min(self.k + count, len(self._tokens) - 1)]

    def at(self, *kinds: str) -> bool:
        """Whether the next token is of one of these kinds."""
        return self.next.kind in kinds

    @property
    def left(self) -> int:
        """How many tokens are left."""
        return len(self._tokens) - 1 - self.k

    def take(self, *kinds: str) -> Token | None:
        """The next token, which is then behind, if it is of one of these kinds."""
        if not self.at(*kinds):
            return None
        self.k += 1
        return self._tokens[self.k - 1]

    def need(self, kind: str) -> Token:
        """The next token, which is then behind.

        Raises:
            Unreadable: if it is of another kind.
        """
        if found := self.take(kind):
            return found
        raise self.expected(kind)

    def word(self, *words: str) -> bool:
        """Whether the next token was one of these words, which is then behind."""
        if self.at("name", "text") and self.next.text in words:
            self.k += 1
            return True
        return False

    def expected(self, what: str) -> Unreadable:
        """The complaint that something else is next."""
        if self.next.kind == "bad":
            return Unreadable(self.next.text, self.next.start)
        got = {"end": "the end", "row": "the end of the line"}.get(self.next.kind, self.next.text)
        return Unreadable(f"expected {what}, not {got}", self.next.start)

    def closing(self, ahead: int) -> int:
        """How far ahead the parenthesis closes that is so far ahead itself; the end, if it does
        not.
        """
        depth = 0
        for count in range(ahead, len(self._tokens) - self.k):
            kind = self.ahead(count).kind
            depth += (kind in CLOSING) - (kind in CLOSING.values())
            if depth == 0:
                return count
        return len(self._tokens) - self.k

    def split(self, ahead: int = 0) -> None:
        """Take letters of LaTeX apart that are no name together: xe is x times e, and dx is d and
        x.
        """
        token = self.ahead(ahead)
        if token.kind != "name" or self.names.kind(token.text) != "unknown":
            return
        if not token.run and not (not token.latex and self.names.letters(token.text)):
            return
        stem, line, index = token.text.partition("_")
        parts = [stem[0], stem[1:]] if stem[0] == "d" and self.names.kind(stem[1:]) != "unknown" else list(stem)
        parts[-1] += line + index
        place = self.k + ahead
        self._tokens[place : place + 1] = [Token("name", p, token.start, token.end, True) for p in parts]

    def cut(self, ahead: int, length: int) -> None:
        """Take one token apart into two after so many characters."""
        token, place = self.ahead(ahead), self.k + ahead
        middle = token.start + length
        self._tokens[place : place + 1] = [
            Token(token.kind, token.text[:length], token.start, middle, token.latex),
            Token(token.kind, token.text[length:], middle, token.end, token.latex),
        ]
