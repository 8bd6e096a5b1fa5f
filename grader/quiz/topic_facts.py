"""Facts about a topic: what a file facts.toml beside its exercises states, and what is said wrongly
in its place.
"""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..errors import ExerciseError, Where
from ..exercise import Exercise
from ..specification import Fact, WrongFact

FILE = "facts.toml"


def topic_facts(exercise: Exercise) -> tuple[Fact, ...]:
    """The claims of the file beside an exercise; none if there is no such file.

    Raises:
        ExerciseError: A621, if the file is not as it has to be.
    """
    return _read(Path(exercise.where.path).with_name(FILE))


@lru_cache(maxsize=64)
def _read(path: Path) -> tuple[Fact, ...]:
    if not path.is_file():
        return ()
    try:
        return tuple(map(_fact, tomllib.loads(path.read_text(encoding="utf-8"))["fact"]))
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        message = f"has tables [[fact]] with statement, source and wrong, each with text and why: {error}"
        raise ExerciseError("A621", message, Where(str(path))) from None


def _fact(table: Mapping[str, Any]) -> Fact:
    wrong = tuple(WrongFact(str(w["text"]), str(w.get("note", "")), str(w["why"])) for w in table["wrong"])
    return Fact("claim", str(table["statement"]), wrong, str(table["source"]), str(table.get("shows", "")))
