"""What is to be written about an exercise, in no format yet."""

import re
from dataclasses import dataclass

from ...listing import listed
from .written_nodes import Node

_NAMES = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau phi chi psi omega"
GREEK = dict(zip(_NAMES.split(), "αβγδεζηθικλμνξπρστφχψω", strict=True))


@dataclass(frozen=True)
class Equation:
    """One thing and what it equals, from one rewriting to the next."""

    left: Node
    right: tuple[Node, ...]


@dataclass(frozen=True)
class Line:
    """An equation, what is said about it, and the names it uses; a step has a number and may use
    earlier ones.
    """

    equation: Equation
    words: str = ""
    where: tuple[Equation, ...] = ()
    number: int = 0
    uses: tuple[int, ...] = ()

    @property
    def label(self) -> str:
        """What is said about the equation, without the names it uses."""
        number = f"{self.number}. " if self.number else ""
        uses = listed(map(str, self.uses))
        return f"{number}{self.words}{f' (from {uses})' if self.uses else ''}"


@dataclass(frozen=True)
class Section:
    """Lines under a heading, and remarks that are no equations."""

    heading: str
    lines: tuple[Line, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Derivation:
    """Everything there is to write about an exercise."""

    title: str
    source: str
    sections: tuple[Section, ...]


def indexed(name: str) -> tuple[str, str, str]:
    """A name, its indices and its prime: w1_0_1 is w1 with 0,1, and m' is m with one."""
    parts = re.fullmatch(r"(.*?)((?:_\d+)*)('?)", name)
    assert parts
    return parts[1], parts[2][1:].replace("_", ","), parts[3]
