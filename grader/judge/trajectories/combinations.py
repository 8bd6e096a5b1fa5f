"""Which settings are on together: few rows, so that a class that treats two of them as either ...
or is seen.
"""

from collections.abc import Collection, Sequence
from itertools import combinations

Pair = tuple[tuple[str, bool], tuple[str, bool]]  # two settings, and whether each is on


def rows(names: Sequence[str], apart: Collection[frozenset[str]]) -> list[frozenset[str]]:
    """The settings that are on in each row. Of any two there are rows with both, with either alone
    and with none; two that are `apart` are never on together. The first row has as many on as may
    be, the last none.
    """
    left = [
        ((a, x), (b, y))
        for a, b in combinations(names, 2)
        for x, y in ((True, True), (True, False), (False, True))
        if not (x and y and {a, b} in apart)
    ]
    found = [_row(names, apart, [])]
    while left := [pair for pair in left if not _has(found[-1], pair)]:
        found.append(_row(names, apart, left))
    return [*found, frozenset()] if found[-1] else found


def _row(names: Sequence[str], apart: Collection[frozenset[str]], left: Sequence[Pair]) -> frozenset[str]:
    """A row with the first of the pairs that are left, and setting by setting with as many others
    as may be.
    """
    chosen = dict(left[0]) if left else {}
    for name in names:
        if name not in chosen:
            gained = {on: sum(_fits(pair, {**chosen, name: on}, name) for pair in left) for on in (True, False)}
            allowed = not any(on and {name, other} in apart for other, on in chosen.items())
            chosen[name] = allowed and gained[True] >= gained[False]
    return frozenset(name for name, on in chosen.items() if on)


def _has(row: frozenset[str], pair: Pair) -> bool:
    return all((name in row) == on for name, on in pair)


def _fits(pair: Pair, chosen: dict[str, bool], name: str) -> bool:
    """Whether a pair with this setting comes true by what is chosen."""
    return any(name == setting for setting, _ in pair) and all(chosen.get(setting) == on for setting, on in pair)
