"""The records of a checked derivation. Their JSON form is `grader.derivation/2`; every renderer is
a pure function of them.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

SCHEMA = "grader.derivation/2"
Ending = Literal["derivative", "misconception", "other", "some cases", "recurrence", "unfinished", "none"]


@dataclass(frozen=True)
class Counterexample:
    """Where the values of both sides of an equation differ, and what they are there."""

    at: Mapping[str, float]
    left: float
    right: float


@dataclass(frozen=True)
class Contradiction:
    """A definition that does not fit an equation in a line further on."""

    definition: str
    line: int


@dataclass(frozen=True)
class Sides:
    """Both sides of an equation as they were written, and how the right one was understood, if that
    can be shown.
    """

    left: str
    right: str
    understood: str = ""


@dataclass(frozen=True, kw_only=True)
class WrongEquation:
    """An equation that does not hold: both sides, and where their values differ.

    `mistake` is what went wrong in words, `corrected` the right side as it should be; either may be
    empty. Where the right side is a name, the line is that of its definition, and `contradiction`
    says which equation that does not fit.
    """

    line: int
    column: int
    sides: Sides
    counterexample: Counterexample
    mistake: str = ""
    corrected: str = ""
    contradiction: Contradiction | None = None

    @property
    def left(self) -> str:
        return self.sides.left

    @property
    def right(self) -> str:
        return self.sides.right


@dataclass(frozen=True)
class Known:
    """A misconception that the exercise declares; `source` is where a student may have it from
    (note:line).
    """

    id: str
    title: str
    explanation: str
    source: str


@dataclass(frozen=True)
class End:
    """What the last formula is: the derivative by the input `wrt`, or something else, and by which
    mistakes.
    """

    status: Ending
    line: int = 0
    text: str = ""
    wrt: str = ""
    misconceptions: tuple[Known, ...] = ()


@dataclass(frozen=True)
class Unread:
    """Where a line could not be read, and why."""

    line: int
    column: int
    message: str


@dataclass(frozen=True)
class CheckedDerivation:
    """Everything about one derivation that was handed in."""

    exercise: str
    path: str
    lines: int
    equations: int
    wrong: tuple[WrongEquation, ...]
    end: End
    unread: tuple[Unread, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether every equation holds, and the last formula is the derivative."""
        return not self.unread and not self.wrong and self.end.status in ("derivative", "recurrence")


def as_dict(derivation: CheckedDerivation) -> dict[str, Any]:
    """The derivation in the shape of its JSON form."""
    plain = {"schema": SCHEMA, "passed": derivation.passed, **asdict(derivation)}
    return {**plain, "wrong": tuple(map(_plain, derivation.wrong))}


def _plain(wrong: WrongEquation) -> dict[str, Any]:
    found, against = wrong.counterexample, wrong.contradiction
    return {
        "line": wrong.line,
        "column": wrong.column,
        "left": wrong.left,
        "right": wrong.right,
        "understood": wrong.sides.understood,
        "at": found.at,
        "left_value": found.left,
        "right_value": found.right,
        "mistake": wrong.mistake,
        "corrected": wrong.corrected,
        "definition": against.definition if against else "",
        "against": against.line if against else 0,
    }
