"""grader start: the file to begin with, written where the student is."""

from pathlib import Path

import click

from ..exercise import Exercise
from ..starter import starter
from .common import catalogue, named_exercise
from .completion import slugs


@click.command("start")
@click.argument("slug", shell_complete=slugs)
def command(slug: str) -> int:
    """Write the starter of exercise SLUG into the current folder. An existing file is left
    alone.
    """
    path = write_starter(named_exercise(catalogue(), slug).exercise)
    click.echo(f"wrote {path.name}; check it with: grader check {path.stem}")
    return 0


def write_starter(chosen: Exercise) -> Path:
    """Write the starter of an exercise into the current folder; gives its path.

    Raises:
        click.UsageError: if the file is there already, or cannot be written.
    """
    path = Path.cwd() / f"{chosen.slug}.py"
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(starter(chosen))
    except FileExistsError:
        raise click.UsageError(f"{path.name} is already here; nothing was written") from None
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written: {error.strerror}") from None
    return path
