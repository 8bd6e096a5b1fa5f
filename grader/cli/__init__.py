"""The command `grader`: a group whose commands are imported when they are used, one file each."""

import contextlib
import importlib
import io
import os
import sys
import traceback
from typing import NoReturn

import click

from ..about import VERSION
from ..errors import GraderError

COMMANDS = ("batch", "bench", "check", "derive", "doctor", "explain", "hint", "list", "plot", "selfcheck", "start")
PASSED, NOT_PASSED, WRONG_USAGE, BROKEN, INTERRUPTED = 0, 1, 2, 3, 130


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


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, message="%(prog)s %(version)s")
def grader() -> None:
    """Check exercises in the mathematics of deep learning: values, gradients, and which mistake was made.

    Exit status: 0 passed, 1 not passed, 2 wrong usage, 3 the grader or a plugin broke.
    """


def main() -> NoReturn:
    """Run the command and end the process at once: tearing the interpreter down would only cost time."""
    status = _run()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(BrokenPipeError):
            stream.flush()
    os._exit(status)


def _run() -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot show a letter shows another one
    try:
        status = grader.main(prog_name="grader", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        return WRONG_USAGE
    except click.ClickException as error:
        error.show()
        return BROKEN
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        return NOT_PASSED
    except GraderError as error:
        click.echo(str(error), err=True)
        return BROKEN
    except Exception:
        traceback.print_exc()
        click.echo("E901 this is a bug in grader; it costs no points. Please report it with the text above.", err=True)
        return BROKEN
    return status if isinstance(status, int) else PASSED
