"""grader bench: how fast a submission is, without grading it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..limit_settings import DEVICES
from .common import HTML, Progress, catalogue, here, named_exercise, readable, write_page
from .completion import slugs
from .streams import say

if TYPE_CHECKING:
    from ..judge.speed.memory_needed import Memory

CLOCKS = {
    "processor": "times of the processor, of a process that is stopped while inputs are written and outputs are read",
    "wall": "times on the judge's clock, from its question to the answer",
}


@click.command("bench")
@click.argument("slug", shell_complete=slugs)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--device", type=click.Choice(DEVICES), default=DEVICES[0], show_default=True, help="Where to compute.")
@HTML
def command(slug: str, file: Path | None, device: str, page: Path | None) -> int:
    """Measure the speed of FILE, a submission of SLUG, compared with torch. Without FILE: SLUG.py
    here, or in the course's exercises/.

    grader measures the time from outside the worker, with fresh inputs in every call. The growth
    with the size is that of small sizes, where the time should hardly grow. Memory is what a call
    needs in addition to its inputs.
    """
    course, found = here(), catalogue()
    chosen = named_exercise(found, slug).exercise
    slug = chosen.slug
    path = file or course.submission(slug, Path.cwd())
    if path is None:
        raise click.UsageError(f"there is no {slug}.py here; write one with: grader start {slug}")
    readable(path)

    from ..errors import MachineError, SubmissionError
    from ..judge.checks.speed import comparable
    from ..judge.sandbox.workers import several

    if not comparable(chosen):
        raise click.UsageError(f"the speed of {slug} is not measured: there is nothing to compare it with")
    with Progress() as progress, several(course.limits, device) as session:
        progress.stage = "timing"
        from ..judge import grade
        from ..judge.speed.frozen import NotFrozen
        from ..judge.speed.measure import LARGE, Measurement, baselines
        from ..report import speed_html
        from ..report.findings_text import timing_table

        try:
            session.load(path.name, grade.code(chosen, grade.read(path)).text)
            with Measurement(chosen, session, baselines(chosen), chosen.speed or 1.0) as measurement:
                timings = list(measurement.timings())
                growth = measurement.growth() if device == DEVICES[0] else None
                memory = measurement.memory()
        except (NotFrozen, MachineError) as error:
            raise click.ClickException(f"nothing can be timed on this machine: {error}") from None
        except SubmissionError as error:
            say(f"{path}: {error}", err=True)
            return 1
    if not chosen.speed:  # what it was measured against is no limit that the author gives
        timings = [replace(timing, limit=0.0, verdict="") for timing in timings]
    remarks = [CLOCKS[measurement.clock]]
    if growth:
        apart = f"apart by {growth.low:.2f} to {growth.high:.2f}"
        remarks.append(
            f"at small sizes the time grows like n^{growth.exponent:.2f}, beside n^{growth.baseline:.2f}, {apart}"
        )
    remarks += _memory(memory, LARGE)
    click.echo("\n".join([*timing_table(timings), *remarks]))
    if page:
        write_page(page, speed_html.render(slug, str(path), timings, remarks))
    return 0


def _memory(memory: "Mapping[str, Memory]", entries: int) -> Iterator[str]:
    """What calls with their gradients need, or steps."""
    for name, needed in memory.items():
        parts = {"at most": needed.peak, "kept by autograd for the backward pass": needed.kept}
        told = ", ".join(f"{what} {size / 2**20:.1f} MiB" for what, size in parts.items() if size is not None)
        yield f"memory beside the inputs, {entries:,} entries, {name or 'yours'}: {told or 'not known here'}"
