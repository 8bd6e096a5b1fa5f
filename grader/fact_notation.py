"""How facts about a function are written: the kinds of facts, and the notation of each."""

import re
from typing import Literal, get_args

Kind = Literal[
    "range", "slope", "limits", "kinks", "jumps", "parity", "monotonicity", "lipschitz", "homogeneity", "claim"
]

_NUMBER = re.compile(r"-?\d+(?:/[1-9]\d*|\.\d+)?")
_SET = r"(?:(?:\(-oo|[(\[]#), (?:oo\)|#[)\]])|\{#(?:, #)*\})"
_SETS = rf"{_SET}(?: U {_SET})*"
_PLACES = r"none|(?:#(?:, #)* and )?#"
_LIMIT = r"(?:-?oo|#)"

# What a text is once its numbers are written as #, and an example for people.
_NOTATIONS: dict[Kind, tuple[str, str]] = {
    "range": (_SETS, "(0, 1], [-0.2785, oo), {0, 1} or (-oo, -1/2) U {0}"),
    "slope": (_SETS, "(0, 1/4], {0, 1} or (0, 1) U {2}"),
    "limits": (rf"{_LIMIT} and {_LIMIT}", "0 and 1, or -1 and oo"),
    "kinks": (_PLACES, "none, 0, -3 and 3, or -3, 0 and 3"),
    "jumps": (_PLACES, "none, 0, -3 and 3, or -3, 0 and 3"),
    "parity": (r"odd|even|neither", "odd, even or neither"),
    "monotonicity": (
        r"increasing|non-decreasing|constant|non-increasing|decreasing|neither",
        "increasing, non-decreasing, constant, non-increasing, decreasing or neither",
    ),
    "lipschitz": (r"none|#", "1/4, 1.0998 or none"),
    "homogeneity": (
        r"positively homogeneous|scale invariant|neither",
        "positively homogeneous, scale invariant or neither",
    ),
}


def split(text: str) -> tuple[str, tuple[str, ...]]:
    """A text with # for each of its numbers, and the numbers."""
    return _NUMBER.sub("#", text), tuple(_NUMBER.findall(text))


def join(shape: str, numbers: tuple[str, ...]) -> str:
    """The text that `split` took apart."""
    first, *rest = shape.split("#")
    return first + "".join(number + part for number, part in zip(numbers, rest, strict=True))


def complaint(kind: Kind, text: str) -> str:
    """What is wrong with how a fact is written; nothing if it is well written."""
    if kind == "claim":
        return "" if text.strip() else "a claim needs a text"
    if kind not in _NOTATIONS:
        return f"there is no kind {kind!r}; there are {', '.join(get_args(Kind))}"
    pattern, example = _NOTATIONS[kind]
    if re.fullmatch(pattern, split(text)[0]):
        return ""
    return f"{text!r} is not how {kind} is written: {example}"
