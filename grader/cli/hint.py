"""grader hint: help with an exercise, short of its solution."""

import click

from .common import catalogue, exercise


@click.command("hint")
@click.argument("slug")
def command(slug: str) -> int:
    """Show the hints for exercise SLUG."""
    found = exercise(catalogue(), slug).exercise
    if not found.text.hints:
        click.echo(f"{slug} has no hint; its task is: {found.text.prompt or found.text.title}")
    for number, hint in enumerate(found.text.hints, 1):
        click.echo(click.wrap_text(f"{number}. {hint}", 100, subsequent_indent="   "))
    return 0
