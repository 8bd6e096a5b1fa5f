"""grader derive: how an exercise's derivative comes about, rule by rule; or whether a derivation of
it is right.
"""

import json
import shutil
import sys
from pathlib import Path
from typing import Literal

import click

from ..exercise import Exercise
from .common import HTML, catalogue, named_exercise, readable, write_page
from .completion import slugs

WIDEST = 100
LARGEST_FILE = 1 << 16  # bytes


@click.command("derive")
@click.argument("slug", shell_complete=slugs)
@click.option("--latex", "form", flag_value="latex", help="Write LaTeX: one align environment, for amsmath.")
@click.option("--mathml", "form", flag_value="mathml", help="Write MathML: one <math> element a line.")
@click.option(
    "--check",
    "handed_in",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="Check the derivation in FILE, plain text or LaTeX, instead; - is standard input.",
)
@click.option("--json", "as_json", is_flag=True, help="With --check: print JSON (grader.derivation/2).")
@HTML
def command(
    slug: str, form: Literal["latex", "mathml"] | None, handed_in: Path | None, as_json: bool, page: Path | None
) -> int:
    """Derive the derivative of exercise SLUG step by step; for an optimizer, write down its step.

    With --check, find the first line of your own derivation that does not follow.
    """
    chosen = named_exercise(catalogue(), slug).exercise
    if handed_in:
        if form:
            raise click.UsageError(f"--{form} writes a derivation down, --check reads one: give one of them")
        return _check(chosen, handed_in, as_json, page)
    if as_json:
        raise click.UsageError("--json goes with --check FILE")

    from ..reference.typeset import latex, mathml, text
    from ..reference.typeset.derivation import NoDerivation, derivation

    try:
        derived = derivation(chosen)
    except NoDerivation as error:
        raise click.UsageError(str(error)) from None
    if form == "latex":
        shown = latex.render(derived)
    elif form == "mathml":
        shown = mathml.render(derived)
    else:
        shown = text.render(derived, min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST))
    click.echo(shown, nl=False)
    if page:
        from ..reference.typeset.page_sections import sections
        from ..report import derivation_html

        write_page(page, derivation_html.render(derived.title, derived.source, sections(derived)))
    return 0


def _check(chosen: Exercise, file: Path, as_json: bool, page: Path | None) -> int:
    from ..judge.derivations.check_lines import NotDerivable, check
    from ..report import derivation_html, derivation_terminal
    from ..report.checked_derivation import as_dict
    from ..report.json import finite

    text = _text(file)
    try:
        checked = check(chosen, text, str(file))
    except NotDerivable as error:
        raise click.UsageError(str(error)) from None
    if as_json:
        click.echo(json.dumps(finite(as_dict(checked)), indent=2, ensure_ascii=False, allow_nan=False))
    else:
        click.echo(derivation_terminal.render(checked), nl=False)
    if page:
        write_page(page, derivation_html.render_checked(checked, text))
    return 0 if checked.passed else 1


def _text(file: Path) -> str:
    """What a file holds, read no farther than a derivation may go."""
    if str(file) == "-":
        data = sys.stdin.buffer.read(LARGEST_FILE + 1)
    else:
        readable(file)
        with file.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise click.UsageError(f"{file} is larger than a derivation may be: {LARGEST_FILE >> 10} KiB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise click.UsageError(f"{file} is not UTF-8 text") from None
