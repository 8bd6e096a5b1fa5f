"""What a layout reads from a path."""

from typing import NamedTuple


class Handed(NamedTuple):
    """Who handed a file in, several for a group, nobody if the path does not say; and the file's own name."""

    students: tuple[str, ...]
    file: str


def person(name: str, number: str) -> str:
    """One student: the name, with the number that tells two of the same name apart."""
    return f"{name} ({number})" if number else name
