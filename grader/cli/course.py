"""grader course: what an instructor has set, as students and the grader will see it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import Progress, assignment, catalogue, exercises_of, here
from .streams import say

if TYPE_CHECKING:
    from ..assignment import Assignment
    from ..course_settings import Course
    from ..plugins import Catalogue

LEVELS = {
    "verdict": "of each check the verdict and the points",
    "failures": "what was wrong: a code, numbers, a line to try",
    "diagnosis": "what was wrong, and the mistake behind it",
    "full": "what was wrong, the mistake behind it, and what is right",
}


@click.command("course")
@click.argument("names", nargs=-1, metavar="[ASSIGNMENT]...")
def command(names: tuple[str, ...]) -> int:
    """Show the assignments of the course that the current folder is in, and check its settings.

    Exit status: 0 all is well; 2 there is no course, or no such assignment; 3 a setting or a plugin
    is wrong.
    """
    course = here()
    if not course.assignments and not names:
        raise click.UsageError(f"{_file(course)} has no assignment: write a table [tool.grader.assignments.NAME]")
    chosen = [assignment(course, name) for name in names] or list(course.assignments.values())
    with Progress():
        found = catalogue()
        for one in chosen:
            exercises_of(found, one, course)
        tables = [list(_lines(one, found)) for one in chosen]
    say(f"course in {course.root}")
    for line in (line for table in tables for line in table):
        say(line)
    for broken in found.broken:
        say(f"broken: {broken.plugin}: {broken.error}", err=True)
    return 3 if found.broken else 0


def _file(course: Course) -> Path:
    return course.root / "pyproject.toml"


def _lines(chosen: Assignment, found: Catalogue) -> Iterator[str]:
    """One assignment as a table."""
    from ..judge.plan import Plan

    yield ""
    yield f"{chosen.name}  {chosen.title}, {chosen.worth:g} points"
    width, made = max(map(len, chosen.points)), set[str]()
    for slug, worth in chosen.points.items():
        exercise, extras = found.entries[slug].exercise, chosen.extras
        checks = Plan(exercise=exercise, speed=extras.speed, asked=extras.own_code).work_out().checks
        made |= {check.name for check in checks}
        most = sum(check.points for check in checks)
        of = dict.fromkeys((check.name for check in checks), 0.0)
        for check in checks:
            of[check.name] += worth * check.points / most
        told = (_check(name, points, name in chosen.hidden) for name, points in of.items())
        yield f"  {slug:{width}}  {worth:6g}  {', '.join(told)}"
    limits = chosen.limits
    yield f"  students see: {LEVELS[chosen.feedback]}"
    if chosen.hidden:
        yield f"  of hidden checks the points alone: {', '.join(chosen.hidden)}"
        if unknown := [name for name in chosen.hidden if name not in made]:
            yield f"  no exercise of it has the hidden check {' or '.join(unknown)}"
    seed = "a new secret seed for each results file" if chosen.seed is None else "the seed of the settings"
    yield f"  inputs are drawn from {seed}"
    device = "" if limits.require_device == "cpu" else f", also judged on {limits.require_device}"
    yield (
        f"  a submission has {limits.seconds:g} s for an answer, {limits.total_seconds:g} s in all,"
        f" {limits.memory_mib} MiB, isolation {limits.require_isolation} or more{device}"
    )


def _check(name: str, points: float, hidden: bool) -> str:
    """A check with its points; one that has none is a condition for all others."""
    return f"{name}{' (hidden)' if hidden else ''} {f'{points:.4g}' if points else '(else 0)'}"
