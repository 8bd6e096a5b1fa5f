"""Derivations as people write them, in text, LaTeX and Markdown: right ones pass, wrong ones stop at their line."""

import csv
from collections.abc import Iterator

import pytest

from grader.judge.derivations.check_lines import check

from ..conftest import ROOT, bundled
from ..tiers import first_of_each

FOLDER = ROOT / "tests" / "derivations" / "written"
EXERCISES = {slug: entry.exercise for slug, entry in bundled().entries.items()}
Case = tuple[str, str, str]  # a file, the exercise, and what is true of it: ok, incomplete, or which line is wrong


def cases() -> list[Case]:
    with (FOLDER / "table.tsv").open(encoding="utf-8", newline="") as table:
        return [(n, s, t) for n, s, t in list(csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]]


def kinds(case: Case) -> Iterator[tuple[str, str, str]]:
    name, slug, truth = case
    yield EXERCISES[slug].family.name, name.rpartition(".")[2], truth.partition(":")[0]


def line_of(text: str, said: str) -> int:
    """The number of the line that is wrong."""
    if said.startswith("line "):
        return int(said.removeprefix("line "))
    lines = [line.strip() for line in text.splitlines()]
    fitting = (str.__eq__, str.endswith, str.__contains__)
    return next(n for fits in fitting for n, line in enumerate(lines, 1) if fits(line, said))


@pytest.mark.parametrize(("name", "slug", "truth"), first_of_each(kinds, cases()))
def test_each_is_judged_as_it_should_be(name: str, slug: str, truth: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    found = check(EXERCISES[slug], text, name)
    if truth == "ok":
        assert found.passed, found
        return
    assert not found.passed
    if truth == "incomplete":
        assert not found.wrong, found.wrong
        return
    told = [found.wrong[0].line] if found.wrong else [unread.line for unread in found.unread]
    assert told[:1] == [line_of(text, truth.removeprefix("wrong: "))], found


def test_every_file_is_in_the_table() -> None:
    assert {name for name, _, _ in cases()} == {p.name for p in FOLDER.iterdir()} - {"table.tsv"}
