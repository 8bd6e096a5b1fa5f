"""What formulas are cut into. What is written differently and means the same, here or in LaTeX, is the same token."""

from dataclasses import dataclass

from ..typeset.sections import GREEK
from .source import Unreadable

SIGNS = {
    **{c: c for c in "+-*/^=()[]{}|<>,;:."},
    **dict.fromkeys("\u2212\u2013", "-"),
    **dict.fromkeys("\u00b7\u00d7\u22c5\u2219", "*"),
    **dict.fromkeys("'\u2019\u2032", "'"),
    "**": "^",
    "\u00f7": "/",
    "<=": "<=",
    ">=": ">=",
    "!=": "!=",
    "\u2264": "<=",
    "\u2265": ">=",
    "\u2260": "!=",
}
LETTERS = {
    **{letter: name for name, letter in GREEK.items()},
    **{letter.upper(): name.title() for name, letter in GREEK.items()},
    "\u2202": "\u2202",
    "\u221a": "sqrt",
}
RAISED = dict(
    zip("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u207b\u02e3", "0123456789+-x", strict=True)
)


@dataclass(frozen=True)
class Token:
    """A "number", a "name", a "text" that may hold a name, or a sign, which is its own kind.

    `run` marks letters of LaTeX, which may be several names in a row.
    """

    kind: str
    text: str
    start: int
    end: int
    latex: bool = False
    run: bool = False


def sign(written: str, at: int, latex: bool = False) -> Token:
    """A sign, or a letter that is none of ASCII's.

    Raises:
        Unreadable: if it is neither.
    """
    if kind := SIGNS.get(written):
        return Token(kind, written, at, at + len(written), latex)
    if written in LETTERS or written.isalpha():
        return Token("name", LETTERS.get(written, written), at, at + len(written), latex)
    raise Unreadable(f"{written!r} means nothing in a formula", at)


def raised(text: str, at: int, end: int) -> list[Token]:
    """Superscript characters, as a power in parentheses."""
    found = [Token("^", "^", at, at), Token("(", "(", at, at)]
    while at < end and (character := RAISED.get(text[at])):
        if character.isdigit() and found[-1].kind == "number":
            found[-1] = Token("number", found[-1].text + character, found[-1].start, at + 1)
        else:
            kind = "number" if character.isdigit() else "name" if character.isalpha() else character
            found.append(Token(kind, character, at, at + 1))
        at += 1
    return [*found, Token(")", ")", at, at)]
