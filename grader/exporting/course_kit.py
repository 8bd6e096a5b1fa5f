"""Everything that grading an assignment needs on another machine: its settings, the course's
plugins, and grader itself.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from ..assignment import LARGEST_SEED, Assignment
from ..course_settings import Course
from ..limit_settings import Limits
from ..plugins import COURSE, Catalogue
from .own_wheel import constraints, wheel

KINDS = (".py", ".toml")  # of plugin files; other files may be results of a class
NOT_THESE = ("__pycache__", "exercises", "solutions", "tests")


@dataclass(frozen=True)
class CourseKit:
    """An assignment with everything that grading needs, as files by their paths."""

    assignment: Assignment
    files: Mapping[str, bytes]
    wheel: str
    requirements: tuple[str, ...]

    @property
    def exercises(self) -> tuple[str, ...]:
        """Returns the exercises, in the order in which students see them."""
        return tuple(self.assignment.points)


def kit(chosen: Assignment, course: Course, found: Catalogue) -> CourseKit:
    """Returns the kit of an assignment: a folder `course` with its settings and the course's
    plugins, the wheel of grader and the versions of its dependencies. If the assignment has no
    seed, a new one is drawn, which only the kit contains.
    """
    seed = secrets.randbelow(LARGEST_SEED) if chosen.seed is None else chosen.seed
    name, data = wheel()
    files = {
        "course/pyproject.toml": settings(replace(chosen, seed=seed)).encode(),
        **{f"course/plugins/{path}": text for path, text in _plugins(course).items()},
        name: data,
        "constraints.txt": constraints().encode(),
    }
    return CourseKit(replace(chosen, seed=seed), files, name, _others(chosen, found))


def settings(assignment: Assignment) -> str:
    """Returns the text of a pyproject.toml with one assignment."""
    points = ", ".join(f"{_text(slug)} = {worth!r}" for slug, worth in assignment.points.items())
    rows = {
        "title": _text(assignment.title),
        "exercises": f"{{ {points} }}",
        "hidden": f"[{', '.join(map(_text, assignment.hidden))}]",
        "feedback": _text(assignment.feedback),
        "speed": "true" if assignment.extras.speed else "false",
        "own_code_questions": str(assignment.extras.own_code.count),
        "own_code_percent": str(assignment.extras.own_code.percent),
        **({} if assignment.seed is None else {"seed": str(assignment.seed)}),
        **{field.name: _value(getattr(assignment.limits, field.name)) for field in fields(Limits)},
    }
    table = "\n".join(f"{key} = {value}" for key, value in rows.items())
    return f"[tool.grader.assignments.{_text(assignment.name)}]\n{table}\n"


def _value(value: object) -> str:
    return _text(value) if isinstance(value, str) else repr(value)


def _text(text: str) -> str:
    """Returns a string as TOML writes it: like JSON, except for one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _plugins(course: Course) -> dict[str, bytes]:
    """Returns the course's own plugins, without solutions, links and hidden files."""
    if not course.plugins:
        return {}
    below = {path.relative_to(course.plugins): path for path in sorted(course.plugins.rglob("*"))}
    return {
        short.as_posix(): path.read_bytes()
        for short, path in below.items()
        if path.is_file() and path.suffix in KINDS and not _left_out(short, course.plugins)
    }


def _left_out(short: Path, root: Path) -> bool:
    """Whether a file, or a folder above it, does not belong to the plugins."""
    return any(part.startswith(".") or part in NOT_THESE for part in short.parts) or any(
        (root / folder).is_symlink() for folder in (short, *short.parents)
    )


def _others(chosen: Assignment, found: Catalogue) -> tuple[str, ...]:
    """Returns the other packages that the exercises come from, as requirements for pip."""
    names = {found.entries[slug].plugin for slug in chosen.points} - {COURSE, "catalogue"}
    given = (found.plugins.get(name, "").rpartition(" ") for name in sorted(names))
    return tuple(f"{package}=={version}" for package, _, version in given if package)
