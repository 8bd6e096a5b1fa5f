"""A page for every exercise: prompt, formula, derivation, plot, known mistakes and facts."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from grader.exercise import Exercise
from grader.inputs.slices import NoSlice
from grader.judge.plot import chart
from grader.plugins import Entry
from grader.reference.typeset.answers import computed_lines, right_lines
from grader.reference.typeset.derivation import NoDerivation, derivation
from grader.report import chart_svg
from grader.specification import Fact, Misconception

from .markup import formulas, plain, side_by_side, table

FOLDER = Path("reference", "exercises")


def write(pages: Path, entries: Mapping[str, Entry]) -> None:
    """Write the pages of these exercises, with their pictures and a list of all."""
    (pages / FOLDER).mkdir(parents=True)
    for entry in entries.values():
        text = "\n".join(_page(entry.exercise, pages / FOLDER))
        (pages / FOLDER / f"{entry.exercise.slug}.md").write_text(text, encoding="utf-8")
    (pages / FOLDER / "index.md").write_text("\n".join(_index(entries)), encoding="utf-8")


def by_topic(entries: Mapping[str, Entry]) -> dict[str, list[Exercise]]:
    """The exercises of each topic, by name."""
    ordered = sorted(entries.values(), key=lambda e: (e.topic, e.exercise.slug))
    return {topic: [e.exercise for e in own] for topic, own in groupby(ordered, key=lambda e: e.topic)}


def _index(entries: Mapping[str, Entry]) -> Iterator[str]:
    yield from ("# Exercises", "", f"There are {len(entries)}. `grader start NAME` writes what you begin with.", "")
    for topic, exercises in by_topic(entries).items():
        yield from (f"## {topic.capitalize()}", "")
        rows = [(f"[{plain(e.slug)}]({e.slug}.md)", plain(e.text.title), f"`{e.torch or ''}`") for e in exercises]
        yield from table(("exercise", "what it is", "in PyTorch"), (r if r[2] != "``" else (*r[:2], "") for r in rows))


def _page(exercise: Exercise, folder: Path) -> Iterator[str]:
    yield from (f"# {plain(exercise.text.title)}", "", f"`grader start {exercise.slug}`", "")
    for paragraph in filter(None, exercise.text.prompt.split("\n\n")):
        yield from (plain(paragraph), "")
    for number, hint in enumerate(exercise.text.hints, 1):
        yield from (f'??? tip "Hint {number}"', f"    {plain(hint)}", "")
    yield from _derivation(exercise)
    yield from _plot(exercise, folder)
    yield from _mistakes(exercise)
    yield from _facts(exercise.facts)


def _derivation(exercise: Exercise) -> Iterator[str]:
    try:
        sections = derivation(exercise).sections
    except NoDerivation:
        return
    for section in sections:
        heading = section.heading or "formula"
        yield from (f"## {plain(heading[0].upper() + heading[1:])}", "")
        if section.lines:
            yield from formulas(section.lines)
        for remark in section.remarks:
            yield from (f"- {plain(remark)}",)
        yield ""


def _plot(exercise: Exercise, folder: Path) -> Iterator[str]:
    try:
        drawn = chart(exercise)
    except NoSlice:
        return
    (folder / f"{exercise.slug}.svg").write_text(chart_svg.render(drawn), encoding="utf-8")
    yield from ("## Plot", "", f"![{plain(drawn.title)}]({exercise.slug}.svg){{ .plot }}", "")


def _mistakes(exercise: Exercise) -> Iterator[str]:
    if exercise.misconceptions:
        yield from ("## Known mistakes", "", "Each has a name in a report if it gives all numbers of a submission.", "")
    for wrong in exercise.misconceptions:
        yield from (f"### {plain(wrong.title.capitalize())}", "", plain(wrong.explanation), "")
        yield from compared(exercise, wrong)


def compared(exercise: Exercise, wrong: Misconception) -> list[str]:
    """What a mistake computes beside what is right, as far as the two differ; nothing for a
    distribution.
    """
    if wrong.of == "distribution":
        return []
    right, found = right_lines(exercise, wrong.of, wrong.wrt), computed_lines(exercise, wrong)
    return side_by_side([line for line in found if line not in right], [line for line in right if line not in found])


def _facts(facts: Sequence[Fact]) -> Iterator[str]:
    if not facts:
        return
    yield from ("## Facts and what is wrongly said", "")
    for fact in facts:
        yield from (f"- {plain(f'{fact.kind}: {fact.text}')}",)
        yield from (f"    - not {plain(w.text)}: {plain(w.why)}" for w in fact.wrong)
    yield ""
