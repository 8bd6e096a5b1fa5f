"""Where a course keeps its plugins and exercises, and its settings: the table [tool.grader] of its
pyproject.toml.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .assignment import Assignment, assignments
from .errors import GraderError, Where
from .limit_settings import Limits, limits

ASSIGNMENTS = "assignments"


class CourseError(GraderError):
    """The settings of the course are wrong."""

    who = "author"


@dataclass(frozen=True)
class Course:
    """A folder of exercises with its settings; without a course, the current folder."""

    root: Path
    limits: Limits = field(default_factory=Limits)
    assignments: Mapping[str, Assignment] = field(default_factory=dict)

    @property
    def plugins(self) -> Path | None:
        """The folder of the course's own plugin files. One with an `__init__.py` is a package: its
        entry point registers it.
        """
        folder = self.root / "plugins"
        return folder if folder.is_dir() and not (folder / "__init__.py").exists() else None

    def submission(self, slug: str, folder: Path) -> Path | None:
        """The student's file for an exercise: in `folder`, there a notebook as well, else below the
        course's exercises/.
        """
        for here in (folder / f"{slug}.py", folder / f"{slug}.ipynb"):
            if here.is_file():
                return here
        return next((f for f in sorted((self.root / "exercises").rglob(f"{slug}.py")) if f.is_file()), None)


def find(folder: Path) -> Course | None:
    """The course that `folder` belongs to: the nearest folder above with a [tool.grader] table in
    its pyproject.toml.

    Raises:
        CourseError: A620, if the file cannot be read or has settings that do not exist or make no
        sense.
    """
    for root in (folder, *folder.parents):
        file = root / "pyproject.toml"
        if file.is_file():
            try:
                tool = tomllib.loads(file.read_text(encoding="utf-8")).get("tool", {})
            except (OSError, ValueError, RecursionError) as error:  # no text, no TOML, or too deep
                raise CourseError("A620", f"cannot be read: {error}", Where(str(file))) from None
            settings = _table(tool, "tool", file).get("grader")
            if settings is not None:
                return _course(root, _table(settings, "tool.grader", file), file)
    return None


def _course(root: Path, settings: Mapping[str, Any], file: Path) -> Course:
    def complain(sentence: str) -> CourseError:
        return CourseError("A620", sentence, Where(str(file)))

    own = {name: value for name, value in settings.items() if name != ASSIGNMENTS}
    of_course = limits(own, "[tool.grader]", complain, others=(ASSIGNMENTS,))
    return Course(root, of_course, assignments(settings.get(ASSIGNMENTS, {}), of_course, complain))


def _table(value: object, name: str, file: Path) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise CourseError("A620", f"{name} must be a table, not {value!r}", Where(str(file)))
    return value
