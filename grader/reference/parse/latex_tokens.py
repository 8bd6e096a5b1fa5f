"""Tokens of LaTeX's math mode."""

import re
from collections.abc import Generator
from dataclasses import replace

from .latex_commands import BLANK, CASES, EQUALS, LETTERED, MARKED, NAMES, SIGNS, SKIPPED, SPELLED
from .source import printable
from .tokens import LOWERED, RAISED, Token, lowered, raised, sign

IF, OTHERWISE = ("if", "for", "when"), ("else", "otherwise")  # words that belong to formulas

_TOKEN = re.compile(
    r"(?:\s|~|%.*|\\(?:left|right)\s*\.|\\left\s*(?:\\\{|\\lbrace)\s*(?=\\begin\s*\{))*"
    r"(?:\\(?:left|[bB]igg?l)\s*(?P<open>\||\\l?vert(?![A-Za-z]))|\\(?:right|[bB]igg?r)\s*(?P<close>\||\\r?vert(?![A-Za-z]))"
    r"|(?P<number>\d+(?:\.\d+)?|\.\d+)|(?P<name>[A-Za-z]+)|\\(?P<command>[A-Za-z]+\*?|[^A-Za-z])|(?P<sign>:=|\S))",
    re.ASCII,
)
_INDEX = re.compile(
    r"\s*_\s*(?:([A-Za-z0-9])|\{\s*([A-Za-z0-9]+)\s*\}|\{?\s*\\(?:text|mathrm)\{([^{}$]*)\}\s*\}?)", re.ASCII
)
_BRACKET = re.compile(r"\s*(?:\\left\s*)?\[")
_LABEL = re.compile(r"\s*\^\s*\{\s*[(\[](\d)[)\]]\s*\}")  # W^{(1)}
_ENVIRONMENT = re.compile(r"\*?\s*\{([a-z]+)\*?\}(?:\s*\{[^{}]*\})?")
_BRACE = re.compile(r"(?<!\\)[{}]")
_OPENING = re.compile(r"\*?\s*\{")
_ROW_SPACING = re.compile(r"\*?\[[^\]\n]*\]")
_LETTER = re.compile(r"\s*(?:[A-Za-z0-9]|\\[A-Za-z]+)")
_BARE = re.compile(r"\s+([A-Za-z])")
_WORD = re.compile(r"\W*([A-Za-z]+)\b[\s,.:;]*", re.ASCII)
Pieces = Generator[Token, None, int]  # and where the text goes on

_LONGEST = 1000  # characters in braces
_LONGEST_NAME = 60  # letters in a row, or digits
_DEEPEST = 8  # letters under hats under hats, texts in texts


def tokens(text: str, start: int, end: int, depth: int = 0) -> Generator[Token, None, None]:
    """The tokens between two offsets; an index belongs to the name before it."""
    while match := _TOKEN.match(text, start, end):
        kind = str(match.lastgroup)
        at, written = match.start(kind), match[kind]
        start = match.end()
        if kind in ("open", "close"):
            yield Token(f"{kind} bar", "|", at, start, True)
        elif len(written) > _LONGEST_NAME:
            yield Token("bad", "this is too long for a name or a number", at, start, True)
        elif kind in ("number", "name"):
            token = Token(kind, written, at, start, True, run=len(written) > 1 and kind == "name")
            start = yield from _with_index(token, text, end)
        elif kind == "command":
            start = yield from _command(written, text, (at - 1, start, end), depth)
        elif written.isspace():  # as some of Unicode are
            continue
        elif written in RAISED:
            yield from (found := raised(text, at, end))
            start = found[-1].end
        elif written == "&":
            yield Token("&", "&", at, start, True)
        else:
            start = yield from _with_index(sign(written, at, True), text, end)


def _with_index(token: Token, text: str, end: int) -> Pieces:
    """A token, a name with its index, and where the text goes on."""
    if token.kind == "name":
        if token.text == "E" and _BRACKET.match(text, token.end, end):
            token = replace(token, kind="expectation")
        if label := _LABEL.match(text, token.end, end):
            token = replace(token, text=f"{token.text}{label[1]}", end=label.end(), run=False)
        if index := _INDEX.match(text, token.end, end):
            words = index[1] or index[2] or "_".join(re.findall(r"\w+", index[3]))
            if words:
                token = replace(token, text=f"{token.text}_{words}", end=index.end())
        elif token.end < end and text[token.end] in LOWERED:
            token = lowered(token, text, end)
    yield token
    return token.end


