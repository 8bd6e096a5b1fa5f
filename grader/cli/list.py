"""grader list: the exercises, their families, or the plugins that they come from."""

import json
from collections import Counter
from itertools import groupby

import click

from .common import Progress, catalogue
from .streams import say


@click.command("list")
@click.option("--plugins", is_flag=True, help="Show the plugins, what each of them gives, and which are broken.")
@click.option("--families", is_flag=True, help="Show the families of exercises, and which plugin brings each.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(plugins: bool, families: bool, as_json: bool) -> int:
    """List the exercises."""
    with Progress():
        found = catalogue()
    if as_json:
        exercises = [
            {
                "slug": slug,
                "title": e.exercise.text.title,
                "family": e.exercise.family.name,
                "topic": e.topic,
                "plugin": e.plugin,
            }
            for slug, e in found.entries.items()
        ]
        kinds = [
            {"name": name, "summary": kind.family.summary, "plugin": kind.plugin}
            for name, kind in found.families.items()
        ]
        broken = [
            {"plugin": b.plugin, "code": b.error.code, "where": str(b.error.where), "message": b.error.message}
            for b in found.broken
        ]
        shown = {"exercises": exercises, "families": kinds, "plugins": found.plugins, "broken": broken}
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
        width = max(map(len, found.entries), default=0)
        for topic, entries in groupby(found.entries.values(), key=lambda e: e.topic or e.plugin):
            click.echo(topic)
            for entry in entries:
                click.echo(f"  {entry.exercise.slug:{width}}  {entry.exercise.text.title}")
    for b in found.broken if not as_json else ():
        say(f"broken: {b.plugin}: {b.error}", err=not plugins)
    return 0


def _number(exercises: int) -> str:
    return f"{exercises} exercise{'' if exercises == 1 else 's'}"
