"""Derivations with one wrong line that people have really written: the file derivations.toml beside
the exercises.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from ..errors import ExerciseError, Where
from ..exercise import Exercise
from .parts import TypesetFormula
from .read_formula import ReadFormula, equal, read_formula
from .studied import Quantity, studied
from .written_answers import UnreadableAnswer

FILE = "derivations.toml"


@dataclass(frozen=True)
class NotedDerivation:
    """Lines that should equal each other, the place of the first that does not equal the one before
    it, and why.
    """

    of: Quantity
    lines: tuple[TypesetFormula, ...]
    wrong: int
    why: str


@lru_cache(maxsize=256)
def noted_derivations(exercise: Exercise) -> tuple[NotedDerivation, ...]:
    """The derivations of an exercise; none if there is no such file.

    Raises:
        ExerciseError: A621, if the file is not as it has to be, or another line is wrong than it
        says.
    """
    path = Path(exercise.where.path).with_name(FILE)
    return tuple(_checked(exercise, table, path) for table in _tables(path) if table.get("slug") == exercise.slug)


@lru_cache(maxsize=64)
def _tables(path: Path) -> tuple[Mapping[str, Any], ...]:
    if not path.is_file():
        return ()
    try:
        return tuple(tomllib.loads(path.read_text(encoding="utf-8"))["derivation"])
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise _refused(path, f"has tables [[derivation]]: {error}") from None


def _checked(exercise: Exercise, table: Mapping[str, Any], path: Path) -> NotedDerivation:
    """A derivation of which exactly the lines from the wrong one on are not the derivative."""
    function = studied(exercise) if exercise.scalar else None
    try:
        texts, wrong, why, wrt = table["lines"], table["wrong"], str(table["why"]), table["wrt"]
        read = [read_formula(exercise, text) for text in texts]
        by = {new.name: new for new in function.originals}[wrt] if function else None
    except (LookupError, TypeError, AttributeError) as error:
        raise _refused(path, f"each derivation has slug, wrt, lines, wrong and why: {error}") from None
    except UnreadableAnswer as error:
        raise _refused(path, f"a line of {exercise.slug} cannot be read: {error}") from None
    if function is None or by is None:
        raise _refused(path, f"{exercise.slug} has no derivative of one number")
    right = function.expression(Quantity(0, by)).xreplace(function.originals)
    follows = [equal(exercise, read[0], right), *(_equal(exercise, a, b) for a, b in pairwise(read))]
    if [place for place, is_right in enumerate(follows, 1) if not is_right] != [wrong]:
        raise _refused(path, f"line {wrong} of {exercise.slug} has to be the only one that does not follow: {follows}")
    return NotedDerivation(Quantity(0, by), tuple(one.shown for one in read), wrong - 1, why)


def _equal(exercise: Exercise, before: ReadFormula, after: ReadFormula) -> bool:
    return equal(exercise, after, before.opened)


def _refused(path: Path, message: str) -> ExerciseError:
    return ExerciseError("A621", f"{path.name}: {message}", Where(str(path)))
