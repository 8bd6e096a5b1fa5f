"""grader export: what a course puts on another system so that grader judges there."""

from __future__ import annotations

import importlib
from pathlib import Path

import click

from .common import Progress, assignment, catalogue, exercises_of, here

TARGETS = {  # each a module of grader.exporting
    "github": "github_repository",
    "gradescope": "gradescope_zip",
    "prairielearn": "prairielearn_question",
}


@click.command("export")
@click.argument("target", type=click.Choice(list(TARGETS)))
@click.argument("name", metavar="ASSIGNMENT")
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    required=True,
    type=click.Path(path_type=Path),
    help="What is written: see TARGET.",
)
def command(target: str, name: str, output: Path) -> int:
    """Write what TARGET needs to judge an ASSIGNMENT of the course: its settings with a secret seed, the course's
    plugins, and grader itself. Solutions and what students have handed in are never in it.

    PATH is a .zip for gradescope, and a new folder for prairielearn and github.
    """
    course = here()
    chosen = assignment(course, name)
    with Progress():
        from ..exporting import placed
        from ..exporting.course_kit import kit

        writer = importlib.import_module(f"..exporting.{TARGETS[target]}", __package__)
        if complaint := placed.complaint(output, writer.SUFFIX):
            raise click.UsageError(complaint)
        found = catalogue()
        exercises_of(found, chosen, course)
        made = kit(chosen, course, found)
        try:
            placed.write(writer.files(made), output, writer.SUFFIX)
        except OSError as error:
            raise click.ClickException(f"{output} cannot be written: {error.strerror}") from None
    click.echo(f"wrote {output}; now {writer.next_step(made, output)}")
    return 0
