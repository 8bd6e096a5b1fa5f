"""The files of a new exercise: a plugin, the starter that follows from it, a solution, and a wrong
submission.
"""

import keyword
import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

# what stands in the texts for the slug, and for the class of an optimizer
NAME, TARGET = "NAME", "TARGET"
SLUG = re.compile(r"[a-z][a-z0-9_]*")
FAMILIES = ("elementwise", "rowwise", "loss", "layer", "optimizer", "sampler", "tensor", "training")
TAKEN = {*FAMILIES, "grader", "torch", "sym", "sum", "zip"}  # by the texts themselves
SETTINGS = "pyproject.toml"


@dataclass(frozen=True)
class NewExercise:
    """An exercise of a family, to be written into a course."""

    slug: str
    family: str

    def texts(self) -> dict[str, str]:
        """All files except the starter, by their paths in a course."""
        template = tomllib.loads(files(__package__).joinpath(f"{self.family}.toml").read_text(encoding="utf-8"))
        return {
            f"plugins/{self.slug}.py": self._filled(template["plugin"]),
            f"solutions/{self.slug}.py": self._filled(template["solution"]),
            f"wrong/{self.slug}.py": self._filled(template["wrong"]),
        }

    @property
    def starter(self) -> str:
        """The path of the starter in a course."""
        return f"exercises/{self.slug}.py"

    def _filled(self, text: str) -> str:
        target = self.slug.title().replace("_", "")
        return re.sub(rf"{NAME}|{TARGET}", lambda found: self.slug if found[0] == NAME else target, text)


def complaint(slug: str) -> str:
    """Why a name is none for a new exercise; nothing if it is one."""
    if not SLUG.fullmatch(slug):
        return f"{slug!r} is no name for an exercise: write small letters, digits and _, a letter first, as in my_loss"
    if keyword.iskeyword(slug):
        return f"{slug!r} is a word of Python: give the exercise another name"
    if slug in TAKEN:
        return f"{slug!r} is a name that plugins use: give the exercise another"
    return ""


def unsettled(folder: Path) -> bool:
    """Whether a folder has no settings yet: a course can be made of it."""
    return not (folder / SETTINGS).exists()
