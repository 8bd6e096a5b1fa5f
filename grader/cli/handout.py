"""grader handout: what students get for an assignment, in a new folder."""

from pathlib import Path

import click

from ..handing_out import files
from ..report import file
from .common import assignment, catalogue, exercises_of, here


@click.command("handout")
@click.argument("name", metavar="ASSIGNMENT")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The new folder.  [default: ASSIGNMENT]")
def command(name: str, output: Path | None) -> int:
    """Write the starters of an assignment's exercises, and a README.md with what to do, into a new
    folder.

    There are no solutions and no misconceptions in it: it can be handed to students as it is.
    """
    course = here()
    chosen = assignment(course, name)
    found = catalogue()
    exercises_of(found, chosen, course)
    folder = output or Path(chosen.name)
    if folder.exists():
        raise click.UsageError(f"{folder} is there already; nothing was written. Name a new folder with -o")
    exercises = {slug: found.entries[slug].exercise for slug in chosen.points}
    try:
        file.write_folder(((name, text.encode()) for name, text in files(chosen, exercises)), folder)
    except OSError as error:
        raise click.ClickException(f"{folder} cannot be written: {error.strerror}") from None
    click.echo(f"wrote {folder}: README.md and {', '.join(f'{slug}.py' for slug in chosen.points)}")
    return 0
