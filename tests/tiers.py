"""Two tiers of tests: `make test` runs the small one, in minutes, and `make test-all` the whole.

A test is in the small tier unless it is marked as `whole`. Of a table with many rows of a kind, a
row is in the small tier if it is the first of one of its kinds, in the order of the table.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

import pytest

Row = TypeVar("Row")
Kinds = Callable[[Row], Iterable[Hashable]]

whole = pytest.mark.whole


def small(kinds: Kinds[Row], rows: Iterable[Row]) -> list[Row]:
    """The rows of a table that are the first of one of their kinds."""
    seen: set[Hashable] = set()
    chosen = []
    for row in rows:
        own = set(kinds(row))
        if own - seen:
            chosen.append(row)
        seen |= own
    return chosen


def first_of_each(kinds: Kinds[Row], rows: Iterable[Row]) -> list[Any]:
    """The rows of a table for `pytest.mark.parametrize`: all that are not in the small tier are
    marked as `whole`.
    """
    rows = list(rows)
    chosen = small(kinds, rows)
    return [pytest.param(*_values(row), marks=[] if row in chosen else whole) for row in rows]


def _values(row: object) -> tuple[object, ...]:
    return row if isinstance(row, tuple) else (row,)
