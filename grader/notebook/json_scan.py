"""Reads JSON piece by piece. Parts that nobody asks for, such as the outputs of a notebook, are
skipped and never become objects, so they may be large.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
SPACE = re.compile(r"[ \t\n\r]*+")
SCALAR = re.compile(rf'{STRING}|[^\s"\[\]{{}},:]++', re.DOTALL)
PIECE = re.compile(rf'[^"\[\]{{}}]*+({STRING}|[\[\]{{}}])', re.DOTALL)
CUT = "it ends in the middle"
MOST_PIECES = 4_000_000  # strings and brackets that are skipped: some seconds


class NotJson(ValueError):
    """The text is not JSON: the error and its line."""


class TooMany(ValueError):
    """The text has more pieces than the limit."""


class Scanner:
    """A position in a JSON text. If the caller does not take a value at which `members` or
    `elements` stops, it is skipped.
    """

    def __init__(self, text: str) -> None:
        self._text, self._at, self._pieces = text, 0, 0

    def members(self) -> Iterator[str]:
        """Yields the keys of the object here, each just before its value; none if it is no object.

        Raises:
            NotJson, TooMany: as all methods do.
        """
        if not self._take("{"):
            self._pass()
            return
        while not self._take("}"):
            key = self.value()
            if not isinstance(key, str) or not self._take(":"):
                raise self._broken()
            yield from self._stop(key)
            if not self._take(",") and not self._is("}"):
                raise self._broken()

    def elements(self) -> Iterator[None]:
        """Stops at each value of the list here; nowhere if it is no list."""
        if not self._take("["):
            self._pass()
            return
        while not self._take("]"):
            yield from self._stop(None)
            if not self._take(",") and not self._is("]"):
                raise self._broken()

    def value(self) -> Any:
        """Returns the value here."""
        self._space()
        start = self._at
        self._pass()
        try:
            return json.loads(self._text[start : self._at])
        except (ValueError, RecursionError):
            self._at = start
            raise self._broken() from None

    def _stop(self, what: Any) -> Iterator[Any]:
        self._space()
        before = self._at
        yield what
        if self._at == before:
            self._pass()

    def _pass(self) -> None:
        """Skips the value here."""
        self._space()
        if not (self._is("{") or self._is("[")):
            self._at = self._match(SCALAR).end()
            return
        depth = 0
        while True:
            if not (found := PIECE.match(self._text, self._at)):
                raise NotJson(CUT)
            self._at = found.end()
            depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(found[1], 0)
            if not depth:
                return
            self._pieces += 1
            if self._pieces > MOST_PIECES:
                raise TooMany

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str]:
        if not (found := pattern.match(self._text, self._at)):
            raise self._broken()
        return found

    def _space(self) -> None:
        self._at = self._match(SPACE).end()

    def _is(self, mark: str) -> bool:
        self._space()
        return self._text.startswith(mark, self._at)

    def _take(self, mark: str) -> bool:
        found = self._is(mark)
        self._at += found
        return found

    def _broken(self) -> NotJson:
        self._space()
        line = self._text.count("\n", 0, self._at) + 1
        cut = self._at == len(self._text) or (self._is('"') and not SCALAR.match(self._text, self._at))
        return NotJson(CUT if cut else f"it is no JSON in line {line}")
