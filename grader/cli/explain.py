"""grader explain: what a code in a report means."""

import click

from ..codes import CODES, with_name
from .common import catalogue


@click.command("explain")
@click.argument("code")
def command(code: str) -> int:
    """Explain CODE: that of a report or an error (G301, or wrong-backward), or of a mistake (upstream_ignored)."""
    known = next((key for key, c in CODES.items() if code.upper() == key or code.lower() == c.name), "")
    said = [CODES[known].meaning] if known else _diagnosis(code)
    if not said:
        raise click.UsageError(f"there is no code {code!r}; codes look like G301, and those of mistakes like sign_lost")
    shown = with_name(known) if known else code
    click.echo(click.wrap_text(f"{shown}  {' '.join(said)}", 100, subsequent_indent="      "))
    return 0


def _diagnosis(code: str) -> list[str]:
    """What the id of a diagnosis says, with the exercise's name before it or without; those of authors need it."""
    from ..judge.diagnosis.explanations import explained

    slug, _, mistake = code.rpartition(".")
    entry = catalogue().entries.get(slug)
    declared = [m.explanation for m in entry.exercise.misconceptions if m.id == mistake] if entry else []
    return declared or explained(code) or (explained(mistake) if entry else [])
