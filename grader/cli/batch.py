"""grader batch: judge many submissions."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .. import course
from ..limit_settings import DEVICES
from .common import DTYPE, Progress, catalogue, exercise, here
from .streams import say

if TYPE_CHECKING:
    from ..batch.class_report import LeftOut

SHOWN = 10


def _file(context: click.Context, option: click.Parameter, value: Any) -> Any:
    """A file, or several, each with a name: an empty text, as of a variable that is not set, is none."""
    if any(not path.name for path in (value if isinstance(value, tuple) else (value,))):
        raise click.BadParameter("a file needs a name", context, option)
    return value


@click.command("batch")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path, exists=True))
@click.option("--exercise", "only", multiple=True, metavar="SLUG", help="Only this exercise. May be repeated.")
@click.option("-j", "--jobs", type=click.IntRange(1), help="Submissions at a time.  [default: one for each core]")
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="What judges: processes of this machine, or a Ray cluster.",
)
@click.option("--address", metavar="HOST:PORT", help="Of the Ray cluster.  [default: $RAY_ADDRESS, else this machine]")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    callback=_file,
    default="results.sqlite",
    show_default=True,
    help="Where results are kept; a run goes on with what is there.",
)
@click.option("--regrade", is_flag=True, help="Grade again what has a result, and say what has changed.")
@click.option(
    "--device",
    type=click.Choice(DEVICES),
    help="Judge on it beside the CPU.  [default: what the course requires, else the CPU alone]",
)
@click.option("--speed", is_flag=True, help="Time submissions beside torch as well: some seconds more for each.")
@DTYPE
@click.option(
    "--seed",
    type=click.IntRange(0, (1 << 63) - 1),
    help="What the random inputs are drawn from.  [default: the one in the results file, else a new secret one]",
)
@click.option(
    "--export",
    "exports",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    callback=_file,
    help="Write a class report too: .csv, .html, .json or .parquet. May be repeated.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the class report as JSON (grader.batch/1).")
def command(
    paths: tuple[Path, ...],
    only: tuple[str, ...],
    jobs: int | None,
    engine: str,
    address: str | None,
    output: Path,
    regrade: bool,
    device: str | None,
    speed: bool,
    dtypes: tuple[str, ...],
    seed: int | None,
    exports: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Judge all submissions in PATHs: folders, archives (zip, tar.gz), or CSV files that list student, exercise, path.

    A file is of the exercise that it is named after. Whose it is, is read from folders (STUDENT/SLUG.py) or from the
    names that Canvas, Moodle and Gradescope give to what is downloaded. With one --exercise, files may have any name.
    Without PATH, goes on with what the results file has.

    Exit status: 0 all was judged, whatever the scores; 1 something that was handed in has no verdict, as the last line
    says; 2 wrong usage; 3 something could not be judged for reasons that are not the student's.
    """
    from ..batch import engines, export, run
    from ..batch.collect import Collected, collect
    from ..batch.database import StoreError, in_words
    from ..batch.export import class_json, class_terminal
    from ..batch.file_names import Names
    from ..batch.layouts.listed import ListError
    from ..batch.naming import Naming
    from ..batch.run_settings import Settings
    from ..batch.store import Store, known_students
    from ..judge.plan import DEFAULT_DTYPES

    if complaint := engines.complaint(engine, address):
        raise click.UsageError(complaint)
    for path in exports:
        if complaint := export.complaint(path):
            raise click.UsageError(complaint)
    if paths and (inside := _of_students(paths)):
        raise click.UsageError(inside)
    with Progress():
        found = catalogue()
    slugs = tuple(dict.fromkeys(exercise(found, slug).exercise.slug for slug in only))
    if not paths and not output.exists():
        raise click.UsageError(f"name a folder, an archive or a list; there is no {output} to go on with")
    for broken in found.broken:
        say(f"broken: {broken.plugin}: {broken.error}", err=True)
    try:
        naming = Naming(Names(found.entries, slugs, found.targets))
        collected = collect(paths, naming, _told, known_students(output)) if paths else Collected()
    except (ListError, StoreError) as error:
        raise click.UsageError(str(error)) from None
    left_out = [out for of_path in collected.left_out.values() for out in of_path]
    if paths and not collected.submissions and not any(_counts(out, slugs) for out in left_out):
        raise click.UsageError(_nothing(left_out))
    limits = here().limits
    formats = tuple(dict.fromkeys(dtypes)) or DEFAULT_DTYPES
    try:
        with Store(output) as store:
            drawn = store.seed(seed)
            settings = Settings(limits, formats, drawn, str(Path.cwd()), device or limits.require_device, speed)
            store.hand_in(collected, slugs)
            keys = settings.keys(found, slugs or store.exercises())
            if not paths:
                store.choose_all(keys)
            if regrade:
                store.forget(keys)
            judges = engines.engine(engine, address, keys, jobs)
            done = run.grade(store, keys, settings, judges, sys.stderr)
            report = run.class_report(store, settings, collected, slugs)
    except StoreError as error:
        raise click.UsageError(str(error)) from None
    except sqlite3.Error as error:
        raise click.ClickException(f"{output} {in_words(error)}; what was kept before is kept") from None
    except KeyboardInterrupt:
        say(f"interrupted; results are kept in {output}, the same command goes on", err=True)
        return 130
    for path in exports:
        try:
            export.write(report, path)
        except OSError as error:
            raise click.ClickException(f"{path} cannot be written: {error.strerror}") from None
    if as_json:
        click.echo(class_json.render(report), nl=False)
        click.echo(f"grader: {class_terminal.conclusion(report)}", err=True)
    else:
        click.echo(class_terminal.render(report, done.changes, done.broken), nl=False)
    if done.broken:
        return 3
    return 1 if report.without_verdict or report.unread or report.outdated else 0


def _of_students(paths: Sequence[Path]) -> str:
    """That the course is part of what is to be judged, so that its plugins would be a student's; or nothing."""
    found = course.find(Path.cwd())
    root = found.root.resolve() if found else None
    if not root or not any(root.is_relative_to(path.resolve()) for path in paths):
        return ""
    return f"{root / 'pyproject.toml'} is part of what is to be judged: call grader batch from a folder of your own"


def _told(text: str) -> None:
    click.echo(f"grader: {text}", err=True)


def _counts(out: LeftOut, only: Sequence[str]) -> bool:
    """Whether a file that was left out makes a row: some student has handed it in for an exercise."""
    return bool(out.students) and (bool(only) or bool(out.exercise))


def _nothing(left_out: Sequence[LeftOut]) -> str:
    """Why there is nothing to grade."""
    seen = [f"  {out.path} {out.reason}" for out in left_out[:SHOWN]]
    more = [f"  ... and {len(left_out) - SHOWN} more"] if len(left_out) > SHOWN else []
    return "\n".join(["there is no submission: a file is named after its exercise, or give --exercise", *seen, *more])
