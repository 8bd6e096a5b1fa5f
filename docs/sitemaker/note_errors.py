"""The page of the errors of the source notes: each wrong step beside the right one."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from grader.exercise import Exercise
from grader.plugins import Entry
from grader.quiz.topic_facts import topic_facts
from grader.specification import Fact, Misconception, WrongFact

from .exercise_pages import by_topic, compared
from .markup import plain

HEAD = """# Errors of the source notes

The exercises go back to lecture notes, in which these formulas and facts are wrong. A name such as `002:9` is a place
in them: note 002, line 9. The mistakes are known to the grader: a submission that has one gets its name.

Some are marked as a *convention*: the formula is right elsewhere, where another usage holds, and not in PyTorch.
"""


def write(pages: Path, entries: Mapping[str, Entry]) -> None:
    """Write the page: the formulas of each exercise first, then what is said wrongly about
    facts.
    """
    text = "\n".join([HEAD, *_formulas(entries), *_facts(entries)])
    (pages / "reference" / "note_errors.md").write_text(text, encoding="utf-8")


def _formulas(entries: Mapping[str, Entry]) -> Iterator[str]:
    yield from ("## Formulas", "")
    for exercises in by_topic(entries).values():
        for exercise in exercises:
            for wrong in exercise.misconceptions:
                if wrong.note:
                    yield from _formula(exercise, wrong)


def _formula(exercise: Exercise, wrong: Misconception) -> Iterator[str]:
    yield from (f"### {plain(exercise.slug)}: {plain(wrong.title)}", "")
    marks = f"`{wrong.note}`, of the {wrong.of}{', a convention' if wrong.convention else ''}"
    yield from (f"{marks}, in [{plain(exercise.slug)}](exercises/{exercise.slug}.md)", "", plain(wrong.explanation), "")
    yield from compared(exercise, wrong)


def _facts(entries: Mapping[str, Entry]) -> Iterator[str]:
    yield from ("## Facts", "")
    for subject, facts in _subjects(entries).items():
        found = [(fact, wrong) for fact in facts for wrong in fact.wrong if wrong.note]
        if found:
            yield from (f"### {plain(subject)}", "")
        for fact, wrong in found:
            yield from _fact(fact, wrong)


def _subjects(entries: Mapping[str, Entry]) -> dict[str, list[Fact]]:
    """The facts of each exercise, and of each topic that has some of its own."""
    found: dict[str, list[Fact]] = {}
    for topic, exercises in by_topic(entries).items():
        found |= {f"about {exercise.slug}": [*exercise.facts] for exercise in exercises}
        found[f"about {topic}"] = [*topic_facts(exercises[0])]
    return found


def _fact(fact: Fact, wrong: WrongFact) -> Iterator[str]:
    kind = "" if fact.kind == "claim" else f"{fact.kind}: "
    yield from (f"`{wrong.note}`", "")
    yield from (
        f"- wrong: {kind}{plain(wrong.text)}",
        f"- right: {kind}{plain(fact.text)}",
        f"- {plain(wrong.why)}",
        "",
    )
