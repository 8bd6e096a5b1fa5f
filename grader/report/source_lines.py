"""The lines of a submission that a report speaks of, with the lines around them."""

import ast
import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .model import Diagnosis, Problem, Report

AROUND = 2  # lines shown before and after one that is marked
LONGEST_FUNCTION = 12  # lines that are shown of one whose wrong line is not known
NAMED = re.compile(r"(?<!before )(?<!behind )(?<!after )\b[Ll]ine (\d{1,6})\b")


@dataclass(frozen=True)
class SourceLine:
    """A line of a submission: is it the wrong one (`hit`), are lines before it left out (`gap`)?"""

    number: int
    text: str
    hit: bool
    gap: bool = False


def source_of(report: Report) -> str:
    """The text of the judged file; "" if it is a notebook, unreadable, or has changed since."""
    path = Path(report.submission.path)
    try:
        data = path.read_bytes() if path.suffix == ".py" else b""
        same = not report.submission.sha256 or hashlib.sha256(data).hexdigest() == report.submission.sha256
        return data.decode() if same else ""
    except (OSError, UnicodeDecodeError):
        return ""


def line_of(problem: Problem) -> set[int]:
    """The line that a problem of a submission is in, if its message names one."""
    return named_in([problem.message]) if problem.who == "student" else set()


def lines_of(diagnosis: Diagnosis) -> set[int]:
    """The lines that a diagnosis names, in its explanation or its steps."""
    return named_in([diagnosis.explanation, *(step.rule for step in diagnosis.steps)])


def named_in(texts: Iterable[str]) -> set[int]:
    """The lines that sentences name, but not those before or after which something belongs."""
    return {int(number) for said in texts for number in NAMED.findall(said)}


def excerpt(source: str, hits: Collection[int]) -> list[SourceLine]:
    """These lines and some around each, without blank ones; nothing if there is none of them."""
    lines = source.splitlines()
    near = {n for hit in hits if 0 < hit <= len(lines) for n in range(hit - AROUND, hit + AROUND + 1)}
    return _shown(lines, sorted(n for n in near if 0 < n <= len(lines) and lines[n - 1].strip()), hits)


def whole(source: str, hits: Collection[int]) -> list[SourceLine]:
    """All lines."""
    lines = source.splitlines()
    return _shown(lines, range(1, len(lines) + 1), hits)


def function(source: str, names: Sequence[str]) -> list[SourceLine]:
    """The first of these functions, unmarked; nothing if there is none or it is long."""
    found = {}
    for node in ast.walk(_tree(source)):
        if isinstance(node, ast.FunctionDef):
            found[node.name] = node
    chosen = next((found[name] for name in names if name in found), None)
    if chosen is None or (chosen.end_lineno or 0) - chosen.lineno >= LONGEST_FUNCTION:
        return []
    return _shown(source.splitlines(), range(chosen.lineno, (chosen.end_lineno or 0) + 1), ())


def lines_with(source: str, names: Collection[str]) -> set[int]:
    """The lines where the text names a function as an attribute, or imports it."""
    found = set()
    for node in ast.walk(_tree(source)):
        if isinstance(node, ast.Attribute) and node.attr in names:
            found.add(node.end_lineno or node.lineno)
        elif isinstance(node, ast.ImportFrom) and any(alias.name in names for alias in node.names):
            found.add(node.lineno)
    return found


def _shown(lines: Sequence[str], numbers: Sequence[int], hits: Collection[int]) -> list[SourceLine]:
    return [
        SourceLine(n, lines[n - 1], n in hits, gap=k > 0 and numbers[k - 1] != n - 1) for k, n in enumerate(numbers)
    ]


def _tree(source: str) -> ast.Module:
    """The text as Python reads it; nothing of what it does not read."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ast.Module([], [])
