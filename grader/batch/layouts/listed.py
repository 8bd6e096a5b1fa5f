"""A CSV file that lists submissions: columns student, exercise and path, which is relative to the file. A row without a
path is a student who has handed nothing in.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

COLUMNS = ("student", "exercise", "path")


class Listed(NamedTuple):
    """One row of the list."""

    line: int
    student: str
    exercise: str
    path: Path | None


class ListError(Exception):
    """The list cannot be used, and why."""


def rows(file: Path) -> Iterator[Listed]:
    """The rows of a list.

    Raises:
        ListError: if it is no UTF-8, lacks a column, or a row has no student or exercise.
    """
    try:
        reader = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline=""), strict=True)
        missing = [c for c in COLUMNS if c not in (reader.fieldnames or ())]
        if missing:
            have = ", ".join(reader.fieldnames or ()) or "nothing"
            raise ListError(f"{file}:1: the first line must name {', '.join(COLUMNS)}; it has {have}")
        for row in reader:
            student, exercise, path = ((row[c] or "").strip() for c in COLUMNS)
            if not student or not exercise:
                raise ListError(f"{file}:{reader.line_num}: a row needs a student and an exercise")
            yield Listed(reader.line_num, student, exercise, file.parent / path if path else None)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ListError(f"{file} cannot be read: {error}") from None
