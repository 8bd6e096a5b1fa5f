"""grader quiz export: questions for other systems, for a page and for paper."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import click

from ..about import installing
from ..quiz import export
from ..report import file
from . import printed_pdf
from .common import Progress, catalogue
from .quiz_common import COUNT, KINDS, NAMES, TITLE, listed_kinds, question_files, subject, written_questions
from .streams import say


@click.command("export")
@click.argument("name", metavar="FORMAT", type=click.Choice(list(export.FORMATS)))
@click.argument("output", metavar="OUT", type=click.Path(path_type=Path, dir_okay=False))
@NAMES
@COUNT
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed gives other questions.")
@KINDS
@click.option(
    "--variants",
    type=click.IntRange(1, 100),
    default=1,
    show_default=True,
    help="How many of each question there are, of which the system gives everybody one.",
)
def command(name: str, output: Path, names: tuple[str, ...], count: int, seed: int, kinds: str, variants: int) -> int:
    """Write questions about the exercises SLUG, all of a TOPIC, or those of a FILE.toml, into the
    file OUT.

    What FORMAT cannot ask is left out, and said.
    """
    with Progress() as progress:
        form = export.format_of(name)
        if complaint := file.complaint(output, form.suffixes):
            raise click.UsageError(complaint)
        if form.needs and importlib.util.find_spec(form.needs) is None:
            raise click.UsageError(f"{form.needs} is not installed; install it with: {installing('quiz-export')}")
        if output.suffix == ".pdf":
            printed_pdf.browser()
        if variants > 1 and not form.picks:
            raise click.UsageError(f"--variants: {name} cannot give everybody another one; take more with --count")

        from ..quiz.export.quiz_format import QuestionSet, VariantGroup, exported
        from ..quiz.export.variants import groups

        files, others = question_files(names)
        if files and variants > 1:
            raise click.UsageError("--variants: there is one of each question in a file")
        about = subject(catalogue(), others, listed_kinds(kinds))
        progress.stage = "making the questions"
        if files:
            made = tuple(VariantGroup((question,)) for question in written_questions(files, about))
            count = len(made)
        else:
            made = groups([*about.exercises.values()], about.kinds, count, seed, variants)
        done = exported(form, QuestionSet(", ".join(file.stem for file in files) or ", ".join(names) or TITLE, made))
        if not done.count:
            raise click.UsageError("\n".join(("there is no such question", *done.left_out)))
        data = printed_pdf.printed(done.data) if output.suffix == ".pdf" else done.data
        try:
            file.write(data, output)
        except OSError as error:
            raise click.ClickException(f"{output} cannot be written: {error.strerror}") from None
    for line in done.left_out:
        say(f"left out {line}", err=True)
    if len(made) < count:
        there = "is 1 such question" if len(made) == 1 else f"are {len(made)} such questions"
        say(f"there {there}, not {count}", err=True)
    say(f"wrote {output}: {done.count} question{'' if done.count == 1 else 's'}")
    return 0
