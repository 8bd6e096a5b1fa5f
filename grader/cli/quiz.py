"""grader quiz: take a quiz, or do one of the other things that there are to do with quizzes
(`OTHERS`).
"""

import importlib
from collections.abc import Mapping
from typing import Any

import click

TAKE = "take"
OTHERS: Mapping[str, str] = {  # what each does; the module of each is called quiz_NAME
    "own": "Take a quiz about your own code, once it has passed.",
    "export": "Write questions for other systems, as a page and for paper.",
    "regrade": "Grade kept answers again where a plugin was corrected.",
    "stats": "Show which mistakes are made, in your answers or in a class's.",
}


class Unnamed(click.Command):
    """A command that is called by the name of its group: `grader quiz`, not `grader quiz take`."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        assert parent
        return super().make_context(parent.info_name, args, parent.parent, **extra)


class QuizGroup(click.Group):
    """A group that takes a quiz, unless the first word is the name of one of its commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [TAKE, *OTHERS]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(ctx):
            return None
        command = importlib.import_module(f".quiz_{name}", __package__).command
        assert isinstance(command, click.Command)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        known = (*self.list_commands(ctx), *ctx.help_option_names)
        return super().parse_args(ctx, args if args and args[0] in known else [TAKE, *args])

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        take = self.get_command(ctx, TAKE)
        assert take
        take.format_help(ctx, formatter)
        if OTHERS:
            with formatter.section("Commands"):
                formatter.write_dl(list(OTHERS.items()))


@click.command("quiz", cls=QuizGroup)
def command() -> None:
    """Take a quiz about the exercises."""
