"""The causes of mistakes with examples, read from the TOML files beside this module: a table for
each code.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Cause:
    """Why results have a code, and what to try.

    An example has a wrong and a right form of the same lines. They are Python; but if `of` is a
    function, they are its derivative by x, as formulas. Codes of what nobody writes in a file have
    no example.
    """

    cause: str
    advice: str
    of: str = ""
    wrong: str = ""
    right: str = ""


@cache
def causes() -> Mapping[str, Cause]:
    """The cause of each code that has one in any file."""
    found: dict[str, Cause] = {}
    for name in names():
        for code, cause in read(name).items():
            if code in found:
                raise ValueError(f"{name} explains {code}, which another file explains as well")
            found[code] = cause
    return found


def names() -> list[str]:
    """The files, by name."""
    return sorted(f.name for f in files(__package__).iterdir() if f.name.endswith(".toml"))


def read(name: str) -> dict[str, Cause]:
    """The causes that one file has."""
    tables = tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
    return {code: _cause(table) for code, table in tables.items()}


def _cause(table: Mapping[str, str]) -> Cause:
    rest = {key: value.strip("\n") for key, value in table.items() if key != "try"}
    return Cause(advice=table["try"], **rest)
