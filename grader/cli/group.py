"""All commands: a group whose commands are imported when they are used, one file each."""

import difflib
import faulthandler
import importlib
import io
import sys
import traceback

import click

from ..about import VERSION
from ..errors import GraderError
from . import COMMANDS, INTERRUPTED, is_interrupt, streams
from .streams import NobodyReads, Unwritable, say

PASSED, WRONG_USAGE, BROKEN, NOBODY_READS = 0, 2, 3, 141


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports each from the module of that name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = importlib.import_module(f".{name}", __package__).command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            near = difflib.get_close_matches(name, COMMANDS, n=2, cutoff=0.6)
            hint = f"did you mean {' or '.join(near)}?" if near else "see `grader --help`"
            raise click.UsageError(f"there is no command called {name!r}; {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, message="%(prog)s %(version)s")
def grader() -> None:
    """Check exercises in the mathematics of deep learning: values, gradients, and which mistake was
    made.

    Exit status: 0 passed, 1 not passed, 2 wrong usage, 3 the grader or a plugin broke.
    """


def run() -> int:
    """Run the command that was called; gives the exit status."""
    streams.prepare()
    faulthandler.enable(streams.STDERR)  # what crashes Python is at least told
    try:
        status = grader.main(prog_name="grader", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        say(shown.getvalue().rstrip(), err=True)
        return WRONG_USAGE if isinstance(error, click.UsageError) else BROKEN
    except (click.Abort, KeyboardInterrupt):
        say("interrupted", err=True)
        return INTERRUPTED
    except NobodyReads:
        return NOBODY_READS
    except (GraderError, Unwritable) as error:
        say(str(error), err=True)
        return BROKEN
    except Exception as error:
        if is_interrupt(error):
            raise
        say(traceback.format_exc(), err=True)
        say("E901 grader-bug: it costs no points. Please report it with the text above.", err=True)
        return BROKEN
    return status if isinstance(status, int) else PASSED
