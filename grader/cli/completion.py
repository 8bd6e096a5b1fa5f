"""What a shell completes in the place of names: exercises and topics."""

import click

from .common import catalogue


def slugs(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """The exercises whose names begin so."""
    return [slug for slug in catalogue().entries if slug.startswith(begun)]


def slugs_and_topics(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """The exercises and topics whose names begin so."""
    entries = catalogue().entries
    names = dict.fromkeys([*entries, *(entry.topic for entry in entries.values() if entry.topic)])
    return [name for name in names if name.startswith(begun)]
