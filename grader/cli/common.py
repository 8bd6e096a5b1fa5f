"""What several commands need: the course, the catalogue, an exercise by its name, and a sign of
progress.
"""

import difflib
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from .. import course_settings, plugins
from ..assignment import Assignment
from ..course_settings import Course
from ..dtypes import DTYPES
from ..errors import ExerciseError, Where
from ..limit_settings import Limits
from ..plugins import Catalogue, Entry
from ..report import file
from .streams import say

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
SUBMISSIONS = (".py", ".ipynb")  # endings of files
GONE = "\r\x1b[K"  # to the left edge, and what stands there is erased
PATIENCE = 1.0  # seconds before progress is shown
DTYPE = click.option(
    "--dtype",
    "dtypes",
    multiple=True,
    type=click.Choice(list(DTYPES)),
    help="May be repeated. Default: float32 and float64.",
)
SEED = click.option("--seed", type=int, default=0, show_default=True, help="The seed of the random inputs.")


def _page(_context: click.Context, _parameter: click.Parameter, path: Path | None) -> Path | None:
    if path and (complaint := file.complaint(path, (".html",))):
        raise click.UsageError(complaint)
    return path


def html_option(words: str) -> Callable[[Decorated], Decorated]:
    """`--html FILE`, with what it does."""
    path = click.Path(path_type=Path, dir_okay=False)
    return click.option("--html", "page", metavar="FILE", type=path, callback=_page, help=words)


HTML = html_option("Write a page for a browser too, a .html.")


def here() -> Course:
    """The course of the current folder, or the folder alone."""
    return course_settings.find(Path.cwd()) or Course(Path.cwd())


def catalogue() -> Catalogue:
    """Everything that is installed and that the course brings."""
    return plugins.load(course_settings.find(Path.cwd()))


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


def named_exercise(found: Catalogue, name: str) -> Entry:
    """An exercise by a name as people write it: `Softplus`, `log-softmax`, `LogSoftmax` or
    `softplus.py`.

    Raises:
        click.UsageError, ExerciseError: as `exercise` does.
    """
    plain = _letters(Path(name).stem if name.endswith(SUBMISSIONS) else name)
    same = [slug for slug in found.entries if _letters(slug) == plain]
    return exercise(found, name if name in found.entries or len(same) != 1 else same[0])


def _letters(name: str) -> str:
    """What makes a name another name: its letters and digits, small or capital."""
    return "".join(c for c in name.lower() if c.isalnum())


def assignment(course: Course, name: str) -> Assignment:
    """An assignment of the course by its name.

    Raises:
        click.UsageError: if there is none, with the names that are near, and where it would stand.
    """
    if found := course.assignments.get(name):
        return found
    near = difflib.get_close_matches(name, course.assignments, n=3, cutoff=0.6)
    known = f"there are {', '.join(course.assignments)}" if course.assignments else "the course has none"
    hint = f"did you mean {' or '.join(near)}?" if near else known
    table = f"it would be a table [tool.grader.assignments.{name}] in {course.root / 'pyproject.toml'}"
    raise click.UsageError(f"there is no assignment called {name!r}; {hint}; {table}")


def exercises_of(found: Catalogue, chosen: Assignment, course: Course) -> None:
    """See to it that the exercises of an assignment exist.

    Raises:
        ExerciseError: A633, if there is none of a name; or what broke the plugin that it is in.
    """
    for slug in chosen.points:
        try:
            exercise(found, slug)
        except click.UsageError as error:
            where = Where(str(course.root / "pyproject.toml"))
            message = f"[tool.grader.assignments.{chosen.name}] exercises, {slug}: {error.message}"
            raise ExerciseError("A633", message, where) from None


def readable(file: Path) -> None:
    """Raise a usage error unless this is a file that can be read."""
    if file.exists() and not file.is_file():
        raise click.UsageError(f"{file} is {'a folder' if file.is_dir() else 'no file'}; give the file to check")
    try:
        with file.open("rb"):
            pass
    except FileNotFoundError:
        raise click.UsageError(f"{file} does not exist") from None
    except OSError as error:
        raise click.UsageError(f"{file} cannot be read: {error.strerror}") from None


def shortened(path: Path) -> Path:
    """A file as short as it can be named from here."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def warn_of_its_folder(file: Path) -> None:
    """Say so if the course that is used is that of the folder which a submission lies in: it may be
    a student's.
    """
    found = course_settings.find(Path.cwd())
    if found and found.root.resolve() == file.resolve().parent and (found.plugins or found.limits != Limits()):
        say(
            f"grader: plugins and settings are those of {found.root}, where {file.name} lies: if it is somebody else's,"
            " check it from a folder of your own",
            err=True,
        )


def write_page(path: Path, page: str) -> None:
    """Write a page where `--html` says.

    Raises:
        click.ClickException: if it cannot be written.
    """
    try:
        file.write(page.encode(), path)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}") from None


class Progress:
    """Says on a terminal what is going on, once it takes more than a second. The line vanishes at
    the end; a pipe or a file gets none.
    """

    def __init__(self) -> None:
        self.stage = "loading the exercises"
        self._shown = False
        self._timer = threading.Timer(PATIENCE, self._show)
        self._timer.daemon = True

    def __enter__(self) -> "Progress":
        if sys.stderr.isatty():
            self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        if self._shown:
            sys.stderr.write(GONE)
            sys.stderr.flush()

    def _show(self) -> None:
        self._shown = True
        sys.stderr.write(f"{GONE}{self.stage} ...")
        sys.stderr.flush()
