"""The lines of a submission that a report speaks of, with the lines around them."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from .model import Diagnosis, Problem, Report

AROUND = 1  # lines before and after
MOST = 3  # lines that are marked
LINE = re.compile(r"(?<!cell )\bline (\d+)")


def source_of(report: Report) -> str:
    """The text of the judged file; "" if it is a notebook, cannot be read, or has changed since."""
    path = Path(report.submission.path)
    try:
        data = path.read_bytes() if path.suffix == ".py" else b""
        same = not report.submission.sha256 or hashlib.sha256(data).hexdigest() == report.submission.sha256
        return data.decode() if same else ""
    except (OSError, UnicodeDecodeError):
        return ""


def lines_of(diagnosis: Diagnosis) -> list[int]:
    """The lines that the steps of a diagnosis are in; none if it is not known."""
    found = (LINE.fullmatch(step.rule) for step in diagnosis.steps)
    return list(dict.fromkeys(int(match[1]) for match in found if match))


def line_of(problem: Problem) -> list[int]:
    """The line that a problem of a submission is in, if its message names one."""
    match = LINE.search(f"{problem.where} {problem.message}") if problem.who == "student" else None
    return [int(match[1])] if match and "cell " not in problem.message else []


def excerpt(source: str, lines: Sequence[int]) -> Iterator[tuple[int, str, bool]]:
    """The lines and those around them: the number, the text, and whether it is marked."""
    texts = source.splitlines()
    marked = [n for n in lines if 0 < n <= len(texts)][:MOST]
    near = sorted({n for m in marked for n in range(m - AROUND, m + AROUND + 1) if 0 < n <= len(texts)})
    yield from ((n, texts[n - 1], n in marked) for n in near)
