"""The options --format and -o: somebody's work in the format of another program."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import ExerciseError, Where
from ..plugins import Catalogue
from ..report import file

if TYPE_CHECKING:
    from ..report.format import Format
    from ..report.work import Work

FAILED = 3  # the status where something could not be judged


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the two options to a command, which gets them as `format_name` and `output`."""
    add_format = click.option(
        "--format",
        "format_name",
        metavar="NAME",
        help="Also write the report for another program: gradescope, junit, markdown, ... (docs/formats.md).",
    )
    add_output = click.option(
        "-o",
        "--output",
        metavar="PATH",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Where --format writes.  [default: standard output, and nothing else there]",
    )
    return add_format(add_output(command))


@dataclass(frozen=True)
class AskedFormat:
    """What was asked for: a format by its name or nothing, and the path to write to, if any."""

    name: str | None
    output: Path | None

    def check(self, as_json: bool) -> None:
        """Raise a usage error if the options do not go together, or the path cannot be written
        to.
        """
        if self.output and not self.name:
            raise click.UsageError("-o needs --format: in which format is it to be written?")
        if self.name and not self.output and as_json:
            raise click.UsageError("--json and --format both print to standard output: give the format a file with -o")
        if self.output and not self.output.absolute().parent.is_dir():
            raise click.UsageError(f"there is no folder {self.output.parent}")
        if self.output and self.output.exists() and not self.output.is_file():
            raise click.UsageError(f"{self.output} is no file; without -o the format is printed")

    def format(self, found: Catalogue) -> Format | None:
        """The format that was asked for.

        Raises:
            click.UsageError: if there is none of this name, with those that are near.
        """
        if not self.name:
            return None
        from ..report.formats import formats

        known = formats(found.formats)
        if chosen := known.get(self.name):
            return chosen
        near = difflib.get_close_matches(self.name, known, n=3, cutoff=0.6)
        hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(known)}"
        raise click.UsageError(f"there is no format called {self.name!r}; {hint}")

    @property
    def alone(self) -> bool:
        """Whether the format is all that goes to standard output."""
        return self.name is not None and self.output is None

    def write(self, chosen: Format, work: Work) -> None:
        """Write the work, whole or not at all.

        Raises:
            ExerciseError: A634, if a plugin's format fails.
            click.ClickException: if the file cannot be written.
        """
        data = _written(chosen, work)
        if not self.output:
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
            return
        try:
            file.write(data, self.output.resolve())
        except OSError as error:
            raise click.ClickException(f"{self.output} cannot be written: {error.strerror}") from None


def status(judged: bool, passed: bool, chosen: Format | None) -> int:
    """The exit status of a command that has judged something."""
    if not judged:
        return FAILED
    return 0 if passed or (chosen and chosen.ran_is_success) else 1


def _written(chosen: Format, work: Work) -> bytes:
    module = getattr(chosen.write, "__module__", "")
    try:
        data = chosen.write(work)
    except Exception as error:
        if module.startswith("grader.report."):
            raise
        message = f"the format {chosen.name} fails: {type(error).__name__}: {error}"
        raise ExerciseError("A634", message, Where(module)) from error
    if not isinstance(data, bytes):
        message = f"the format {chosen.name} gave {type(data).__name__}, not bytes"
        raise ExerciseError("A634", message, Where(module))
    return data
