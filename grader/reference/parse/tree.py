"""What is read of a formula, with the offsets where its parts stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from fractions import Fraction


@dataclass(frozen=True)
class Number:
    value: Fraction
    at: int


@dataclass(frozen=True)
class Name:
    """A name with its primes: f''."""

    text: str
    primes: int
    at: int


@dataclass(frozen=True)
class Entry:
    """An entry of a vector or a matrix, by its indices: m_{t-1}."""

    base: str
    indices: tuple[Node, ...]
    at: int


@dataclass(frozen=True)
class Series:
    """A sum or a product over an index from one number to another, and of those only where a
    condition holds.
    """

    product: bool
    index: str
    ends: tuple[Node | None, Node | None]
    only: Node | None
    body: Node
    at: int


@dataclass(frozen=True)
class Integral:
    body: Node
    by: str
    low: Node
    high: Node
    at: int


@dataclass(frozen=True)
class Bracket:
    """1 where a condition holds, and 0 elsewhere."""

    condition: Node
    at: int


@dataclass(frozen=True)
class Expectation:
    of: Node
    at: int


@dataclass(frozen=True)
class Call:
    """A function, with its primes, of arguments."""

    name: str
    primes: int
    arguments: tuple[Node, ...]
    at: int


@dataclass(frozen=True)
class Sum:
    """Terms, each with whether it is subtracted."""

    terms: tuple[tuple[bool, Node], ...]
    at: int


@dataclass(frozen=True)
class Product:
    """Factors, each with whether it divides."""

    factors: tuple[tuple[bool, Node], ...]
    at: int


@dataclass(frozen=True)
class Power:
    base: Node
    exponent: Node
    at: int


@dataclass(frozen=True)
class Slope:
    """The derivative of something by a name, or by what it is a function of where that is empty."""

    of: Node
    by: str
    at: int


@dataclass(frozen=True)
class Cases:
    """Values with their conditions; the first that holds decides, and if none does it is
    `otherwise`. If they are `ordered`, by a word such as else, several may hold.
    """

    branches: tuple[tuple[Node, Node], ...]
    otherwise: Node | None
    at: int
    ordered: bool = False
    # further values that are said to equal those of a branch
    also: tuple[tuple[Node, Node], ...] = ()


@dataclass(frozen=True)
class Relation:
    left: Node
    sign: str
    right: Node
    at: int


@dataclass(frozen=True)
class Connective:
    """Conditions joined by "and" or "or", or one with "not" before it."""

    word: str
    parts: tuple[Node, ...]
    at: int


Node = (
    Number
    | Name
    | Entry
    | Call
    | Sum
    | Product
    | Power
    | Slope
    | Cases
    | Relation
    | Connective
    | Series
    | Integral
    | Bracket
    | Expectation
)


def walk(node: Node) -> Iterator[Node]:
    """A formula and all its parts."""
    waiting: list[object] = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Node):
            yield part
            waiting += [getattr(part, f.name) for f in fields(part)]
        elif isinstance(part, tuple):
            waiting += part
