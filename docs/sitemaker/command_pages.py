"""The page of all commands, from what click knows of them."""

from collections.abc import Iterator
from pathlib import Path

import click

from grader.cli.group import LazyGroup

from .markup import fenced, plain, table


def write(pages: Path) -> None:
    """Write the page of the commands, each with its arguments and options."""
    group = LazyGroup("grader")
    lines = [
        "# Commands",
        "",
        "`grader COMMAND --help` prints the same. Exit status: 0 passed, 1 not passed, 2 wrong usage, 3 the grader or "
        "a plugin broke, 130 after Ctrl-C.",
        "",
        *(line for name in group.list_commands(click.Context(group)) for line in _command(group, name, "grader", 2)),
    ]
    (pages / "reference" / "commands.md").write_text("\n".join(lines), encoding="utf-8")


def _command(group: click.Group, name: str, before: str, depth: int) -> Iterator[str]:
    """A command, and those of a group under it."""
    context = click.Context(group, info_name=before)
    command = group.get_command(context, name)
    assert command is not None
    own = click.Context(command, info_name=f"{before} {name}")
    yield from (f"{'#' * depth} {before} {name}", "")
    yield from fenced(" ".join([own.info_name or "", *command.collect_usage_pieces(own)]), "text")
    for paragraph in (command.help or "").replace("\b", "").split("\n\n"):
        yield from (plain(paragraph), "")
    rows = [record for p in command.params if isinstance(p, click.Option) and (record := p.get_help_record(own))]
    if rows:
        yield from table(("option", "what it does"), ((f"`{o}`", plain(said)) for o, said in rows))
    if isinstance(command, click.Group):
        for inner in command.list_commands(own):
            yield from _command(command, inner, f"{before} {name}", depth + 1)
