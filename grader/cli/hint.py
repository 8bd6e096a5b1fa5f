"""grader hint: help with an exercise, short of its solution, a hint at a time."""

import click

from .common import catalogue, named_exercise
from .completion import slugs
from .practice_common import seen_hints


@click.command("hint")
@click.argument("slug", shell_complete=slugs)
@click.option("--all", "everything", is_flag=True, help="Show all hints.")
def command(slug: str, everything: bool) -> int:
    """Show a hint for exercise SLUG; when asked again, the next one."""
    found = named_exercise(catalogue(), slug).exercise
    hints = found.text.hints
    if not hints:
        click.echo(f"{found.slug} has no hint; its task is: {found.text.prompt or found.text.title}")
        return 0
    from ..report.console import console
    from ..report.fitted_lines import hanging, show, text

    out = console()
    number = len(hints) if everything else seen_hints(found.slug, len(hints))
    for n, hint in enumerate(hints, 1):
        if everything or n == number:
            show(hanging(text(f"{n}. ", "bold"), text(hint), out), out)
    if number < len(hints):
        left = len(hints) - number
        click.echo(f"{left} more: grader hint {found.slug}")
    elif not everything and number > 1:
        click.echo(f"this is the last of {number}; all again: grader hint {found.slug} --all")
    return 0
