"""Which row of a table is which student: by number, login and address, else by a name that only one has."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from ...handed import NO_NAME, Person
from .columns import Columns, Kind, folded, number, squashed, turned

NAMELESS = {NO_NAME, "participant"}  # what systems write where names are kept back


class Rows:
    """The rows of a table, to look students up in; `rows` are those that are students'."""

    def __init__(self, found: Columns, rows: Mapping[int, Sequence[str]]) -> None:
        self._columns, self._rows = found, rows
        self._by: dict[tuple[Kind, int], dict[str, list[int]]] = {}

    def of(self, person: Person) -> int | None:
        """The one row of a person; None if there is none, or several.

        Raises:
            LookupError: if a row has the person's number and another name, or several rows are the person's.
        """
        sure: list[tuple[Kind, str]] = [("id", person.id), ("login", person.login), ("email", person.email)]
        for kind, value in sure:
            for place in range(len(self._columns.of.get(kind, ()))):
                if (row := self._one(kind, place, value)) is not None:
                    self._same_name(row, person)
                    return row
        # a folder may have either as its name, and some systems call the login an id
        maybe: list[tuple[Kind, str]] = [("id", person.login), ("login", person.name), ("id", person.name)]
        found = (row for kind, value in maybe if (row := self._one(kind, 0, value)) is not None)
        row = next(found, None)
        return self._by_name(person.name) if row is None else row

    def _one(self, kind: Kind, place: int, value: str) -> int | None:
        """The row that has a value in the column of a kind at a place."""
        if not value:
            return None
        key = (kind, place)
        if key not in self._by:
            self._by[key] = self._index(
                lambda row: [folded(number(v)) for v in self._columns.values(row, kind)[place : place + 1]]
            )
        return self._only(self._by[key].get(folded(number(value)), []), f"have the {kind} {value}")

    def _by_name(self, name: str) -> int | None:
        """The row of a name, as people write it or, without spaces and signs, as Canvas does."""
        if not name or folded(name) in NAMELESS:
            return None
        for form, rows in self._named.items():
            if (row := self._only(rows.get(form(name), []), f"are called {name}")) is not None:
                return row
        return None

    @cached_property
    def _named(self) -> Mapping[Callable[[str], str], Mapping[str, Sequence[int]]]:
        """The rows by name, once for each form that names have."""

        def by(form: Callable[[str], str]) -> Mapping[str, Sequence[int]]:
            return self._index(lambda row: [form(name) for name in self._columns.names(row)])

        return {form: by(form) for form in (folded, squashed)}

    def _index(self, keys: Callable[[Sequence[str]], Sequence[str]]) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for number_, row in self._rows.items():
            for key in dict.fromkeys(filter(None, keys(row))):
                index.setdefault(key, []).append(number_)
        return index

    def _only(self, rows: Sequence[int], what: str) -> int | None:
        if len(rows) > 1:
            raise LookupError(f"{len(rows)} rows {what}")
        return rows[0] if rows else None

    def _same_name(self, row: int, person: Person) -> None:
        """Raise a LookupError if a row that has a person's number has a name that shares nothing with the person's."""
        names, own = [name for name in self._columns.names(self._rows[row]) if name], folded(person.name)
        if not own or own in NAMELESS or not names or any(folded(name) in NAMELESS for name in names):
            return
        words = {word for name in names for word in folded(name).replace(",", " ").split()}
        alike = squashed(own) in map(squashed, names) or words & set(own.split())
        if not alike and " " in own:  # one word may be a group's name, or several that Canvas wrote together
            raise LookupError(f"the row with the number of {person.label} is that of {turned(names[0])}")
