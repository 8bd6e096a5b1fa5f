"""Somebody's work as Markdown: headings, a table, and what was found in blocks of code, where
nothing is markup.
"""

import re
from collections.abc import Iterator

from ..format import Format
from ..wording import verdict
from ..work import GradedPart, Work
from . import graded_checks
from .plain_text import fitting, name, plain

MOST = 1 << 23
# what Markdown, its dialects or HTML may read something into
MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&:@$])")
TICKS = re.compile("`+")


def write(work: Work) -> bytes:
    """The whole page."""
    return fitting(lambda most: page(work, most), MOST)


def page(work: Work, most: int) -> str:
    """The page with texts of at most so many characters."""
    return "\n".join(_page(work, most)) + "\n"


def _page(work: Work, most: int) -> Iterator[str]:
    yield f"# {escaped(name(work.title or work.name))}"
    for line in graded_checks.conclusion(work).splitlines():
        yield from ("", escaped(line))
    for part in work.parts:
        yield from ("", *_exercise(part, work.hidden, most))


def _exercise(part: GradedPart, hidden: frozenset[str], most: int) -> Iterator[str]:
    checks = graded_checks.of_part(part, hidden, most)
    points = f", {part.points:g} of {part.worth:g} points" if part.judged else ""
    yield f"## {escaped(f'{name(part.report.exercise)}: {verdict(part.report)}{points}')}"
    yield ""
    yield "| check | result | points |"
    yield "|---|---|---:|"
    for of in checks:
        worth = f"{of.points:g} of {of.worth:g}" if of.worth else ""
        yield f"| {escaped(of.check or 'all of it')} | {graded_checks.WORDS[of.status]} | {worth} |"
    for of in checks:
        if of.status != "passed" and of.text:
            yield from ("", f"### {escaped(f'{of.check or of.exercise}: {graded_checks.WORDS[of.status]}')}", "")
            yield block(of.text)
    said = plain("\n".join(list(graded_checks.of_exercise(part))[1:]), most)
    if said:
        yield from ("", block(said))


def escaped(text: str) -> str:
    """Text of one line in which nothing is markup."""
    return MARKUP.sub(r"\\\1", " ".join(text.split())).replace("\\<", "&lt;").replace("\\>", "&gt;")


def block(text: str) -> str:
    """Text as a block of code, with a fence that is longer than any in it."""
    fence = "`" * max(3, 1 + max((len(found) for found in TICKS.findall(text)), default=0))
    return f"{fence}text\n{text}\n{fence}"


FORMAT = Format(name="markdown", ending=".md", about="a page in Markdown", write=write)
