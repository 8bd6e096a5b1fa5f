"""grader plot: the curves of an exercise's function and derivative, and those of a submission."""

import importlib.util
import sys
from pathlib import Path

import click

from ..about import installing
from .common import Progress, catalogue, here, named_exercise, readable
from .completion import slugs
from .streams import say

SUFFIXES = (".png", ".svg")
INSTALL = f"matplotlib is not installed; install it with: {installing('plot')}"


@click.command("plot")
@click.argument("slug", shell_complete=slugs)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write a .png or .svg instead.")
def command(slug: str, file: Path | None, output: Path | None) -> int:
    """Draw the function of exercise SLUG and its derivative; with FILE, mark where that submission
    is wrong.
    """
    course = here()
    chosen = named_exercise(catalogue(), slug).exercise
    if file is not None:
        readable(file)
    if output is not None and output.suffix not in SUFFIXES:
        raise click.UsageError(f"{output} must end in {' or '.join(SUFFIXES)}")
    if output is not None and importlib.util.find_spec("matplotlib") is None:
        raise click.UsageError(INSTALL)

    from ..codes import with_name
    from ..errors import SubmissionError
    from ..inputs.slices import NoSlice
    from ..judge import grade, plot
    from ..judge.sandbox.workers import alone
    from ..report import chart_terminal

    try:
        if file is None:
            chart = plot.chart(chosen)
        else:
            with Progress() as progress, alone(course.limits) as session:
                progress.stage = "waiting for torch, then running the submission"
                session.load(file.name, grade.code(chosen, grade.read(file)).text)
                chart = plot.chart(chosen, session, file.name)
    except NoSlice as error:
        raise click.UsageError(str(error)) from None
    except SubmissionError as error:
        say(f"{file}: {with_name(error.code)}: {error.message}", err=True)
        return 1
    if output is None:
        click.echo(chart_terminal.render(chart, sys.stdout.encoding or "ascii"), nl=False)
        return 0

    from ..report import chart_image

    try:
        chart_image.write(chart, output)
    except OSError as error:
        raise click.UsageError(f"{output} cannot be written: {error.strerror}") from None
    say(f"wrote {output}")
    return 0
