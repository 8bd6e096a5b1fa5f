"""grader bench: how fast a submission is, without grading it."""

from dataclasses import replace
from pathlib import Path

import click

from .common import HTML, Progress, catalogue, exercise, here, readable, write_page


@click.command("bench")
@click.argument("slug")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@HTML
def command(slug: str, file: Path | None, page: Path | None) -> int:
    """Time FILE, a submission of SLUG, beside torch. Without FILE: SLUG.py here, or in the course's exercises/.

    Times are of the processor, taken from outside of the submission's process, with fresh inputs in every call. How the
    time grows with the size is that of small sizes, where it should hardly grow. Memory is the most that a call needs.
    """
    course, found = here(), catalogue()
    chosen = exercise(found, slug).exercise
    path = file or course.submission(slug, Path.cwd())
    if path is None:
        raise click.UsageError(f"there is no {slug}.py here; write one with: grader start {slug}")
    readable(path)

    from ..errors import SubmissionError
    from ..judge.checks.speed import comparable
    from ..judge.workers import several

    if not comparable(chosen):
        raise click.UsageError(f"the speed of {slug} is not measured: there is nothing to compare it with")
    with Progress() as progress, several(course.limits) as session:
        progress.stage = "timing"
        from ..judge import grade
        from ..judge.speed.frozen import NotFrozen
        from ..judge.speed.measure import Measurement, baselines
        from ..report import speed_html
        from ..report.terminal import timing_table

        try:
            session.load(path.name, grade.text(grade.read(path)))
            with Measurement(chosen, session, baselines(chosen), chosen.speed or 1.0) as measurement:
                timings = list(measurement.timings())
                growth = measurement.growth()
                memory = measurement.memory()
        except NotFrozen as error:
            raise click.ClickException(f"no clock can be trusted on this machine: {error}") from None
        except SubmissionError as error:
            click.echo(f"{path}: {error}", err=True)
            return 1
    if not chosen.speed:  # what it was measured against is no limit that the author gives
        timings = [replace(timing, limit=0.0, verdict="") for timing in timings]
    needed = ", ".join(f"{name or 'yours'} {size / 2**20:.1f} MiB" for name, size in memory.items())
    remarks = (
        f"at small sizes the time grows like n^{growth.exponent:.2f}, beside n^{growth.baseline:.2f}",
        f"memory of a call with gradient beside its inputs, 1,048,576 entries: {needed}",
    )
    click.echo("\n".join([*timing_table(timings), *remarks]))
    if page:
        write_page(page, speed_html.render(slug, str(path), timings, remarks))
    return 0
