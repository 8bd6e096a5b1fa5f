"""Where a course keeps its plugins and exercises, and its settings: the table [tool.grader] of its pyproject.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from .errors import GraderError, Where

LEVELS = ("L0", "L1", "L2", "L3")
DEVICES = ("cpu", "cuda", "mps", "xpu")
CHOICES = {"require_isolation": LEVELS, "require_device": DEVICES}
MOST_MIB = 1 << 24  # 16 TiB
MOST_SECONDS = 7 * 24 * 3600


class CourseError(GraderError):
    """The settings of the course are wrong."""

    who = "author"


@dataclass(frozen=True)
class Limits:
    """What one submission may use: wall-clock seconds for each answer that the judge waits for and for all of them,
    memory and processor time; the level of isolation (docs/isolation.md) below which no submission is run, and the
    device that it has to be judged on beside the CPU.
    """

    seconds: float = 10.0
    memory_mib: int = 2048
    cpu_seconds: float = 120.0
    require_isolation: str = "L0"
    total_seconds: float = 60.0
    require_device: str = "cpu"


@dataclass(frozen=True)
class Course:
    """A folder of exercises with its settings; without a course, the current folder."""

    root: Path
    limits: Limits = Limits()

    @property
    def plugins(self) -> Path | None:
        """The folder of the course's own plugin files. One with an `__init__.py` is a package: its entry point
        registers it.
        """
        folder = self.root / "plugins"
        return folder if folder.is_dir() and not (folder / "__init__.py").exists() else None

    def submission(self, slug: str, folder: Path) -> Path | None:
        """The student's file for an exercise: in `folder`, else below the course's exercises/."""
        if (folder / f"{slug}.py").is_file():
            return folder / f"{slug}.py"
        return next((f for f in sorted((self.root / "exercises").rglob(f"{slug}.py")) if f.is_file()), None)


def find(folder: Path) -> Course | None:
    """The course that `folder` belongs to: the nearest folder above with a [tool.grader] table in its pyproject.toml.

    Raises:
        CourseError: A620, if the file cannot be read or has settings that do not exist or make no sense.
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
                settings = _table(settings, "tool.grader", file)
                return Course(root, _limits(settings, file))
    return None


def _table(value: object, name: str, file: Path) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise CourseError("A620", f"{name} must be a table, not {value!r}", Where(str(file)))
    return value


def _limits(settings: Mapping[str, Any], file: Path) -> Limits:
    known = {field.name: field.type for field in fields(Limits)}
    for name, value in settings.items():
        if name not in known:
            raise CourseError(
                "A620", f"[tool.grader] has no setting {name!r}; there are {', '.join(known)}", Where(str(file))
            )
        if choices := CHOICES.get(name):
            if value not in choices:
                raise CourseError(
                    "A620", f"[tool.grader] {name} must be one of {', '.join(choices)}, not {value!r}", Where(str(file))
                )
        elif complaint := _amount(name, value):
            raise CourseError("A620", f"[tool.grader] {name} must be {complaint}, not {value!r}", Where(str(file)))
    return Limits(**settings)


def _amount(name: str, value: object) -> str:
    """What an amount has to be, if it is not; nothing if it is."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        return "a positive number"
    if name == "memory_mib":
        return "" if isinstance(value, int) and value <= MOST_MIB else f"a whole number, at most {MOST_MIB:,}"
    return "" if value <= MOST_SECONDS else f"a number of seconds, at most {MOST_SECONDS:,}"