def _command(name: str, text: str, place: tuple[int, int, int], depth: int) -> Pieces:
    """What a command stands for, and where the text goes on after it; `place` is where it begins,
    where it ends, and where all ends.
    """
    at, after, end = place
    if name.endswith("*") and name not in SKIPPED:
        name, after = name[:-1], after - 1
    if name in BLANK:
        return after
    if name in ("begin", "end"):
        environment = _ENVIRONMENT.match(text, after, end)
        if environment is None:
            yield Token("bad", f"\\{name} needs the name of an environment", at, after, True)
            return after
        if environment[1] in CASES:
            yield Token(f"{name} cases", name, at, environment.end(), True)
        return environment.end()
    if name in SPELLED or name in SKIPPED:
        closed = closing(text, after, end)
        if closed is None and name in SPELLED and (bare := _BARE.match(text, after, end)):
            return (yield from _with_index(Token("name", bare[1], at, bare.end(), True), text, end))
        if closed is None:
            yield Token("bad", f"\\{name} needs something in braces after it", at, after, True)
            return after
        if SKIPPED.get(name):
            yield Token(SKIPPED[name], name, at, closed, True)
        elif name in SPELLED:
            return (yield from _spelled(text, (at, after, closed, end), depth))
        return closed
    if name in EQUALS and (closed := closing(text, after, end)):
        return closed
    if name in MARKED or name in LETTERED:
        return (yield from _letter(name, text, place, depth))
    if name == "\\" and (spacing := _ROW_SPACING.match(text, after, end)):
        after = spacing.end()
    if name in SIGNS:
        yield Token(SIGNS[name], f"\\{name}", at, after, True)
    elif name in NAMES:
        return (yield from _with_index(Token("name", NAMES[name], at, after, True), text, end))
    elif name in ("lvert", "rvert"):
        yield Token("open bar" if name == "lvert" else "close bar", "|", at, after, True)
    else:
        yield Token("bad", f"\\{printable(name)} is no command that is known here", at, after, True)
    return after


def _spelled(text: str, place: tuple[int, int, int, int], depth: int) -> Pieces:
    """Words in a formula: a name, or one of the words of cases, after which there may be a
    condition, or a remark.
    """
    at, after, closed, end = place
    opening = _OPENING.match(text, after)
    assert opening
    inner = text[opening.end() : closed - 1].strip().replace("\\", "")
    word = _WORD.match(text, opening.end(), closed - 1)
    if word and word[1].lower() in (*IF, *OTHERWISE, "and", "or") and depth < _DEEPEST:
        yield Token("name", word[1].lower(), at, word.end(), True)
        rest = text[word.end() : closed - 1]
        if "$" in rest or re.search(r"[<>=\u2264\u2265]", rest):
            begin = word.end() + (len(rest) - len(rest.lstrip("$ ")))
            yield from tokens(text, begin, begin + len(rest.strip(" $.,;:")), depth + 1)
        return closed
    inner = inner.strip("{} \n")
    if not inner:
        return closed
    token = Token("name" if inner.isidentifier() else "text", inner, at, closed, True)
    return (yield from _with_index(token, text, end))


def _letter(command: str, text: str, place: tuple[int, int, int], depth: int) -> Pieces:
    """A letter in other type, or under a mark, which makes it another name: a hat, a bar."""
    at, after, end = place
    closed = closing(text, after, end)
    opening = _OPENING.match(text, after, end)
    bare = _LETTER.match(text, after, end)
    if closed and opening:
        begin, stop = opening.end(), closed - 1
    elif bare:
        begin, stop = after, bare.end()
    else:
        yield Token("bad", f"\\{command} needs a letter after it", at, after, True)
        return after
    written = list(tokens(text, begin, stop, depth + 1)) if depth < _DEEPEST else []
    closed = closed if closed and opening else stop
    if (
        len(written) != 1
        or written[0].kind not in ("name", "number")
        or (command in MARKED and written[0].kind != "name")
    ):
        yield Token("bad", f"\\{command} is read over one letter alone", at, closed, True)
        return closed
    token = replace(written[0], start=at, end=closed, run=False)
    if command in ("mathbb", "mathbf", "mathds") and token.text in ("1", "I"):
        yield replace(token, kind="indicator")
        return closed
    if command == "mathbb" and token.text == "E":
        yield replace(token, kind="expectation")
        return closed
    if command in MARKED:
        base, line, index = token.text.partition("_")
        token = replace(token, text=f"{base}_{MARKED[command]}{line}{index}")
    return (yield from _with_index(token, text, end))


def closing(text: str, at: int, end: int) -> int | None:
    """Where the braces end that begin at an offset, or after a star there."""
    if (opening := _OPENING.match(text, at, end)) is None:
        return None
    depth = 0
    for brace in _BRACE.finditer(text, opening.end() - 1, min(end, at + _LONGEST)):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end()
    return None
