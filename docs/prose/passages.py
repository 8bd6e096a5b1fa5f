"""The prose of a file, line by line: without code, markup and quotations."""

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

MARKUP = re.compile(
    r"^```.*?^```[^\n]*$|`[^`\n]+`|<!--.*?-->|<[^>\n]+>|\]\([^)\n]*\)|^ {4}[^\n]*$|\$[^$\n]+\$|https?://\S+",
    re.DOTALL | re.MULTILINE,
)
QUOTED = re.compile(r'"[^"\n]*"')  # words that are quoted are examples
CODE_OR_KEY = re.compile(r'^(?:wrong|right) = """.*?"""|^[\w.\[\]-]+ *=?|`[^`\n]+`', re.DOTALL | re.MULTILINE)
QUOTES = re.compile(r"[a-zA-Z]*(\"\"\"|'''|\"|')")
FIELD = re.compile(r"\{[^{}\n]*\}|`[^`\n]+`")
SENTENCE = re.compile(r"[A-Za-z]{2,}[ ,;:]+(?:[\w'-]+[ ,;:]+){2,}")  # from three words on
PIECE = getattr(tokenize, "FSTRING_MIDDLE", None)  # what Python 3.12 and later make of f"..."
START = re.compile(r"[\s#>*-]*")


class ProseLine(NamedTuple):
    """What one line of a file says, from a column on; the first row is 1, and the first column
    too.
    """

    path: Path
    row: int
    column: int
    words: str


def prose(path: Path) -> Iterator[ProseLine]:
    """The lines of a file that have words."""
    text = path.read_text(encoding="utf-8")
    match path.suffix:
        case ".py":
            words = _python(text)
        case ".toml":
            words = _blanked(CODE_OR_KEY, text)
        case _:
            words = _blanked(QUOTED, _blanked(MARKUP, text))
    for row, line in enumerate(words.split("\n"), 1):
        if said := line[(column := START.match(line).end()) :].rstrip():  # type: ignore[union-attr]
            yield ProseLine(path, row, column + 1, said)


def _python(text: str) -> str:
    """Comments, docstrings, and literals of several words; all else is blank."""
    lines = [" " * len(line) for line in text.split("\n")]
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            words = _blanked(MARKUP, token.string)
        elif token.type == tokenize.STRING and SENTENCE.search(token.string):
            words = _literal(token.string)
        elif token.type == PIECE:
            words = token.string
        else:
            continue
        row, column = token.start
        for number, part in enumerate(words.split("\n"), row - 1):
            line = lines[number]
            lines[number] = line[:column] + part + line[column + len(part) :]
            column = 0
    return "\n".join(lines)


def _literal(string: str) -> str:
    """What a literal says, without its quotes and its fields."""
    opening = QUOTES.match(string)
    assert opening, "a token of a string begins with quotes"
    inner = string[opening.end() : -len(opening[1])]
    return " " * opening.end() + _blanked(FIELD, inner)


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
