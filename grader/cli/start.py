"""grader start: the file to begin with, written where the student is."""

from pathlib import Path

import click

from ..starter import starter
from .common import catalogue, exercise


@click.command("start")
@click.argument("slug")
def command(slug: str) -> int:
    """Write the starter of exercise SLUG into the current folder. An existing file is left alone."""
    text = starter(exercise(catalogue(), slug).exercise)
    path = Path.cwd() / f"{slug}.py"
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise click.UsageError(f"{path.name} is already here; nothing was written") from None
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written: {error.strerror}") from None
    click.echo(f"wrote {path.name}; check it with: grader check {slug}")
    return 0
