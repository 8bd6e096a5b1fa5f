"""What is handed out to students: an assignment's exercises, with what each is worth."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..assignment import Assignment
from ..exercise import Exercise
from ..plugins import Catalogue


@dataclass(frozen=True)
class NotebookHandout:
    """An assignment: `name` is also that of its files. Exercises stand in the order in which
    students see them, each with its points.
    """

    name: str
    title: str
    exercises: Sequence[tuple[Exercise, float]]


def notebook_handout(chosen: Assignment, found: Catalogue) -> NotebookHandout:
    """What is handed out for an assignment, all of whose exercises exist."""
    worth = [(found.entries[slug].exercise, points) for slug, points in chosen.points.items()]
    return NotebookHandout(chosen.name, chosen.title, worth)


def number(points: float) -> str:
    """Points as they are written into code."""
    return repr(int(points) if points == int(points) else points)
