"""Text of others as other programs may be given it: short enough, and without anything that they
could obey.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from ..harmless import harmless

ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")  # ECMA-48
NO_CHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")  # which XML and some databases refuse
LONGEST_NAME = 200
SLACK = 1_000  # characters of escape sequences in a short text
LENGTHS = (
    20_000,
    4_000,
    1_000,
    200,
    50,
)  # characters of a text, tried one after the other until a file is small enough


def plain(text: str, most: int) -> str:
    """Text without escape sequences and control characters, and no more of it than so many
    characters; what is left out is told.
    """
    kept = ANSI.sub("", text[: 2 * most + SLACK]).replace("\r\n", "\n")
    kept = NO_CHARACTERS.sub("\ufffd", harmless(kept))
    if len(kept) <= most and len(text) <= 2 * most + SLACK:
        return kept
    return f"{kept[:most]}\n... cut here"


def shortened(value: Any, most: int = LENGTHS[0]) -> Any:
    """A record, or whatever it holds, with no more of each text than so many characters: to go on
    with quickly.
    """
    if isinstance(value, str):
        return value[:most]
    if isinstance(value, tuple):
        return tuple(shortened(each, most) for each in value)
    if isinstance(value, Mapping):
        return {shortened(key, most): shortened(each, most) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: shortened(getattr(value, field.name), most) for field in fields(value)})
    return value


def name(text: str) -> str:
    """The same for a name, in one line."""
    return plain(" ".join(text[: 2 * LONGEST_NAME].split()), LONGEST_NAME).partition("\n")[0]


def seconds(amount: float) -> float:
    """A time as a number that JSON has."""
    return round(amount, 3) if math.isfinite(amount) and amount >= 0 else 0.0


def fitting(write: Callable[[int], str], most: int) -> bytes:
    """What `write` makes of texts with at most so many characters each: the longest that has at
    most `most` bytes.

    Raises:
        ValueError: if even the shortest is larger.
    """
    for length in LENGTHS:
        data = write(length).encode("utf-8", "replace")
        if len(data) <= most:
            return data
    raise ValueError(f"the work has too many exercises for a file of {most:,} bytes")
