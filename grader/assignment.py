"""What a course asks for by a certain day: exercises with points, and how they are judged and told
of. A table [tool.grader.assignments.NAME] of the course's pyproject.toml each.

What is late, and what that costs, is left to the learning system, which knows about extensions.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from .limit_settings import Limits, limits
from .report.levels import DIGITS, LEVELS, Level

CHECKS = (
    "values",
    "gradients",
    "contract",
    "behaviour",
    "trajectory",
    "training",
    "distribution",
    "draws",
    "rules",
    "speed",
    "questions",
)
OWN = ("title", "exercises", "hidden", "feedback", "seed", "speed", "own_code_questions", "own_code_percent")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
MOST_POINTS = 1e6
LARGEST_SEED = (1 << 63) - 1
MOST_QUESTIONS = 10  # about the code for an exercise
USUAL_PERCENT = 10
Complain = Callable[[str], Exception]


@dataclass(frozen=True)
class OwnCodeAsked:
    """How many questions about their own code students answer for each exercise, and how much of
    its points the answers are, in percent.
    """

    count: int = 0
    percent: int = USUAL_PERCENT


NOTHING_ASKED = OwnCodeAsked()


@dataclass(frozen=True)
class Extras:
    """What else counts: the speed compared with torch, and questions about the code."""

    speed: bool = False
    own_code: OwnCodeAsked = NOTHING_ASKED


NO_EXTRAS = Extras()


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """An assignment of a course.

    `points` are what each exercise is worth, in the order in which students see them. Of `hidden`
    checks students learn no more than the points. `seed` is what the run's inputs are drawn from;
    without one, a new one is drawn for each results file. `limits` are the course's, with those
    that the assignment sets itself.
    """

    name: str
    title: str
    points: Mapping[str, float]
    hidden: tuple[str, ...] = ()
    feedback: Level = "diagnosis"
    seed: int | None = None
    extras: Extras = NO_EXTRAS
    limits: Limits = field(default_factory=Limits)

    @property
    def worth(self) -> float:
        """All points that there are to have."""
        return sum(self.points.values())


def assignments(tables: Any, of_course: Limits, complain: Complain) -> Mapping[str, Assignment]:
    """The assignments of a course, by their names. `complain` makes an error of a sentence.

    Raises:
        Exception: what `complain` makes, if a table or a key is not what it has to be.
    """
    if not isinstance(tables, Mapping):
        raise complain(f"[tool.grader] assignments must be a table, not {tables!r}")
    found = {name: _assignment(name, table, of_course, complain) for name, table in tables.items()}
    return MappingProxyType(found)


def _assignment(name: str, table: Any, of_course: Limits, complain: Complain) -> Assignment:
    where = f"[tool.grader.assignments.{name}]"
    if not NAME.fullmatch(name):
        raise complain(f"{where}: the name of an assignment has letters, digits, and - . _ between them alone")
    if not isinstance(table, Mapping):
        raise complain(f"{where} must be a table, not {table!r}")
    own = {key: value for key, value in table.items() if key in OWN}
    rest = {key: value for key, value in table.items() if key not in OWN}
    needed: dict[str, tuple[bool, str]] = {
        "title": (isinstance(own.get("title", ""), str), "a text"),
        "hidden": (_names(own.get("hidden", []), CHECKS), f"a list of checks: {', '.join(CHECKS)}"),
        "feedback": (own.get("feedback", LEVELS[0]) in LEVELS, f"one of {', '.join(LEVELS)}"),
        "seed": (_whole(own.get("seed", 0), 0, LARGEST_SEED), f"a whole number from 0 to {LARGEST_SEED}"),
        "speed": (isinstance(own.get("speed", False), bool), "true or false"),
        "own_code_questions": (
            _whole(own.get("own_code_questions", 0), 0, MOST_QUESTIONS),
            f"a whole number from 0 to {MOST_QUESTIONS}",
        ),
        "own_code_percent": (_whole(own.get("own_code_percent", 1), 1, 90), "a whole number from 1 to 90"),
    }
    for key, (right, what) in needed.items():
        if not right:
            raise complain(f"{where} {key} must be {what}, not {own[key]!r}")
    points = _points(own.get("exercises"), where, complain)
    return Assignment(
        name=name,
        title=own.get("title") or name,
        points=MappingProxyType(points),
        hidden=tuple(own.get("hidden", ())),
        feedback=own.get("feedback", "diagnosis"),
        seed=own.get("seed"),
        extras=Extras(own.get("speed", False), _asked(own)),
        limits=limits(rest, where, complain, of_course, OWN),
    )


def _points(table: Any, where: str, complain: Complain) -> dict[str, float]:
    """What each exercise is worth: a table of points, or a list of exercises that are all worth the
    same.
    """
    if isinstance(table, list) and table and _names(table):
        table = dict.fromkeys(table, 1)
    if not isinstance(table, Mapping) or not table:
        raise complain(
            f"{where} exercises must be a table of points, such as {{ sigmoid = 10, gelu = 20 }}, or a list of"
            f" exercises, not {table!r}"
        )
    for slug, worth in table.items():
        number = isinstance(worth, int | float) and not isinstance(worth, bool)
        if not number or not math.isfinite(worth) or not 0 < worth <= MOST_POINTS:
            raise complain(f"{where} exercises: {slug} must be worth some points, not {worth!r}")
        # gradebooks keep no more, and sums would not be what they seem
        if round(worth, DIGITS) != worth:
            raise complain(f"{where} exercises: points have at most two digits after the point, not {worth!r} ({slug})")
    return {slug: float(worth) for slug, worth in table.items()}


def _names(value: Any, known: tuple[str, ...] = ()) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) and (not known or v in known) for v in value)


def _asked(own: Mapping[str, Any]) -> OwnCodeAsked:
    return OwnCodeAsked(own.get("own_code_questions", 0), own.get("own_code_percent", USUAL_PERCENT))


def _whole(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
