"""grader batch: judge many submissions."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..limit_settings import DEVICES
from .common import DTYPE, Progress, assignment, catalogue, exercise, exercises_of, here
from .format_output import AskedFormat
from .streams import say

if TYPE_CHECKING:
    from ..plugins import Catalogue
    from ..report.format import Format

READABLE = click.Path(path_type=Path, exists=True, dir_okay=False)
WRITABLE = click.Path(path_type=Path)


def _file(context: click.Context, option: click.Parameter, value: Any) -> Any:
    """A file, or several, each with a name: an empty text, as of a variable that is not set, is
    none.
    """
    given = value if isinstance(value, tuple) else (value,)
    if any(path is not None and not path.name for path in given):
        raise click.BadParameter("a file needs a name", context, option)
    return value


@click.command("batch")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path, exists=True))
@click.option("--exercise", "only", multiple=True, metavar="SLUG", help="Only this exercise. May be repeated.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1),
    help="How many submissions to judge at a time.  [default: one for each core]",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="Judge with processes of this machine, or with a Ray cluster.",
)
@click.option(
    "--address", metavar="HOST:PORT", help="The address of the Ray cluster.  [default: $RAY_ADDRESS, else this machine]"
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    callback=_file,
    help="Keep the results in this file. The next run goes on.  [default: results.sqlite, or ASSIGNMENT.sqlite]",
)
@click.option(
    "--regrade", is_flag=True, help="Grade submissions again that have a result, and report what has changed."
)
@click.option(
    "--device",
    type=click.Choice(DEVICES),
    help="Judge on this device too.  [default: what the course requires, else only the CPU]",
)
@click.option(
    "--speed",
    is_flag=True,
    help="Also measure the speed, compared with torch. This takes some seconds for each submission.",
)
@DTYPE
@click.option(
    "--seed",
    type=click.IntRange(0, (1 << 63) - 1),
    help="The seed of the random inputs.  [default: the seed in the results file, else a new secret one]",
)
@click.option(
    "--export",
    "exports",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    callback=_file,
    help="Also write a class report: .csv, .html, .json or .parquet. May be repeated.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the class report as JSON (grader.batch/1).")
@click.option(
    "--assignment",
    "asked",
    metavar="NAME",
    help="Grade an assignment of the course: all its exercises, one number of points.",
)
@click.option("--roster", metavar="FILE", type=READABLE, help="A .csv with all students of the course.")
@click.option(
    "--names", default="", metavar="REGEX", help="How file names say whose they are: (?P<login>...), (?P<file>...)."
)
@click.option(
    "--gradebook",
    metavar="FILE",
    type=READABLE,
    help="Fill in a copy of this gradebook, as the learning system exported it.",
)
@click.option("--column", default="", metavar="NAME", help="The column of the gradebook.  [default: the assignment's]")
@click.option("--feedback", metavar="ZIP", type=WRITABLE, callback=_file, help="Write a page for each student.")
@click.option(
    "--grades", metavar="FILE", type=WRITABLE, callback=_file, help="Write a .csv with a line for each student."
)
@click.option(
    "--format", "formats", multiple=True, metavar="NAME=FOLDER", help="Write a file in this format for each student."
)
def command(
    paths: tuple[Path, ...],
    only: tuple[str, ...],
    jobs: int | None,
    engine: str,
    address: str | None,
    output: Path | None,
    regrade: bool,
    device: str | None,
    speed: bool,
    dtypes: tuple[str, ...],
    seed: int | None,
    exports: tuple[Path, ...],
    as_json: bool,
    asked: str | None,
    roster: Path | None,
    names: str,
    gradebook: Path | None,
    column: str,
    feedback: Path | None,
    grades: Path | None,
    formats: tuple[str, ...],
) -> int:
    """Judge all submissions in PATHs: folders, archives (zip, tar.gz), or CSV files that list
    student, exercise, path.

    The name of a file says which exercise it belongs to. grader finds its student by the folder
    (STUDENT/SLUG.py), or by the name that Canvas, Moodle or Gradescope gives to a download. With
    one --exercise, files may have any name. Without PATH, grader goes on with the submissions in
    the results file.

    Exit status: 0 all submissions have a verdict, whatever the scores; 1 some have none, as the
    last line says; 2 wrong usage; 3 some have none, and it is not the students' fault.
    """
    from ..assignment import NO_EXTRAS
    from ..batch import engines, export, run
    from ..batch.collect import Collected
    from ..batch.database import StoreError, in_words
    from ..batch.export import class_json, class_terminal
    from ..batch.marks import marks
    from ..batch.run_settings import Settings
    from ..batch.store import Store
    from ..judge.plan import DEFAULT_DTYPES
    from .class_outputs import Outputs
    from .handed_in import handed_in, naming, of_students

    if complaint := engines.complaint(engine, address):
        raise click.UsageError(complaint)
    for path in exports:
        if complaint := export.complaint(path):
            raise click.UsageError(complaint)
    if paths and (inside := of_students(paths)):
        raise click.UsageError(inside)
    if not asked and (gradebook or feedback or grades or formats):
        raise click.UsageError(
            "--gradebook, --feedback, --grades and --format need an --assignment, which has the points"
        )
    if asked and only:
        raise click.UsageError("an --assignment has its exercises; give either it or --exercise")
    course = here()
    work = assignment(course, asked) if asked else None
    output = output or Path(f"{work.name if work else 'results'}.sqlite")
    with Progress():
        found = catalogue()
    if work:
        exercises_of(found, work, course)
    slugs = tuple(dict.fromkeys(exercise(found, slug).exercise.slug for slug in (work.points if work else only)))
    if not paths and not output.exists():
        raise click.UsageError(f"name a folder, an archive or a list; there is no {output} to go on with")
    for broken in found.broken:
        say(f"broken: {broken.plugin}: {broken.error}", err=True)
    chosen = dict(_format(found, text) for text in formats)
    outputs = Outputs(work, gradebook, column, feedback, grades, chosen) if work else None
    if outputs:
        outputs.spare((*paths, *([roster] if roster else []), output))
    how = naming(found, slugs, names, work.name if work else "")
    collected = handed_in(paths, how, output, roster) if paths else Collected()
    limits = work.limits if work else course.limits
    formats = tuple(dict.fromkeys(dtypes)) or DEFAULT_DTYPES
    extras = work.extras if work else NO_EXTRAS
    timed = speed or extras.speed
    seed = work.seed if work and seed is None else seed
    try:
        with Store(output) as store:
            drawn = store.seed(seed, work.name if work else "")
            there = device or limits.require_device
            settings = Settings(limits, formats, drawn, str(Path.cwd()), there, timed, extras.own_code)
            before = list(store.rows())
            collected.outdated += run.late_without_use(before, collected)
            store.hand_in(collected, slugs)
            keys = settings.keys(found, slugs or store.exercises())
            if not paths:
                store.choose_all(keys)
            if regrade:
                store.forget(keys)
            judges = engines.engine(engine, address, keys, jobs)
            done = run.grade(store, keys, settings, judges, sys.stderr)
            report = run.class_report(store, settings, collected, slugs)
            done.changes += run.other_files(before, report.rows)
            graded = list(marks(work, report.rows, store)) if work else []
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
    if outputs:
        layouts = {layout.name: layout for layout in how.layouts}
        for line in outputs.write(graded, layouts):
            say(line, err=as_json)
    if done.broken:
        return 3
    return 1 if report.without_verdict or report.unread or report.outdated else 0


def _format(found: Catalogue, text: str) -> tuple[Path, Format]:
    """The folder and the format that --format asks for, NAME=FOLDER."""
    name, _, folder = text.partition("=")
    chosen = AskedFormat(name, None).format(found)
    if not folder or not chosen:
        raise click.UsageError(f"--format {text}: name a new folder too, as in {name or 'junit'}=results")
    return Path(folder), chosen
