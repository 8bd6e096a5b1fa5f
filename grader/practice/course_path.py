"""In which order to do the exercises of a course."""

from ..course_settings import Course
from ..plugins import Catalogue
from .difficulty import difficulty


def course_path(found: Catalogue, course: Course) -> list[str]:
    """The exercises of the course's assignments in their order; of a course without any, all
    exercises, topic by topic, the easy ones first. An exercise that does not exist is left out.
    """
    assigned = dict.fromkeys(slug for assignment in course.assignments.values() for slug in assignment.points)
    if assigned:
        return [slug for slug in assigned if slug in found.entries]
    topics = list(dict.fromkeys(topic(found, slug) for slug in found.entries))
    return sorted(
        found.entries, key=lambda slug: (topics.index(topic(found, slug)), difficulty(found.entries[slug].exercise))
    )


def topic(found: Catalogue, slug: str) -> str:
    """What an exercise is listed under: its topic, or the plugin of one that has none."""
    entry = found.entries[slug]
    return entry.topic or entry.plugin


def following(path: list[str], slug: str, done: set[str]) -> str | None:
    """The next exercise of a path behind `slug` that is not done, or else the first before it; None
    if all are.
    """
    at = path.index(slug) + 1 if slug in path else 0
    return next((s for s in [*path[at:], *path[:at]] if s not in done and s != slug), None)
