"""grader check --assignment: judge what one person has in a folder for all exercises of an
assignment.
"""

from pathlib import Path

import click

from ..course_settings import Course
from .common import Progress, assignment, catalogue, exercises_of, write_page
from .format_output import AskedFormat, status
from .streams import say

SHOWN = 10  # files that are left out


def check(
    name: str, folder: Path, course: Course, dtypes: tuple[str, ...], shown: tuple[AskedFormat, bool, Path | None]
) -> int:
    """Judge the folder, and show it as `shown` says: in a format, as JSON, and as a page."""
    wanted, as_json, page = shown
    chosen = assignment(course, name)
    if not folder.is_dir():
        what = f"is a file; to check it alone: grader check SLUG {folder}" if folder.exists() else "does not exist"
        raise click.UsageError(f"{folder} {what}")
    with Progress() as progress:
        from ..batch.assignment_work import Grading
        from ..batch.one_person import files_of
        from ..judge.illustrated import source_text
        from ..judge.plan import DEFAULT_DTYPES
        from ..report import feedback, work_html, work_json, work_text
        from ..report.illustration import Illustration
        from ..report.wording import problem

        found = catalogue()
        exercises_of(found, chosen, course)
        format_ = wanted.format(found)
        try:
            files = files_of(folder, tuple(chosen.points), found, course)
        except OSError as error:
            raise click.UsageError(f"{error.filename} cannot be read: {error.strerror}") from None
        for out in files.left_out[:SHOWN]:
            say(f"grader: {out.path} {out.reason}", err=True)
        if (more := len(files.left_out) - SHOWN) > 0:
            say(f"grader: and {more:,} more files are left out", err=True)

        def tell(slug: str) -> None:
            progress.stage = f"judging {slug}"

        work = Grading(chosen, found, tuple(dict.fromkeys(dtypes)) or DEFAULT_DTYPES).work(files, tell)
    for part in work.parts:
        # in full for whoever runs this, and not in what students get
        if part.report.error and not part.judged:
            say(f"grader: {part.report.exercise}: {problem(part.report.error)}", err=True)
    work = feedback.shown(work, chosen.feedback)
    if as_json:
        click.echo(work_json.render(work))
    elif not wanted.alone:
        work_text.draw(work)
    if format_:
        wanted.write(format_, work)
    if page:
        sources = {slug: Illustration(source_text(found_file.data)) for slug, found_file in files.found.items()}
        write_page(page, work_html.render(work, sources))
    return status(work.judged, work.passed, format_)
