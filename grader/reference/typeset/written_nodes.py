"""Written mathematics, whatever it is written in: fractions, signs, powers and cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any


@dataclass(frozen=True)
class Word:
    """A number or a name."""

    text: str


@dataclass(frozen=True)
class Sum:
    """Terms, each with whether it is subtracted; a single one that is, is a negative number."""

    terms: tuple[tuple[bool, Node], ...]


@dataclass(frozen=True)
class Product:
    factors: tuple[Node, ...]


@dataclass(frozen=True)
class Fraction:
    above: Node
    below: Node


@dataclass(frozen=True)
class Power:
    base: Node
    exponent: Node


@dataclass(frozen=True)
class Call:
    """A function of its arguments; `sqrt`, `abs` and `exp` have signs of their own where there are
    any.
    """

    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True)
class Cases:
    """Values with their conditions; the first that holds decides, and if none does it is
    `otherwise`.
    """

    branches: tuple[tuple[Node, Node], ...]
    otherwise: Node | None


@dataclass(frozen=True)
class Relation:
    """Two sides; what is on the right may be a relation again, as in a = b = c."""

    left: Node
    sign: str
    right: Node


@dataclass(frozen=True)
class Connective:
    """Conditions joined by "and" or "or", or one with "not" before it."""

    word: str
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Slope:
    """The derivative of something by a name."""

    of: Node
    by: Word


Node = Word | Sum | Product | Fraction | Power | Call | Cases | Relation | Connective | Slope

# What binds weaker than the place where it stands is put in parentheses.
CASES, CONDITION, RELATION, SUM, PRODUCT, POWER, ATOM = range(7)
_STRENGTH = {
    Cases: CASES,
    Connective: CONDITION,
    Relation: RELATION,
    Sum: SUM,
    Product: PRODUCT,
    Fraction: PRODUCT,
    Slope: PRODUCT,
    Power: POWER,
}


def strength(node: Node) -> int:
    """How tightly a node holds together."""
    return _STRENGTH.get(type(node), ATOM)


def least_on_the_right(node: Node) -> int:
    """What a right side has to hold together with to stand without parentheses: another relation
    goes on, a = b = c.
    """
    return RELATION if isinstance(node, Relation) else SUM


def negative(node: Node) -> Node:
    """Minus a node; of what is negative already, the node without its sign."""
    match node:
        case Sum(((True, inner),)):
            return inner
    return Sum(((True, node),))


def alike(node: Any) -> object:
    """The same for notations that differ only in the order of terms and factors."""
    match node:
        case Sum(terms):
            return Sum, frozenset(Counter((minus, alike(term)) for minus, term in terms).items())
        case Product(factors):
            return Product, frozenset(Counter(map(alike, factors)).items())
        case tuple():
            return tuple(map(alike, node))
        case str() | bool() | None:
            return node
    return type(node), *(alike(getattr(node, f.name)) for f in fields(node))


def renamed(thing: Any, names: Mapping[str, str]) -> Any:
    """Notation, or records and tuples of it, with other names for some inputs and for the entries
    of those.
    """
    match thing:
        case Word(word):
            stem, line, index = word.partition("_")
            return Word(names.get(stem, stem) + line + index)
        case tuple():
            return tuple(renamed(t, names) for t in thing)
        case str() | bool() | int() | None:
            return thing
    return replace(thing, **{f.name: renamed(getattr(thing, f.name), names) for f in fields(thing)})


def with_words(thing: Any, known: Mapping[str, Node]) -> Any:
    """Notation with other notation in place of some words."""
    match thing:
        case Word(word):
            return known.get(word, thing)
        case tuple():
            return tuple(with_words(t, known) for t in thing)
        case str() | bool() | None:
            return thing
    return replace(thing, **{f.name: with_words(getattr(thing, f.name), known) for f in fields(thing)})
