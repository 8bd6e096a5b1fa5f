"""grader list: the exercises, their families, or the plugins that they come from."""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import click

from ..course_settings import Course
from ..plugins import Catalogue
from ..practice.course_path import course_path, topic
from ..practice.difficulty import level
from .common import Progress, catalogue, here
from .practice_common import as_record, standings
from .streams import say

SCHEMA = "grader.list/1"
DONE, BEGUN = "done", "begun"


@click.command("list")
@click.option("--plugins", is_flag=True, help="Show the plugins, what each of them gives, and which are broken.")
@click.option("--families", is_flag=True, help="Show the families of exercises, and which plugin brings each.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON (grader.list/1).")
def command(plugins: bool, families: bool, as_json: bool) -> int:
    """List the exercises by topic, each with its level, from 1 to 3, and whether you have done
    it.
    """
    with Progress():
        found = catalogue()
    if as_json:
        exercises = list(_exercises(found))
        kinds = [
            {"name": name, "summary": kind.family.summary, "plugin": kind.plugin}
            for name, kind in found.families.items()
        ]
        broken = [
            {"plugin": b.plugin, "code": b.error.code, "where": str(b.error.where), "message": b.error.message}
            for b in found.broken
        ]
        shown = {
            "schema": SCHEMA,
            "exercises": exercises,
            "families": kinds,
            "plugins": found.plugins,
            "broken": broken,
        }
        click.echo(json.dumps(shown, indent=2))
    elif families:
        count = Counter(e.exercise.family.name for e in found.entries.values())
        width = max(map(len, found.families))
        for name, kind in found.families.items():
            say(f"{name:{width}}  {kind.family.summary}  ({kind.plugin}, {_number(count[name])})")
    elif plugins:
        for name, source in found.plugins.items():
            slugs = [slug for slug, e in found.entries.items() if e.plugin == name]
            say(f"{name}  {source}  ({_number(len(slugs))})")
            for slug in slugs:
                say(f"  {slug:20} {found.entries[slug].exercise.where}")
    else:
        _listed(found)
    for b in found.broken if not as_json else ():
        say(f"broken: {b.plugin}: {b.error}", err=not plugins)
    return 0


def _exercises(found: Catalogue) -> Iterator[dict[str, object]]:
    """Each exercise with its level, its place in the order of the course if it has one, and one's
    own progress.
    """
    known = standings()
    places = {slug: place for place, slug in enumerate(course_path(found, here()), 1)}
    for slug, e in found.entries.items():
        yield {
            "slug": slug,
            "title": e.exercise.text.title,
            "family": e.exercise.family.name,
            "topic": e.topic,
            "plugin": e.plugin,
            "level": level(e.exercise),
            "order": places.get(slug),
            "progress": as_record(known.get(slug)),
        }


def _listed(found: Catalogue) -> None:
    """Print the exercises by topic, the easy ones first, with their levels, and which are done or
    begun.
    """
    from ..report.console import console
    from ..report.fitted_lines import hanging, show, text

    out = console()
    known = standings()
    width = min(max(map(len, found.entries), default=0), out.width // 3)  # longer names stand out
    path = course_path(found, Course(Path.cwd()))
    for name, slugs in groupby(path, key=lambda slug: topic(found, slug)):
        show([text(name, "bold")], out)
        for slug in slugs:
            mark = DONE if slug in known and known[slug].done else BEGUN if slug in known else ""
            marked = f"{mark:{len(BEGUN)}}  " if known else ""
            exercise = found.entries[slug].exercise
            head = text(f"  {slug:{width}}  level {level(exercise)}  {marked}")
            show(hanging(head, text(exercise.text.title), out), out)


def _number(exercises: int) -> str:
    return f"{exercises} exercise{'' if exercises == 1 else 's'}"
