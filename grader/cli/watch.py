"""grader watch: judge a file whenever it is saved, and go through the exercises of a course."""

import click

from .common import Progress, catalogue, here, named_exercise
from .completion import slugs
from .streams import in_terminal


@click.command("watch")
@click.argument("slug", shell_complete=slugs, required=False)
def command(slug: str | None) -> int:
    """Judge SLUG.py each time you save it, then go on with the next exercise. Without SLUG: begin
    with the first exercise that is not done.

    If there is no file yet, grader writes the starter. Keys show a hint, go to the next exercise,
    draw the function, or explain the mistake.
    """
    if not in_terminal():
        raise click.UsageError("grader watch needs a terminal; without one: grader check SLUG")
    with Progress():
        course, found = here(), catalogue()
        begin = named_exercise(found, slug).exercise.slug if slug else None

        from ..judge.sandbox.workers import Workers
        from .warm_judge import WarmJudge
        from .watch_events import WatchEvents
        from .watch_round import WatchRound
        from .watch_screen import WatchScreen

    with Workers() as workers:
        judge = WarmJudge(found, course, workers)
        with WatchEvents(judge.interrupt) as events:
            return WatchRound(found, course, judge, events, WatchScreen()).go_on(begin)
