"""grader status: which exercises are done, and which is next."""

import json

import click

from ..practice.course_path import course_path, following, topic
from .common import Progress, catalogue, here
from .practice_common import as_record, practice_store

BAR = 20  # characters


SCHEMA = "grader.status/1"


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="Print JSON (grader.status/1).")
def command(as_json: bool) -> int:
    """Show how many exercises of the course are done, which were begun, and which is next."""
    from ..practice.practice_store import PracticeError

    with Progress():
        course, found = here(), catalogue()
    try:
        known = practice_store().standings()
    except PracticeError as error:
        raise click.ClickException(str(error)) from None
    path = course_path(found, course)
    groups = {a.title: [s for s in a.points if s in found.entries] for a in course.assignments.values()}
    groups = {title: slugs for title, slugs in groups.items() if slugs}
    for slug in () if groups else path:
        groups.setdefault(topic(found, slug), []).append(slug)
    done = {slug for slug, standing in known.items() if standing.done}
    then = following(path, "", done)
    if as_json:
        exercises = [
            {"slug": slug, "group": name, "progress": as_record(known.get(slug))}
            for name, slugs in groups.items()
            for slug in slugs
        ]
        count = len(done.intersection(path))
        click.echo(json.dumps({"schema": SCHEMA, "exercises": exercises, "done": count, "next": then}, indent=2))
        return 0

    width = max(map(len, groups), default=0)
    for name, slugs in groups.items():
        count = len(done.intersection(slugs))
        click.echo(f"{name:{width}}  {count:3} of {len(slugs):3}  {'#' * round(BAR * count / len(slugs)):.<{BAR}}")
    click.echo(f"{'together':{width}}  {len(done.intersection(path)):3} of {len(path):3}")
    begun = [slug for slug in path if slug in known and slug not in done]
    for slug in begun:
        s = known[slug]
        times = "once" if s.tries == 1 else f"{s.tries} times"
        click.echo(f"begun: {slug}, {s.points:g} of {s.most:g} points, checked {times}")
    click.echo(f"next: grader watch {then}" if then else "all of them are done")
    return 0
