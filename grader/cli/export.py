"""grader export: what a course puts on another system so that grader judges there."""

from __future__ import annotations

import importlib
from pathlib import Path

import click

from .common import Progress, assignment, catalogue, exercises_of, here

TARGETS = {  # each a module of grader.exporting
    "github": "github_repository",
    "gradescope": "gradescope_zip",
    "nbgrader": "nbgrader_course",
    "otter": "otter_tests",
    "prairielearn": "prairielearn_question",
}
HANDED_OUT = ("nbgrader", "otter")  # which get notebooks for students, and no more than these say
# Into these folders one assignment is written after the other; these files are of all, and kept if
# they are there.
OF_ALL = {"nbgrader": ("nbgrader_config.py",)}


@click.command("export")
@click.argument("target", type=click.Choice(list(TARGETS)))
@click.argument("name", metavar="ASSIGNMENT")
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    required=True,
    type=click.Path(path_type=Path),
    help="The file or folder to write: see below.",
)
def command(target: str, name: str, output: Path) -> int:
    """Write the files that TARGET needs to judge an ASSIGNMENT of the course: its settings with a
    secret seed, the course's plugins, and grader itself. For nbgrader and otter, also write
    notebooks for students, with checks in them. The files never contain solutions or submissions.

    PATH is a .zip for gradescope, for nbgrader the folder of its course, for the others a new
    folder.
    """
    course = here()
    chosen = assignment(course, name)
    with Progress():
        from ..exporting import placed
        from ..exporting.course_kit import kit
        from ..exporting.notebook_handout import notebook_handout

        writer = importlib.import_module(f"..exporting.{TARGETS[target]}", __package__)
        if target not in OF_ALL and (complaint := placed.complaint(output, writer.SUFFIX)):
            raise click.UsageError(complaint)
        found = catalogue()
        exercises_of(found, chosen, course)
        made = notebook_handout(chosen, found) if target in HANDED_OUT else kit(chosen, course, found)
        files = writer.files(made)
        if target in OF_ALL:
            files = {name: data for name, data in files.items() if not _is_kept(target, name, output)}
        try:
            placed.write(files, output, writer.SUFFIX)
        except OSError as error:
            raise click.ClickException(f"{output} cannot be written: {error.strerror}") from None
    click.echo(f"wrote {output}; now {writer.next_step(made, output)}")
    return 0


def _is_kept(target: str, name: str, folder: Path) -> bool:
    """Whether a file is there already and stays as it is.

    Raises:
        click.UsageError: if it may not be there.
    """
    there = (folder / name).exists()
    if there and name not in OF_ALL[target]:
        raise click.UsageError(f"{folder / name} is already there; nothing was written")
    return there
