"""A text with formulas in it: which stretches of it are mathematics, and what their lines and columns are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 1 << 16  # characters of a derivation

_OPENING = re.compile(r"\\\$|\$\$|\$|\\\[|\\\(|\\begin\{([a-z]+\*?)\}")
_CLOSING = {"$$": "$$", "$": "$", "\\[": "\\]", "\\(": "\\)"}
_ENVIRONMENTS = {"align", "aligned", "alignat", "displaymath", "eqnarray", "equation", "flalign", "gather", "gathered"}
_ENVIRONMENTS |= {"math", "multline", "split"}
_REMARK = re.compile(
    r"[^=:]*:(?=\s)|\s*\d+[.)](?=\s)|\s*(?:and|hence|let|so|then|therefore|thus|where|with)\s+(?=\w)", re.I
)


class Unreadable(Exception):
    """What keeps a derivation from being read: a message for who wrote it, and an offset in the text."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


@dataclass(frozen=True)
class Stretch:
    """A part of the text that is mathematics, by its offsets."""

    start: int
    end: int
    latex: bool


def printable(text: str) -> str:
    """A text in one line, without characters that a terminal would obey."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def position(text: str, at: int) -> tuple[int, int]:
    """The line and the column of an offset, both from 1."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def stretches(text: str) -> Iterator[Stretch]:
    """What of a text is mathematics: what LaTeX marks as such, or else every line with an equals sign.

    Raises:
        Unreadable: where a formula is opened and not closed.
    """
    return _marked(text) if any(_is_formula(m) for m in _OPENING.finditer(text)) else _lines(text)


def _is_formula(opening: re.Match[str]) -> bool:
    return opening[0] != "\\$" and (opening[1] is None or opening[1].removesuffix("*") in _ENVIRONMENTS)


def _marked(text: str) -> Iterator[Stretch]:
    at = 0
    while opening := _OPENING.search(text, at):
        at = opening.end()
        if _is_formula(opening):
            closing = rf"\end{{{opening[1]}}}" if opening[1] else _CLOSING[opening[0]]
            if (end := text.find(closing, at)) < 0:
                raise Unreadable(f"{opening[0]} opens a formula, and there is no {closing} after it", opening.start())
            yield Stretch(at, end, True)
            at = end + len(closing)


def _lines(text: str) -> Iterator[Stretch]:
    """Lines with an equals sign, and those that the next one goes on from; one with a backslash is LaTeX."""
    lines: list[tuple[int, str]] = []
    at = 0
    for line in text.split("\n"):
        written = line.partition("#")[0].rstrip()
        if written.strip():
            lines.append((at, written))
        at += len(line) + 1
    for k, (start, line) in enumerate(lines):
        goes_on = k + 1 < len(lines) and lines[k + 1][1].lstrip().startswith("=")
        if "=" in line or goes_on:
            begin = 0
            while remark := _REMARK.match(line, begin):
                begin = remark.end()
            yield Stretch(start + begin, start + len(line), "\\" in line)
