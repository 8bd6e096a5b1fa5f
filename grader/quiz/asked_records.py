"""What a question asks for, with its key. Every kind of question asks for one of these, so that all
of them can be drawn, written for other systems and graded alike.
"""

from dataclasses import dataclass
from typing import Literal

from .parts import Parts, TypesetFormula


@dataclass(frozen=True)
class WrongNumber:
    """What a known mistake gives in place of the right number, and what is said to who answers
    that.

    `mistake` is the id of the mistake: of a misconception, or of a buggy rule such as
    `chain.inner_dropped`.
    """

    value: float
    feedback: Parts
    mistake: str


@dataclass(frozen=True)
class AskedNumber:
    """A number, right if it is off by `tolerance` at most; so many `digits` after the point are
    asked for.

    `shown` is how the key is written: "1/4" or "0.105".
    """

    value: float
    tolerance: float
    digits: int
    shown: str
    wrong: tuple[WrongNumber, ...] = ()


@dataclass(frozen=True)
class AskedFormula:
    """A formula: the value of exercise `slug`, or its derivative by the input `wrt`. Every equal
    form is right.
    """

    slug: str
    of: Literal["value", "gradient"]
    wrt: str
    key: TypesetFormula


@dataclass(frozen=True)
class ChoiceOption:
    """One of several answers to choose from; `feedback` says to who has chosen it why it is right
    or wrong.

    `mistake` is the id of the mistake that a wrong one comes from; empty if it is no known one.
    """

    parts: Parts
    right: bool
    feedback: Parts = ()
    mistake: str = ""


@dataclass(frozen=True)
class AskedChoice:
    """One of some options, or, of `several`, all that are right. They stand in the order in which
    they are shown.
    """

    options: tuple[ChoiceOption, ...]
    several: bool = False

    @property
    def key(self) -> tuple[int, ...]:
        """The places of the right options."""
        return tuple(place for place, option in enumerate(self.options) if option.right)


@dataclass(frozen=True)
class AskedOrder:
    """Items in the order in which they are shown; `key` has their places in the right order, which
    is the only one.
    """

    items: tuple[Parts, ...]
    key: tuple[int, ...]


@dataclass(frozen=True)
class AskedMatch:
    """For each item on the left the one on the right that belongs to it: `key` has its place.

    There may be more on the right than on the left. No two on the left have the same partner.
    """

    left: tuple[Parts, ...]
    right: tuple[Parts, ...]
    key: tuple[int, ...]


Asked = AskedNumber | AskedFormula | AskedChoice | AskedOrder | AskedMatch
