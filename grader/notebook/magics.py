"""Turns a cell into plain Python: without the lines that only IPython understands."""

import ast
import re
import textwrap
import warnings
from collections.abc import Iterator, Sequence
from typing import NamedTuple

CELL = re.compile(r"%%(\w+)")
# magics that run the rest of their cell as if it had no magic
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
    """The parts that a line leaves open: brackets, a string, or the line itself."""

    depth: int = 0
    quote: str = ""
    joined: bool = False


def plain(cell: str) -> str:
    """Returns the Python code of a cell, each line in its place; "" if the language is another."""
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
    """Returns the tree of a text, or the error if Python cannot read it. Warnings are hidden."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return error


def _without_prompts(text: str) -> str:
    """Returns a text without the prompts of a session, if it begins with a prompt."""
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
    """Returns the replacement of a line that is not Python; None if it may be Python."""
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
    if len(quote) == 1 and not joined:  # such a string ends with its line
        quote = ""
    return Open(depth, quote, joined)
