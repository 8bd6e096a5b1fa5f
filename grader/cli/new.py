"""grader new: the files of a new exercise, which is fit as it is and waits to be changed."""

from collections.abc import Mapping
from pathlib import Path

import click

from .. import course_settings
from ..authoring.new_exercise import FAMILIES, SETTINGS, NewExercise, complaint, unsettled
from ..starter import starter
from .common import catalogue
from .streams import say

TABLE = "[tool.grader]"


@click.command("new")
@click.argument("slug")
@click.option("--family", type=click.Choice(FAMILIES), default=FAMILIES[0], show_default=True, help="What kind it is.")
def command(slug: str, family: str) -> int:
    """Write a new exercise SLUG into the course: plugin, starter, solution, and a wrong submission.

    In a folder without a course, it makes one. It changes no existing file.
    """
    if why := complaint(slug):
        raise click.UsageError(why)
    if entry := catalogue().entries.get(slug):
        raise click.UsageError(f"there is an exercise {slug} already, in {entry.exercise.where}")
    new = NewExercise(slug, family)
    course = course_settings.find(Path.cwd())
    root = course.root if course else Path.cwd()
    if not course and not unsettled(root):
        raise click.UsageError(f"{root / SETTINGS} has no table {TABLE}: add it, and this folder is a course")
    texts = ({} if course else {SETTINGS: f"{TABLE}\n"}) | {
        path: text.lstrip("\n") for path, text in new.texts().items()
    }
    if there := [path for path in (*texts, new.starter) if (root / path).exists()]:
        raise click.UsageError(f"{', '.join(there)} would be overwritten: nothing was written")
    _write(root, texts)
    _write(root, {new.starter: starter(catalogue().entries[slug].exercise)})
    say(f"next: change plugins/{slug}.py and the other files to your formula, then: grader selfcheck {slug}")
    return 0


def _write(root: Path, texts: Mapping[str, str]) -> None:
    """Write files that are not there yet.

    Raises:
        click.ClickException: if one cannot be written.
    """
    for path, text in texts.items():
        try:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            with (root / path).open("x", encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            raise click.ClickException(f"{root / path} cannot be written: {error.strerror}") from None
        say(f"wrote {path}")
