"""A text with formulas in it: which stretches of it are LaTeX, and which are plain lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_OPENING = re.compile(r"\\\$|\$\$|\$|\\\[|\\\(|\\begin\{([a-z]+\*?)\}")
_CLOSING = {"$$": "$$", "$": "$", "\\[": "\\]", "\\(": "\\)"}
_ENVIRONMENTS = {"align", "aligned", "alignat", "displaymath", "eqnarray", "equation", "flalign", "gather", "gathered"}
_ENVIRONMENTS |= {"math", "multline", "split"}
_FENCE = re.compile(r"[ \t]*(?:```|~~~)[ \t]*(\w*)")
_PLAIN_FENCES = ("", "text", "txt", "math", "latex", "tex", "plain")
_LABEL = re.compile(
    r"[ \t]*(?:[>*+•][ \t]+|-[ \t]+(?=\w)|#+[ \t]+)*"  # of quotations, lists, headings
    r"(?:\*\*[A-Z][^*\n]*\*\*[ \t]*)?"
    r"(?:(?:\(\d{1,2}[a-z]?\)|\([a-h]\)|\d{1,2}[.)]|[a-h]\))(?=\s)[ \t]*)?"
)
_HTML = re.compile(r"<(?![^>]*[<>=]\s)[/!]?[A-Za-z][^<>\n]*>")

Kind = Literal["latex", "plain", "open"]
Marked = tuple[
    int, Kind, int, int, str, int
]  # from where, what, the formula in it, what is said of it, and up to where


@dataclass(frozen=True)
class Passage:
    """A part of the text, by its offsets: LaTeX, a plain line or what is left of one, or a formula
    left `open`.

    `words` are those before it in its line, or what an open one lacks; `beside` is whether LaTeX
    marks formulas in this text.
    """

    kind: Kind
    start: int
    end: int
    words: str = ""
    beside: bool = False


def passages(text: str) -> Iterator[Passage]:
    """What may have formulas in it, in order."""
    marked = list(_marked(text))
    at = 0
    for start, kind, begin, end, missing, after in marked:
        yield from _lines(text, at, start, True)
        before = text[max(text.rfind("\n", 0, start) + 1, at) : start]
        yield Passage(kind, begin, end, missing or _LABEL.sub("", before, count=1), True)
        at = after
    yield from _lines(text, at, len(text), bool(marked))


def _is_formula(opening: re.Match[str]) -> bool:
    return opening[0] != "\\$" and (opening[1] is None or opening[1].removesuffix("*") in _ENVIRONMENTS)


def _marked(text: str) -> Iterator[Marked]:
    """What LaTeX marks as mathematics, and where a formula is opened that does not end."""
    at = 0
    absent: set[str] = set()
    while opening := _OPENING.search(text, at):
        at = opening.end()
        if not _is_formula(opening):
            continue
        closing = rf"\end{{{opening[1]}}}" if opening[1] else _CLOSING[opening[0]]
        if closing in absent or (end := text.find(closing, at)) < 0:
            if closing not in absent:
                missing = f"{opening[0]} opens a formula, and there is no {closing} after it"
                yield opening.start(), "open", opening.start(), at, missing, at
            absent.add(closing)
            continue
        yield opening.start(), "latex", at, end, "", end + len(closing)
        at = end + len(closing)


def _lines(text: str, start: int, end: int, beside: bool) -> Iterator[Passage]:
    """The plain lines between two offsets, without marks of lists, numbers and comments; one with a
    backslash is LaTeX, where nothing else is marked as that.
    """
    at, fence = start, ""
    for line in text[start:end].split("\n"):
        if fenced := _FENCE.match(line):
            fence = "" if fence else fenced[1].lower() or "text"
        elif fence in ("", *_PLAIN_FENCES):
            whole = at == 0 or text[at - 1] == "\n"
            yield from _line(at, line, whole, beside)
        at += len(line) + 1


def _line(at: int, line: str, whole: bool, beside: bool) -> Iterator[Passage]:
    latex = "\\" in line
    written = line if latex or line.lstrip().startswith("#") else line.partition("#")[0]
    label = _LABEL.match(written) if whole else None
    begin = label.end() if label else 0
    if written[begin:].strip() and not _HTML.match(written.strip()):
        yield Passage("latex" if latex and not beside else "plain", at + begin, at + len(written), "", beside)
