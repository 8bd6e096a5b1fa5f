"""Self-checks that an exercise has passed, kept until something changes that they depend on.

That is every file of grader, the versions of what it computes with, the plugin's file, the
exercise's starter and model solution, and the limits. They lie in the user's cache folder, which
may be deleted at any time. What was not passed is not kept, nor is anything of a plugin that
imports other modules than those of Python, SymPy and grader.
"""

import ast
import hashlib
import json
import os
import platform
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path

from ...about import DISTRIBUTION
from ...exercise import Exercise
from ...limit_settings import Limits
from .fitness import SelfCheck, beside
from .matrix import Verdict
from .outputs import Finding

PACKAGE = Path(__file__).parents[2]
COMPUTING = ("torch", "sympy", "mpmath", "python-flint", "numpy")
KNOWN = {"grader", "sympy"} | sys.stdlib_module_names


class Kept:
    """The kept self-checks for some limits, in a folder."""

    def __init__(self, limits: Limits, folder: Path | None = None) -> None:
        self._limits = limits
        self._folder = folder or cache_folder()

    def find(self, exercise: Exercise) -> SelfCheck | None:
        """Returns the self-check that the exercise has passed in its present form, if it is there
        and readable.
        """
        try:
            found = json.loads(self._path(exercise).read_text(encoding="utf-8"))
            findings = tuple(Finding(**f) for f in found["findings"])
            matrix = tuple(Verdict(**{**v, "names": tuple(v["names"])}) for v in found["matrix"])
            return SelfCheck(exercise.slug, findings, matrix, kept=True)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, exercise: Exercise, result: SelfCheck) -> None:
        """Keeps a self-check that the exercise has passed, if the folder is writable."""
        if not result.passed or not stands_alone(exercise):
            return
        path = self._path(exercise)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            new = path.with_suffix(f".{os.getpid()}")
            new.write_text(json.dumps(asdict(result)), encoding="utf-8")
            new.replace(path)  # whole or not at all

    def _path(self, exercise: Exercise) -> Path:
        digest = hashlib.sha256(engine())
        digest.update(repr((exercise.slug, self._limits)).encode())
        digest.update(_hash_of(_files(exercise)))
        return self._folder / f"{digest.hexdigest()}.json"


def cache_folder() -> Path:
    """Returns the folder of kept self-checks: in XDG_CACHE_HOME, or ~/.cache."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / DISTRIBUTION / "selfchecks"


@cache
def engine() -> bytes:
    """Returns a hash of grader's files, and of the versions of the packages it computes with."""
    versions = [platform.python_version(), *(version(name) for name in COMPUTING)]
    return hashlib.sha256(repr(versions).encode() + _hash_of(sorted(PACKAGE.rglob("*.py")))).digest()


def stands_alone(exercise: Exercise) -> bool:
    """Whether an exercise depends only on its file and on grader."""
    tree = ast.parse(Path(exercise.where.path).read_bytes())
    return all(name.partition(".")[0] in KNOWN for node in ast.walk(tree) for name in _imported(node))


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        # a relative import is of another file
        yield node.module if node.module and not node.level else ""


def _files(exercise: Exercise) -> list[Path]:
    there = (beside(exercise, folder) for folder in ("exercises", "solutions"))
    return [Path(exercise.where.path), *(path for path in there if path)]


def _hash_of(files: Iterable[Path]) -> bytes:
    """Of what stands in files; one that is missing counts as another one than an empty one."""
    digest = hashlib.sha256()
    for path in files:
        text = path.read_bytes() if path.is_file() else None
        digest.update(repr(text if text is None else hashlib.sha256(text).hexdigest()).encode())
    return digest.digest()
