"""grader plot: the curves of an exercise's function and derivative, and those of a submission."""

import importlib.util
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..about import installing
from .common import Progress, catalogue, here, html_option, named_exercise, readable
from .completion import slugs
from .streams import say

if TYPE_CHECKING:
    from ..exercise import Exercise
    from ..judge.sandbox.session import Session
    from ..report.chart import Chart

SUFFIXES = (".png", ".svg")
INSTALL = f"matplotlib is not installed; install it with: {installing('plot')}"


@click.command("plot")
@click.argument("slug", shell_complete=slugs)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write a .png or .svg instead.")
@html_option("Write a page with a slider for settings.")
def command(slug: str, file: Path | None, output: Path | None, page: Path | None) -> int:
    """Draw the function of exercise SLUG and its derivative; with FILE, mark where that submission
    is wrong.
    """
    course = here()
    chosen = named_exercise(catalogue(), slug).exercise
    if file is not None:
        readable(file)
    if output is not None and output.suffix not in SUFFIXES:
        raise click.UsageError(f"{output} must end in {' or '.join(SUFFIXES)}")
    if output is not None and output.suffix == ".png" and importlib.util.find_spec("matplotlib") is None:
        raise click.UsageError(INSTALL)

    from ..codes import with_name
    from ..errors import SubmissionError
    from ..inputs.slices import NoSlice
    from ..judge import grade
    from ..judge.sandbox.workers import alone
    from ..report import chart_terminal

    try:
        if file is None:
            drawn = _drawn(chosen, None, "", page is not None)
        else:
            with Progress() as progress, alone(course.limits) as session:
                progress.stage = "waiting for torch, then running the submission"
                session.load(file.name, grade.code(chosen, grade.read(file)).text)
                drawn = _drawn(chosen, session, file.name, page is not None)
    except NoSlice as error:
        raise click.UsageError(str(error)) from None
    except SubmissionError as error:
        say(f"{file}: {with_name(error.code)}: {error.message}", err=True)
        return 1
    if output is None and page is None:
        click.echo(chart_terminal.render(drawn[0][1], sys.stdout.encoding or "ascii"), nl=False)
    for path in filter(None, (output, page)):
        try:
            _write(drawn, path, path is page)
        except OSError as error:
            raise click.UsageError(f"{path} cannot be written: {error.strerror}") from None
        say(f"wrote {path}")
    return 0


def _drawn(
    exercise: "Exercise", session: "Session | None", submission: str, every: bool
) -> Sequence[tuple[str, "Chart"]]:
    """The chart with the default settings, or `every` chart, each with its settings in words."""
    from ..judge import plot

    if every:
        return list(plot.charts(exercise, session, submission))
    return [("", plot.chart(exercise, session, submission))]


def _write(drawn: Sequence[tuple[str, "Chart"]], path: Path, is_page: bool) -> None:
    """Write a picture of the first chart, or a page of all."""
    if is_page:
        from ..report.plot_page import plot_page

        path.write_text(plot_page(drawn), encoding="utf-8")
    elif path.suffix == ".svg":
        from ..report import chart_svg

        path.write_text(chart_svg.render(drawn[0][1]), encoding="utf-8")
    else:
        from ..report import chart_image

        chart_image.write(drawn[0][1], path)
