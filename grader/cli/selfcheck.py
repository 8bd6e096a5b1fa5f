"""grader selfcheck: are exercises fit for students?"""

from __future__ import annotations

import dataclasses
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import catalogue, exercise, here

if TYPE_CHECKING:
    from ..judge.selfcheck import SelfCheck
    from ..plugins import Catalogue

MARKS = {True: "pass", False: "FAIL", None: "skip"}


@click.command("selfcheck")
@click.argument("names", nargs=-1, metavar="[SLUG|TOPIC|FILE]...")
@click.option("--matrix", is_flag=True, help="Show how many results of every mistake are wrong, and what it is called.")
@click.option("-j", "--jobs", type=click.IntRange(1), help="Exercises at a time.  [default: one for each core]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(names: tuple[str, ...], matrix: bool, jobs: int | None, as_json: bool) -> int:
    """Check exercises themselves: formula, facts, files, model solution, and that every mistake is caught by its name.

    Without arguments all exercises that are installed or in the course, else those that are named, of a topic, or
    defined in a file.
    """
    from ..judge.selfcheck import strays
    from ..report.json import finite

    found = catalogue()
    chosen = _chosen(found, names)
    results = []
    for result in _checked(chosen, jobs or os.cpu_count() or 1):
        results.append(result)
        if not as_json:
            click.echo("\n".join(_lines(result, matrix)))
    broken = [] if names else found.broken
    stray = [] if names else strays([e.exercise for e in found.entries.values()])
    for b in broken:
        click.echo(f"broken: {b.plugin}: {b.error}", err=as_json)
    for path in stray:
        click.echo(f"stray file, of no exercise: {path}", err=as_json)
    if as_json:
        import json

        click.echo(json.dumps(finite([dataclasses.asdict(r) for r in results]), indent=2))
    else:
        verdicts = [v for r in results for v in r.matrix]
        caught, named = sum(v.wrong > 0 for v in verdicts), sum(v.named for v in verdicts)
        fit = sum(r.passed for r in results)
        counts = f"of {len(verdicts)} wrong answers {caught} caught, {named} named"
        click.echo(f"{fit} of {len(results)} exercises fit; {counts}")
    return 0 if all(r.passed for r in results) and not broken and not stray else 1


def _chosen(found: Catalogue, names: Sequence[str]) -> list[str]:
    """The slugs of the exercises that are meant.

    Raises:
        click.UsageError: for a name that is none of an exercise, a topic or a plugin's file.
    """
    if not names:
        return list(found.entries)
    chosen: list[str] = []
    for name in names:
        of_topic = [slug for slug, e in found.entries.items() if e.topic == name.rstrip("/")]
        path = Path(name).resolve()
        in_file = [slug for slug, e in found.entries.items() if Path(e.exercise.where.path).resolve() == path]
        chosen += in_file or ([] if name in found.entries else of_topic) or [exercise(found, name).exercise.slug]
    return list(dict.fromkeys(chosen))


def _checked(slugs: Sequence[str], jobs: int) -> Iterator[SelfCheck]:
    """The results in order, several exercises at a time."""
    if jobs == 1 or len(slugs) == 1:
        from ..judge.selfcheck import selfcheck
        from ..judge.workers import Workers

        with Workers() as workers:
            for slug in slugs:
                click.echo(f"grader: {slug} ...", err=True)
                yield selfcheck(exercise(catalogue(), slug).exercise, here().limits, workers)
        return
    with ProcessPoolExecutor(min(jobs, len(slugs)), multiprocessing.get_context("spawn")) as pool:
        click.echo(f"grader: {len(slugs)} exercises, {jobs} at a time ...", err=True)
        yield from pool.map(_one, slugs)


def _one(slug: str) -> SelfCheck:
    from ..judge.selfcheck import selfcheck
    from ..judge.workers import Workers

    with Workers() as workers:
        return selfcheck(exercise(catalogue(), slug).exercise, here().limits, workers)


def _lines(result: SelfCheck, matrix: bool) -> Iterator[str]:
    yield result.exercise
    for finding in result.findings:
        yield f"  {MARKS[finding.ok]}  {finding.what:20} {finding.detail}"
    for v in result.matrix if matrix else ():
        called = ", ".join(v.names) or "nothing"
        yield f"        {v.mistake:44} {v.check:10} {v.dtype:8} {v.wrong:5} of {v.total:5} wrong; called {called}"
