"""What formulas are cut into. What is written differently and means the same, here or in LaTeX, is
the same token.
"""

import unicodedata
from dataclasses import dataclass

from ..typeset.sections import GREEK

SIGNS = {
    **{c: c for c in "+-*/^=()[]{}|<>,;:._"},
    **dict.fromkeys("\u2212\u2013", "-"),
    **dict.fromkeys("\u00b7\u00d7\u22c5\u2219\u2217\u2299", "*"),
    **dict.fromkeys("'\u2019\u2032\u2018", "'"),
    **dict.fromkeys(("\u2248", "\u2243", "\u2245", "~=", "~"), "~"),
    **dict.fromkeys(("\u2261", "\u2254", "\u225c", ":="), "="),
    **dict.fromkeys(("\u21d2", "\u2192", "\u27f9", "\u21d4", "\u27fa", "\u2234", "\u2235", "=>", "->", "<=>"), "row"),
    **dict.fromkeys("\u220e\u25a1\u25a0\u2713\u2714\u2610\u25fb\u25fc", "row"),
    "**": "^",
    "\u00f7": "/",
    "\u2044": "/",
    "\u2215": "/",
    "<=": "<=",
    ">=": ">=",
    "!=": "!=",
    "==": "==",
    "\u2264": "<=",
    "\u2a7d": "<=",
    "\u2265": ">=",
    "\u2a7e": ">=",
    "\u2260": "!=",
    "\u2211": "sum",
    "\u220f": "prod",
    "\u222b": "integral",
}
LETTERS = {
    **{letter: name for name, letter in GREEK.items()},
    **{letter.upper(): name.title() for name, letter in GREEK.items()},
    "\u03f5": "epsilon",
    "\u03d5": "phi",
    "\u03d1": "theta",
    "\u03f1": "rho",
    "\u00b5": "mu",
    "\u03c2": "sigma",
    "\u2113": "ell",
    "\u2112": "L",
    "\u1d7d9": "1",
    "\u212f": "e",
    "\u2202": "\u2202",
    "\u221a": "sqrt",
    "\u221e": "infinity",
}
RAISED = dict(
    zip(
        "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u207b\u207d\u207e\u02e3\u1d57\u1dbb\u1d58\u1d43\u1d47\u1d4f\u2071\u207f\u02b8\u1d5d",
        (*"0123456789+-()xtzuabkiny", "beta"),
        strict=True,
    )
)
LOWERED = dict(
    zip(
        "\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089\u208a\u208b\u1d62\u2c7c\u2096\u2099\u2098\u209c\u2093\u2090\u2097\u1d64\u209a",
        "0123456789+-ijknmtxalup",
        strict=True,
    )
)
# marks that belong to the letter before them
HATS = {"\u0302": "hat", "\u0304": "bar", "\u0303": "tilde"}
_MATHEMATICAL = range(0x1D400, 0x1D800)


@dataclass(frozen=True)
class Token:
    """A "number", a "name", a "text" that may hold a name, a sign, which is its own kind, or "bad":
    what means nothing, with what is to be said of it.

    `run` marks letters of LaTeX, which may be several names in a row.
    """

    kind: str
    text: str
    start: int
    end: int
    latex: bool = False
    run: bool = False


def sign(written: str, at: int, latex: bool = False) -> Token:
    """A sign, or a letter that is none of ASCII's."""
    end = at + len(written)
    if kind := SIGNS.get(written):
        return Token(kind, written, at, end, latex)
    if ord(written[0]) in _MATHEMATICAL:
        written = unicodedata.normalize("NFKC", written)
    plain = unicodedata.normalize("NFD", written)
    if len(plain) == 2 and plain[1] in HATS:
        return Token("name", f"{plain[0]}_{HATS[plain[1]]}", at, end, latex)
    if written in LETTERS or written.isalpha():
        return Token("name", LETTERS.get(written, written), at, end, latex)
    if written.isdigit() and written.isascii():
        return Token("number", written, at, end, latex)
    return Token("bad", f"{written!r} means nothing in a formula", at, end, latex)


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


def lowered(name: Token, text: str, end: int) -> Token:
    """A name with the subscript characters after it, which are its index."""
    at = name.end
    index = ""
    while at < end and text[at] in LOWERED:
        index += LOWERED[text[at]]
        at += 1
    if not index.isalnum():
        return name
    return Token(name.kind, f"{name.text}_{index}", name.start, at, name.latex)
