"""A CSV file that lists submissions: columns student, exercise and path, which is relative to the
file. A row without a path is a student who has handed nothing in. Columns id, login, name, email
and group may say more of a student. It may be as Excel writes it: UTF-16, with tabs or semicolons.
"""

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ...handed import Person

COLUMNS = ("student", "exercise", "path")
OF_PERSON = ("id", "login", "name", "email", "group")


class Listed(NamedTuple):
    """One row of the list."""

    line: int
    student: str
    exercise: str
    path: Path | None
    person: Person


class ListError(Exception):
    """The list cannot be used, and why."""


def rows(file: Path) -> Iterator[Listed]:
    """The rows of a list.

    Raises:
        ListError: if it is neither UTF-8 nor UTF-16, lacks a column, or a row has no student or
        exercise.
    """
    try:
        text = _text(file.read_bytes())
        first = text.partition("\n")[0]
        between = max(",;\t", key=first.count)
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True, delimiter=between)
        missing = [c for c in COLUMNS if c not in (reader.fieldnames or ())]
        if missing:
            have = ", ".join(reader.fieldnames or ()) or "nothing"
            raise ListError(f"{file}:1: the first line must name {', '.join(COLUMNS)}; it has {have}")
        for row in reader:
            student, exercise, path = ((row[c] or "").strip() for c in COLUMNS)
            if not student or not exercise:
                raise ListError(f"{file}:{reader.line_num}: a row needs a student and an exercise")
            known = {key: (row.get(key) or "").strip() for key in OF_PERSON}
            person = Person(**known) if any(known.values()) else Person(name=student)
            yield Listed(reader.line_num, student, exercise, file.parent / path if path else None, person)
    except UnicodeError:
        raise ListError(f"{file} cannot be read: save it as CSV UTF-8") from None
    except OSError as error:
        raise ListError(f"{file} cannot be read: {error.strerror}") from None
    except csv.Error as error:
        raise ListError(f"{file} cannot be read: {error}") from None


def _text(data: bytes) -> str:
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if utf16 else "utf-8-sig")
