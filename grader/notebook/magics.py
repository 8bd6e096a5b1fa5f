"""A cell as Python reads it: without what only IPython understands."""

import ast
import re
import textwrap
import warnings
from collections.abc import Iterator, Sequence
from typing import NamedTuple

CELL = re.compile(r"%%(\w+)")
# magics that run the rest of their cell as if it stood there alone
RUNS = ("time", "capture", "prun")
LINE = re.compile(r"(\s*)[%!?]")
TIMED = re.compile(r"(\s*)%time\s+(?=[^\s%!])")
HELP = re.compile(r"(\s*)[\w.*%\[\]'\"]+\?{1,2}\s*;?\s*")
ASSIGNED = re.compile(r"(\s*[\w., *\[\]'\"]*[^=!<>%&|^+*/@:-]=\s*)[!%](?=\S)")
PROMPTS = (  # of Python, and of IPython: the first of a text, and that of each line
    (re.compile(r">>>( |$)", re.MULTILINE), re.compile(r"^(>>>|\.\.\.)( |$)", re.MULTILINE)),
    (re.compile(r"In \[\d+\]: "), re.compile(r"^(In \[\d+\]: |[ \t]*\.{3,}: ?)", re.MULTILINE)),
)
MARKS = re.compile(r"\"\"\"|'''|\\.|\\$|[\"'#\[\](){}]")


class Open(NamedTuple):
    """What a line leaves open: brackets, a text, or itself."""

    depth: int = 0
    quote: str = ""
    joined: bool = False


def plain(cell: str) -> str:
    """The Python of a cell, each line where it was; nothing if it is in another language."""
    lines = cell.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    while first < len(lines) and (magic := CELL.match(lines[first])):
        if magic[1] not in RUNS:
            return ""
        lines[first] = ""
        first += 1
    text = "\n".join(lines)
    if isinstance(parsed(text), ast.Module):
        return text
    return "\n".join(_without_magics(textwrap.dedent(_without_prompts(text)).split("\n")))


def parsed(text: str) -> ast.Module | Exception:
    """The tree of a text, or why Python cannot read it. What it would only warn of is not said."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return error


def _without_prompts(text: str) -> str:
    """A text without the prompts of a session that it was pasted from, if it begins with one."""
    for first, each in PROMPTS:
        if first.match(text.lstrip("\n")):
            return each.sub("", text)
    return text


def _without_magics(lines: Sequence[str]) -> Iterator[str]:
    left, magic = Open(), False
    for line in lines:
        if magic:  # goes on from the line before
            magic = line.endswith("\\")
            yield ""
            continue
        if left == Open() and (instead := _instead(line)) is not None:
            magic = line.endswith("\\")
            yield instead
            continue
        left = _after(line, left)
        yield line


def _instead(line: str) -> str | None:
    """What stands for a line that is no Python; None if it may be Python."""
    if timed := TIMED.match(line):
        return timed[1] + line[timed.end() :]
    if found := LINE.match(line) or HELP.fullmatch(line):
        return f"{found[1]}pass"
    if found := ASSIGNED.match(line):
        return f"{found[1]}None"
    return None


def _after(line: str, left: Open) -> Open:
    depth, quote, joined = left.depth, left.quote, False
    for found in MARKS.finditer(line):
        mark = found[0]
        joined = mark == "\\"
        if quote:
            quote = "" if mark == quote else quote
        elif mark == "#":
            break
        elif mark[0] in "\"'":
            quote = mark
        elif mark in "([{":
            depth += 1
        elif mark in ")]}":
            depth = max(depth - 1, 0)
    if len(quote) == 1 and not joined:  # such a text ends with its line
        quote = ""
    return Open(depth, quote, joined)
