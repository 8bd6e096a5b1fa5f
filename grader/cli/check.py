"""grader check: judge one submission."""

from dataclasses import replace
from pathlib import Path

import click

from ..limit_settings import DEVICES
from . import format_output, whole_assignment
from .common import (
    DTYPE,
    HTML,
    SEED,
    SUBMISSIONS,
    Progress,
    catalogue,
    here,
    named_exercise,
    readable,
    shortened,
    warn_of_its_folder,
    write_page,
)
from .completion import slugs
from .format_output import AskedFormat
from .practice_common import after, keep_result

OF_ASSIGNMENTS = {"seed": "--seed", "explain": "--explain", "devices": "--device", "speed": "--speed"}


@click.command("check")
@click.argument("slug", shell_complete=slugs, required=False)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--assignment", metavar="NAME", help="Check all exercises of an assignment: --assignment NAME [FOLDER].")
@DTYPE
@SEED
@click.option(
    "--explain",
    type=click.Choice(["brief", "full"]),
    default="brief",
    show_default=True,
    help="How much to say about a mistake: what is wrong (brief), or also what is right (full).",
)
@click.option(
    "--device",
    "devices",
    multiple=True,
    type=click.Choice([*DEVICES, "all"]),
    help="Judge on this device too; cpu: only there. May be repeated.  [default: all devices that torch finds]",
)
@click.option("--speed", is_flag=True, help="Also measure the speed, compared with torch. This takes some seconds.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON (grader.report/1).")
@HTML
@format_output.options
def command(
    slug: str | None,
    file: Path | None,
    assignment: str | None,
    dtypes: tuple[str, ...],
    seed: int,
    explain: str,
    devices: tuple[str, ...],
    speed: bool,
    as_json: bool,
    page: Path | None,
    format_name: str | None,
    output: Path | None,
) -> int:
    """Check FILE as a submission of exercise SLUG. Without FILE: SLUG.py here, or in the course's
    exercises/.

    With --assignment, check what one person has in FOLDER, or here, for all exercises of an
    assignment of the course.
    """
    course, wanted = here(), AskedFormat(format_name, output)
    wanted.check(as_json)
    if assignment is not None:
        _alone(file)
        return whole_assignment.check(assignment, Path(slug or "."), course, dtypes, (wanted, as_json, page))
    if slug is None:
        raise click.UsageError("Missing argument 'SLUG'.")
    if file is None and slug.endswith(SUBMISSIONS):
        file = Path(slug)
    if file is not None:
        readable(file)
        warn_of_its_folder(file)

    from ..judge.sandbox.workers import alone, several

    sessions = several if speed else alone  # of all that are timed, torch is imported once
    with Progress() as progress, sessions(course.limits) as session:
        # The worker is importing torch from here on; everything up to grade() is done meanwhile.
        from ..errors import GraderError
        from ..judge import grade
        from ..judge.answers.attempt import Attempt
        from ..judge.answers.clues import Answered, Clues
        from ..judge.illustrated import illustration
        from ..judge.plan import DEFAULT_DTYPES, Plan
        from ..report import feedback, html, json, terminal, work
        from ..report.illustration import NOTHING
        from ..report.model import Problem, SubmittedFile, not_judged
        from ..report.source_lines import source_of
        from ..report.wording import commands

        found = catalogue()
        format_ = wanted.format(found)
        path, own, title, shown = file, None, "", NOTHING
        try:
            chosen = named_exercise(found, slug).exercise
            slug, title = chosen.slug, chosen.text.title
            own = course.submission(slug, Path.cwd())
            path = file or (shortened(own) if own else None)
            if path is None:
                raise click.UsageError(f"there is no {slug}.py here; write one with: grader start {slug}")
            progress.stage = "working out the exact results"
            formats = tuple(dict.fromkeys(dtypes)) or DEFAULT_DTYPES
            plan = Plan(exercise=chosen, dtypes=formats, seed=seed, others=found.exercises, speed=speed)
            planned = plan.work_out()
            progress.stage = "waiting for torch, then running the submission"
            attempt = Attempt(session)
            report = grade.grade(planned, path, attempt, explain == "full")
            required = course.limits.require_device
            for device in () if report.error else _devices(devices, required, session.accelerator):
                progress.stage = f"running the submission on {device}"
                with alone(course.limits, device) as other:
                    there = Attempt(other, Clues(gave=Answered(elsewhere=attempt.clues.gave.values)))
                    report = grade.also_on(planned, there, report, grade.read(path), device == required)
            if page:
                progress.stage = "drawing"
                shown = illustration(chosen, session, report, grade.read(path))
        except GraderError as error:
            problem = Problem(error.code, error.who, error.message, str(error.where or ""))
            report = not_judged(slug, SubmittedFile(str(path or ""), ""), problem, seed, title)
    mine = own is not None and path is not None and own.samefile(path)
    steps = after(report, found, course) if mine else list(commands(report))
    if as_json:
        click.echo(json.render(report))
    elif not wanted.alone:
        terminal.draw(report, following=steps, source=source_of(report))
    if mine and not dtypes:
        keep_result(report)
    whole = work.alone(report)
    if format_:
        wanted.write(format_, feedback.shown(whole, "full" if explain == "full" else "diagnosis"))
    if page:
        write_page(page, html.render(report, replace(shown, following=tuple(steps))))
    return format_output.status(whole.judged, whole.passed, format_)


def _alone(file: Path | None) -> None:
    """Raise a usage error if --assignment is given what it decides itself, or more than a
    folder.
    """
    context = click.get_current_context()
    for parameter, option in OF_ASSIGNMENTS.items():
        if context.get_parameter_source(parameter) is click.core.ParameterSource.COMMANDLINE:
            raise click.UsageError(f"{option} does not go with --assignment, whose settings say it")
    if file is not None:
        raise click.UsageError(f"--assignment takes one FOLDER, not also {file}")


def _devices(asked: tuple[str, ...], required: str, accelerator: str) -> list[str]:
    """The devices to judge on besides the CPU: the requested ones, or the accelerator here; and a
    required one.
    """
    wanted = DEVICES if "all" in asked else asked or (accelerator,)
    return [d for d in dict.fromkeys((*wanted, required)) if d and d != DEVICES[0]]
