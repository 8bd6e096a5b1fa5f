"""grader selfcheck: are exercises fit for students?"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import Progress, catalogue, named_exercise
from .completion import slugs_and_topics
from .streams import say

if TYPE_CHECKING:
    from ..judge.selfcheck.fitness import SelfCheck
    from ..plugins import Broken, Catalogue

UNCHANGED = "  (nothing has changed since it passed)"
MARKS = {True: "pass", False: "FAIL", None: "skip"}


@click.command("selfcheck")
@click.argument("names", nargs=-1, metavar="[SLUG|TOPIC|FILE]...", shell_complete=slugs_and_topics)
@click.option("--matrix", is_flag=True, help="Show how many results of every mistake are wrong, and what it is called.")
@click.option("-j", "--jobs", type=click.IntRange(1), help="Exercises at a time.  [default: one for each core]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(names: tuple[str, ...], matrix: bool, jobs: int | None, as_json: bool) -> int:
    """Check exercises themselves: formula, facts, files, model solution, and whether each mistake
    gets its name.

    Without arguments: all exercises that are installed or in the course. Else those with a slug or
    a topic, or those that a file defines.
    """
    from ..judge.selfcheck.fitness import strays
    from ..judge.selfcheck.selfchecks import selfchecks
    from ..report.json import finite

    with Progress():
        found = catalogue()
    chosen, broken = _chosen(found, names)
    if chosen:
        what = chosen[0] if len(chosen) == 1 else f"{len(chosen)} exercises"
        click.echo(f"grader: {what} ...", err=True)
    results = []
    for result in selfchecks(
        [found.entries[slug].exercise for slug in chosen], Path.cwd(), jobs or os.cpu_count() or 1
    ):
        results.append(result)
        if not as_json:
            click.echo("\n".join(_lines(result, matrix)))
    stray = [] if names else strays(found.exercises)
    for b in broken:
        say(f"broken: {b.plugin}: {b.error}", err=as_json)
    for path in stray:
        say(f"stray file, of no exercise: {path}", err=as_json)
    if as_json:
        import json

        click.echo(json.dumps(finite([dataclasses.asdict(r) for r in results]), indent=2))
    else:
        verdicts = [v for r in results for v in r.matrix]
        caught, named = sum(v.wrong > 0 for v in verdicts), sum(v.named for v in verdicts)
        fit = sum(r.passed for r in results)
        counts = f"of {len(verdicts)} wrong answers {caught} caught, {named} named"
        click.echo(f"{fit} of {len(results)} exercises fit; {counts}")
        if fit == 1 and names and len(results) == 1:
            click.echo(f"students begin with: grader start {results[0].exercise}")
    return 0 if all(r.passed for r in results) and not broken and not stray else 1


def _chosen(found: Catalogue, names: Sequence[str]) -> tuple[list[str], list[Broken]]:
    """The slugs of the exercises that are meant, and what is broken among what is meant.

    Raises:
        click.UsageError: for a name that is none of an exercise, a topic or a plugin's file.
    """
    if not names:
        return list(found.entries), found.broken
    chosen: list[str] = []
    broken: list[Broken] = []
    for name in names:
        path = Path(name).resolve()
        in_file = [slug for slug, e in found.entries.items() if Path(e.exercise.where.path).resolve() == path]
        of_topic = [slug for slug, e in found.entries.items() if e.topic == name.rstrip("/")]
        slugs = in_file or ([name] if name in found.entries else of_topic)
        faults = [b for b in found.broken if b.topic == name.rstrip("/") or _lies_in(b, path, name)]
        if not slugs and not faults:
            if path.is_file():
                raise click.UsageError(f"{name} is no plugin of this course: it has to lie below the course's plugins/")
            slugs = [named_exercise(found, name).exercise.slug]
        chosen += slugs
        broken += faults
    return list(dict.fromkeys(chosen)), broken


def _lies_in(broken: Broken, path: Path, name: str) -> bool:
    """Whether a plugin that is broken is this file, or one that has this name."""
    where = broken.error.where
    return where is not None and (Path(where.path).resolve() == path or Path(where.path).stem == name)


def _lines(result: SelfCheck, matrix: bool) -> Iterator[str]:
    yield f"{result.exercise}{UNCHANGED if result.kept else ''}"
    for finding in result.findings:
        yield f"  {MARKS[finding.ok]}  {finding.what:20} {finding.detail}"
    for v in result.matrix if matrix else ():
        called = ", ".join(v.names) or "nothing"
        yield f"        {v.mistake:44} {v.check:10} {v.dtype:8} {v.wrong:5} of {v.total:5} wrong; called {called}"
