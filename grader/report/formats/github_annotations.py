"""Annotations of GitHub Actions: a line for each check that has failed, which GitHub shows beside
the file.
"""

import re
from collections.abc import Iterator

from ..format import Format
from ..work import GradedPart, Work
from . import graded_checks
from .plain_text import fitting, name

MOST = 1 << 20
LINE = re.compile(r"\(line ([1-9]\d{0,8})\b")  # as errors of a submission name it


def write(work: Work) -> bytes:
    """Workflow commands, to be printed to standard output by a step."""
    return fitting(lambda most: "".join(f"{line}\n" for line in _lines(work, min(most, 4_000))), MOST)


def _lines(work: Work, most: int) -> Iterator[str]:
    for part in work.parts:
        yield from _of_part(part, work.hidden, most)
    yield f"::notice title=Points::{_data(graded_checks.conclusion(work))}"


def _of_part(part: GradedPart, hidden: frozenset[str], most: int) -> Iterator[str]:
    for of in graded_checks.of_part(part, hidden, most):
        if of.status in ("failed", "error") or (of.status == "skipped" and of.worth):
            properties = {"file": name(part.report.submission.path)} if part.report.submission.path else {}
            in_cells = bool(part.report.submission.cells)  # whose lines GitHub does not count
            if properties and not in_cells and (line := LINE.search(of.text.partition("\n")[0])):
                properties["line"] = line[1]
            properties["title"] = f"{of.name} {graded_checks.WORDS[of.status]}"
            said = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
            yield f"::error {said}::{_data(of.text)}"


def _data(text: str) -> str:
    """Text in which GitHub sees no end of the line."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """The same for a property, which colons and commas would end."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMAT = Format(
    name="github-annotations",
    ending=".txt",
    about="annotations of GitHub Actions, for the standard output of a step",
    write=write,
)
