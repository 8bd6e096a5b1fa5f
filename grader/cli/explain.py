"""grader explain: what a code in a report means."""

import click

from ..codes import CODES


@click.command("explain")
@click.argument("code")
def command(code: str) -> int:
    """Explain CODE, as reports and errors show it (G301)."""
    if code.upper() not in CODES:
        raise click.UsageError(f"there is no code {code!r}; codes look like G301")
    click.echo(click.wrap_text(f"{code.upper()}  {CODES[code.upper()]}", 100, subsequent_indent="      "))
    return 0
