"""Several things in a sentence."""

from collections.abc import Iterable


def listed(texts: Iterable[str], word: str = "and") -> str:
    """`a`, `a and b`, or `a, b and c`; nothing of none."""
    *others, last = [*texts] or [""]
    return f"{', '.join(others)} {word} {last}" if others else last
