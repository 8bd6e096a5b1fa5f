"""What several commands need: the course, the catalogue, and an exercise by its name."""

import difflib
from pathlib import Path

import click

from .. import course, plugins
from ..course import Course
from ..errors import ExerciseError
from ..plugins import Catalogue, Entry


def here() -> Course:
    """The course of the current folder, or the folder alone."""
    return course.find(Path.cwd()) or Course(Path.cwd())


def catalogue() -> Catalogue:
    """Everything that is installed and that the course brings."""
    return plugins.load(course.find(Path.cwd()))


def exercise(found: Catalogue, slug: str) -> Entry:
    """An exercise by its name.

    Raises:
        click.UsageError: if there is none, with the names that are near.
        ExerciseError: if it is in a plugin that is broken.
    """
    if entry := found.entries.get(slug):
        return entry
    for broken in found.broken:
        if broken.error.where and Path(broken.error.where.path).stem == slug:
            raise ExerciseError(broken.error.code, broken.error.message, broken.error.where)
    near = difflib.get_close_matches(slug, found.entries, n=3, cutoff=0.6)
    hint = f"did you mean {' or '.join(near)}?" if near else "see `grader list`"
    raise click.UsageError(f"there is no exercise called {slug!r}; {hint}")
