"""What a layout reads from a name."""

from typing import NamedTuple


class Handed(NamedTuple):
    """Who handed something in; the name that the student gave to it, if that is part of the name; and when, as text
    that sorts by time, if the name says so.
    """

    student: str
    file: str = ""
    when: str = ""


def person(name: str, number: str) -> str:
    """One student: the name, with the number that tells two of the same name apart."""
    return f"{name} ({number})" if number else name
