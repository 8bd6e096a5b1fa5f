"""The handout for students: an assignment's exercises and their points."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..assignment import Assignment
from ..exercise import Exercise
from ..plugins import Catalogue


@dataclass(frozen=True)
class NotebookHandout:
    """An assignment. `name` is also the name of its files. The exercises are in the order in which
    students see them, each with its points.
    """

    name: str
    title: str
    exercises: Sequence[tuple[Exercise, float]]


def notebook_handout(chosen: Assignment, found: Catalogue) -> NotebookHandout:
    """Returns the handout of an assignment, all of whose exercises exist."""
    worth = [(found.entries[slug].exercise, points) for slug, points in chosen.points.items()]
    return NotebookHandout(chosen.name, chosen.title, worth)


def number(points: float) -> str:
    """Returns points as code writes them."""
    return repr(int(points) if points == int(points) else points)
