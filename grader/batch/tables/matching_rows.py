"""Which row of a table is which student: by number, login and address, else by a name that only one
has.

Numbers are of many kinds: Canvas's own, a student register's, a participant's in one assignment. A
number counts where its column is the system's own, or where the name is the same too. A name never
counts against a number of one kind.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ...handed import NO_NAME, Person
from ..class_report import Student
from .columns import Columns, Kind, folded, letters, number, squashed, turned

NAMELESS = {NO_NAME, "participant"}  # what systems write where names are kept back
# The column that has a system's own numbers, those by which a table is known to be the system's,
# and whether a person has the same number everywhere: Moodle gives another one in each assignment.
OWN: Mapping[str, tuple[str, frozenset[str], bool]] = {
    "canvas": ("id", frozenset({"student", "section"}), True),
    "moodle": ("identifier", frozenset(), False),
    "gradescope": ("sid", frozenset({"email"}), True),
}


@dataclass
class Matched:
    """Rows by student, and why students whom a row seems to be have none; who is in neither is in
    no row.
    """

    rows: dict[str, int] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


class Rows:
    """The rows of a table, to look students up in; `rows` are those that are students', `header`
    names the columns.
    """

    def __init__(self, found: Columns, header: Sequence[str], rows: Mapping[int, Sequence[str]]) -> None:
        self._columns, self._rows = found, rows
        self._header = [letters(name) for name in header]

    def match(self, students: Mapping[str, Student]) -> Matched:
        """The rows of students: first by what is sure, of everybody, then by names, of those who
        are left.
        """
        done = Matched()
        for find in (self._sure, self._by_name):
            taken = {row: label for label, row in done.rows.items()}
            for label, student in students.items():
                if label in done.rows or label in done.refused:
                    continue
                try:
                    row = find(student)
                    if row in taken:
                        raise LookupError(f"{taken[row]} has the same row")
                except LookupError as error:
                    done.refused[label] = str(error)
                    continue
                if row is not None:
                    done.rows[label] = row
                    taken[row] = label
        return done

    def _sure(self, student: Student) -> int | None:
        """The row that has a student's number, login or address."""
        person, own = student.person, self._own(student.layout)
        if person.name == NO_NAME:  # whose code is no number of anybody
            return None
        if own is not None and person.id:
            row = self._only(self._index("id", own).get(folded(number(person.id)), []), "have the number", person.id)
            if row is not None and not OWN[student.layout][2] and not self._agrees(row, person):
                name = turned(self._columns.names(self._rows[row])[0])
                raise LookupError(f"the row with the number of {person.label} is that of {name}")
            return row
        for kind, value in self._keys(student):
            for column in self._columns.of.get(kind, ()):
                row = self._only(self._index(kind, column).get(folded(number(value)), []), f"have the {kind}", value)
                if row is not None and (value == person.name or self._agrees(row, person)):
                    return row
        return None

    def _keys(self, student: Student) -> Iterator[tuple[Kind, str]]:
        """What may tell a student, where it stands in a column of its kind."""
        person = student.person
        keys: list[tuple[Kind, str]] = [("id", person.id), ("login", person.login), ("email", person.email)]
        yield from keys
        if person.login and not self._columns.of.get("login"):
            yield "id", person.login  # some systems call it an id
        if not student.layout:  # a plain folder may have either as its name
            yield from (("login", person.name), ("id", person.name))
        login = person.login if student.layout == "blackboard" else ""
        while "_" in login:  # its names begin with the assignment's, which may have _ too
            login = login.partition("_")[2]
            yield "login", login

    def _own(self, layout: str) -> int | None:
        """The column that has numbers of the kind that a layout's names have, if the table has
        one.
        """
        own, told, _ = OWN.get(layout, ("", frozenset[str](), True))
        return self._header.index(own) if own in self._header and told <= {*self._header} else None

    def _index(self, kind: Kind, column: int) -> Mapping[str, Sequence[int]]:
        key = (kind, column)
        if key not in self._indexes:
            self._indexes[key] = self._by(lambda row: [folded(number(row[column]))] if column < len(row) else [])
        return self._indexes[key]

    @cached_property
    def _indexes(self) -> dict[tuple[Kind, int], Mapping[str, Sequence[int]]]:
        return {}

    def _by_name(self, student: Student) -> int | None:
        """The row of a name, as people write it or, without spaces and signs, as Canvas does.

        Raises:
            LookupError: if there are several, or it has another number of the same kind.
        """
        person, own = student.person, self._own(student.layout)
        if not person.name or folded(person.name) in NAMELESS:
            return None
        forms = (folded, squashed) if student.layout == "canvas" else (folded,)
        found = (self._only(self._named[form].get(form(person.name), []), "are called", person.name) for form in forms)
        row = next((row for row in found if row is not None), None)
        if row is not None and own is not None and person.id and (other := number(self._rows[row][own].strip())):
            raise LookupError(f"the row of {person.name} has the number {other}")
        return row

    @cached_property
    def _named(self) -> Mapping[Callable[[str], str], Mapping[str, Sequence[int]]]:
        """The rows by name, once for each form that names have."""

        def last_first(name: str) -> str:
            *first, last = name.split() or [""]
            return name if "," in name else " ".join((last, *first))

        return {
            folded: self._by(lambda row: [folded(name) for name in self._columns.names(row)]),
            squashed: self._by(
                lambda row: [squashed(n) for name in self._columns.names(row) for n in (name, last_first(name))]
            ),
        }

    def _by(self, keys: Callable[[Sequence[str]], Sequence[str]]) -> Mapping[str, Sequence[int]]:
        index: dict[str, list[int]] = {}
        for place, row in self._rows.items():
            for key in dict.fromkeys(filter(None, keys(row))):
                index.setdefault(key, []).append(place)
        return index

    def _only(self, rows: Sequence[int], what: str, value: str) -> int | None:
        if not value or not rows:
            return None
        if len(rows) > 1:
            raise LookupError(f"{len(rows)} rows {what} {value}")
        return rows[0]

    def _agrees(self, row: int, person: Person) -> bool:
        """Whether the name of a row may be a person's, where both have one: the same words, or
        those of a longer name; or the same without spaces, as Canvas writes it.
        """
        names, own = [name for name in self._columns.names(self._rows[row]) if name], folded(person.name)
        if not own or own in NAMELESS or not names or any(folded(name) in NAMELESS for name in names):
            return True
        words, mine = [{*folded(turned(name)).split()} for name in names], {*own.split()}
        longer = any(mine <= their or (their <= mine and len(their) > 1) for their in words)
        return (longer and len(mine) > 1) or squashed(own) in map(squashed, names)
