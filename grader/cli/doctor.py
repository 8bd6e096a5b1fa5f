"""grader doctor: what this machine gives, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from .common import Progress, here

if TYPE_CHECKING:
    from ..judge.sandbox.machine import Machine


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(as_json: bool) -> int:
    """Show whether this machine can grade, how well it isolates submissions, and how to improve
    that.

    Exit status 3 if no worker starts, or if the course requires a level of isolation that this
    machine does not have.
    """
    required = here().limits.require_isolation

    from ..judge.sandbox.machine import as_dict, examine

    with Progress() as progress:
        progress.stage = "starting a worker"
        machine = examine()
    if as_json:
        import json

        click.echo(json.dumps({**as_dict(machine), "required": required}, indent=2))
    else:
        click.echo("\n".join(_lines(machine, required)))
    return 3 if machine.start.trouble or machine.level < required else 0


def _lines(machine: Machine, required: str) -> Iterator[str]:
    yield f"python     {machine.python.version}  {machine.python.executable}"
    for name, version in machine.packages.items():
        yield f"{name:10} {version}"
    yield f"system     {machine.system}, {machine.cores} cores"
    yield f"worker     {machine.start.trouble or f'starts in {machine.start.seconds:.1f} s'}"
    yield f"device     {machine.device}"
    how = "a warm template forks workers" if machine.start.warm else "workers are started ahead, one by one"
    yield f"batches    {how}"
    yield f"isolation  {machine.level}, the course requires {required}"
    yield ""
    for layer in machine.layers:
        yield f"  {'yes' if layer.works else 'no ':3}  {layer.name:10}  stops {layer.stops}"
        if not layer.works:
            yield f"                   {layer.reason}"
            yield f"                   to get it: {layer.remedy}"
    if machine.level < "L1":
        yield ""
        walled = any(layer.works for layer in machine.layers if layer.name == "bubblewrap")
        can = "start processes and end this user's" if walled else "read this user's files and use the network"
        yield f"Below L1 a submission can {can}: grade only what you trust."
