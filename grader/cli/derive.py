"""grader derive: how an exercise's derivative comes about, rule by rule."""

import shutil
from typing import Literal

import click

from .common import catalogue, exercise

WIDEST = 100


@click.command("derive")
@click.argument("slug")
@click.option("--latex", "form", flag_value="latex", help="Write LaTeX: one align environment, for amsmath.")
@click.option("--mathml", "form", flag_value="mathml", help="Write MathML: one <math> element a line.")
def command(slug: str, form: Literal["latex", "mathml"] | None) -> int:
    """Derive the derivative of exercise SLUG step by step; for an optimizer, write down its step."""
    chosen = exercise(catalogue(), slug).exercise

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
    return 0
