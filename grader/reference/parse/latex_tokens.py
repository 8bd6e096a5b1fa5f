"""Tokens of LaTeX's math mode."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ..operations.table import OPERATIONS
from ..typeset.sections import GREEK
from .source import Unreadable, printable
from .tokens import RAISED, Token, raised, sign

_COMMANDS = {
    **dict.fromkeys(("cdot", "times", "ast"), "*"),
    **dict.fromkeys(("frac", "dfrac", "tfrac"), "frac"),
    **dict.fromkeys(("le", "leq", "leqslant"), "<="),
    **dict.fromkeys(("ge", "geq", "geqslant"), ">="),
    **dict.fromkeys(("ne", "neq"), "!="),
    **dict.fromkeys(("vert", "mid"), "|"),
    **dict.fromkeys(("implies", "Rightarrow", "Leftrightarrow", "iff", "therefore", "\\"), "row"),
    "lt": "<",
    "gt": ">",
    "div": "/",
    "prime": "'",
    "{": "(",
    "}": ")",
}
_FUNCTIONS = ("max", "min", "sqrt", *(name for operation in OPERATIONS for name in operation.names))
_NAMES = {**{n: n for n in (*GREEK, *map(str.title, GREEK), *_FUNCTIONS)}, "partial": "\u2202"}
_BLANK = {*",;:! ", "displaystyle", "left", "right", "limits", "nonumber", "notag", "quad", "qquad"}
_BLANK |= {f"{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r")}
_SPELLED = {"text", "textrm", "textit", "mathrm", "mathit", "mathbf", "operatorname", "mbox"}
_SKIPPED = {"intertext": "row", "shortintertext": "row", "tag": "", "label": ""}

_TOKEN = re.compile(
    r"(?:\s|~|%.*|\\(?:left|right)\s*\.)*"
    r"(?:\\(?:left|[bB]igg?l)\s*(?P<open>\||\\l?vert(?![A-Za-z]))|\\(?:right|[bB]igg?r)\s*(?P<close>\||\\r?vert(?![A-Za-z]))"
    r"|(?P<number>\d+(?:\.\d+)?|\.\d+)|(?P<name>[A-Za-z]+)|\\(?P<command>[A-Za-z]+|[^A-Za-z])|(?P<sign>\S))",
    re.ASCII,
)
_INDEX = re.compile(r"\s*_\s*(?:(\w)|\{\s*(\w+)\s*\}|\{\s*\\(?:text|mathrm)\{\s*(\w+)\s*\}\s*\})", re.ASCII)
_ENVIRONMENT = re.compile(r"\*?\s*\{([a-z]+)\*?\}(?:\{\d+\})?")
_BRACE = re.compile(r"(?<!\\)[{}]")
_OPENING = re.compile(r"\*?\s*\{")
_ROW_SPACING = re.compile(r"\[[^\]\n]*\]")


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """The tokens between two offsets; an index belongs to the name before it.

    Raises:
        Unreadable: at a character or a command that means nothing here.
    """
    while match := _TOKEN.match(text, start, end):
        kind = str(match.lastgroup)
        at, written = match.start(kind), match[kind]
        token: Token | None
        if kind in ("open", "close"):
            token = Token(f"{kind} bar", "|", at, match.end(), True)
        elif kind in ("number", "name"):
            token = Token(kind, written, at, match.end(), True, run=len(written) > 1 and kind == "name")
        elif kind == "command":
            token, start = _command(written, text, at - 1, match.end(), end)
        elif written.isspace():  # as some of Unicode are
            token, start = None, match.end()
        elif written in RAISED:
            *found, token = raised(text, at, end)
            yield from found
        elif written == "&":
            token = Token("&", "&", at, match.end(), True)
        else:
            token = sign(written, at, True)
        if token and token.kind == "name" and (index := _INDEX.match(text, token.end, end)):
            indexed = f"{token.text}_{index[1] or index[2] or index[3]}"
            token = replace(token, text=indexed, end=index.end())
        if token:
            yield token
            start = token.end


def _command(name: str, text: str, at: int, after: int, end: int) -> tuple[Token | None, int]:
    """What a command stands for, and where the text goes on if that is nothing."""
    if name in _BLANK:
        return None, after
    if name in ("begin", "end"):
        environment = _ENVIRONMENT.match(text, after, end)
        if environment is None:
            raise Unreadable(f"\\{name} needs the name of an environment", at)
        kind = f"{name} cases" if environment[1] == "cases" else ""
        return (Token(kind, name, at, environment.end(), True) if kind else None), environment.end()
    if name in _SPELLED or name in _SKIPPED:
        closed = _closed(text, after, end)
        if closed is None:
            raise Unreadable(f"\\{name} needs something in braces after it", at)
        inner = text[after:closed].strip("*{} \n").replace("\\", "")
        kind = _SKIPPED.get(name, "name" if inner.isidentifier() else "text")
        return (Token(kind, inner, at, closed, True) if kind and inner else None), closed
    if name == "\\" and (spacing := _ROW_SPACING.match(text, after, end)):
        after = spacing.end()
    if name in _COMMANDS:
        return Token(_COMMANDS[name], f"\\{name}", at, after, True), after
    if name in _NAMES:
        return Token("name", _NAMES[name], at, after, True), after
    if name in ("lvert", "rvert"):
        return Token("open bar" if name == "lvert" else "close bar", "|", at, after, True), after
    raise Unreadable(f"\\{printable(name)} is no command that is known here", at)


def _closed(text: str, at: int, end: int) -> int | None:
    """Where the braces end that begin at an offset, or after a star there."""
    if (opening := _OPENING.match(text, at, end)) is None:
        return None
    depth = 0
    for brace in _BRACE.finditer(text, opening.end() - 1, end):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end()
    return None
