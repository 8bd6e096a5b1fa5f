"""Everybody in a course, `--roster`: who is to hand in, in which section, and who hands in
together.

It is a CSV file as systems export it, or made by hand: columns such as name, or first name and last
name, id, login, email, section, group (columns.py has all names that are known).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ...handed import Person
from ...listing import listed
from ..class_report import Student
from ..collect import Collected
from ..owners import clean
from .columns import Columns, Kind, columns, folded
from .matching_rows import Rows
from .sheet import Sheet, SheetError

SURE: tuple[Kind, ...] = ("id", "login", "email")  # of which nobody may have another's
WHO: tuple[Kind, ...] = (*SURE, "name", "first", "last")
HEADS = 3  # Sakai's lists have a title before the line that names the columns


class RosterError(Exception):
    """The roster cannot be used, and why."""


@dataclass(frozen=True)
class Roster:
    """The people of a course by the number of their row, and the columns that say who they are."""

    people: Mapping[int, Person]
    rows: Rows

    @classmethod
    def read(cls, path: Path) -> "Roster":
        """The roster that a file has.

        Raises:
            RosterError: if it cannot be read, has no column that names people, or gives two of them
                one number, login or address.
        """
        try:
            sheet = Sheet.read(path.read_bytes())
        except OSError as error:
            raise RosterError(f"{path} cannot be read: {error.strerror}") from None
        except SheetError as error:
            raise RosterError(f"{path} cannot be read: {error}") from None
        records = [record for record in sheet.records if any(value.strip() for value in record.values)]
        if not records:
            raise RosterError(f"{path} is empty")
        head = max(range(min(len(records), HEADS)), key=lambda n: (_says(records[n].values), -n))
        if not _says(records[head].values):
            have = ", ".join(filter(None, records[0].values))
            raise RosterError(
                f"{path}:{records[0].line}: the first line must name columns such as name, id, login, email, section,"
                f" group; it has {have}"
            )
        found = columns(records[head].values)
        rows = {record.line: record.values for record in records[head + 1 :] if not _note(record.values)}
        people = {line: _member(found, row) for line, row in rows.items()}
        people = {line: person for line, person in people.items() if person.label}
        _check(path, people)
        return cls(people, Rows(found, records[head].values, {line: rows[line] for line in people}))

    def add(self, collected: Collected, known: Mapping[str, Student]) -> list[str]:
        """Name those who were seen as the roster does, give the work of groups to their members,
        and add everybody else who is to hand in. Who is `known` keeps the name that results are
        kept under. Gives those who were seen and are not on the roster, each with a reason if there
        is one.
        """
        matched = self.rows.match(collected.students)
        taken = {line: self._named(collected, label, line, known) for label, line in matched.rows.items()}
        strangers = []
        for label, student in list(collected.students.items()):
            if label in taken.values():
                continue
            members = [] if label in matched.refused else list(self._members(student.person))
            if members:
                self._give_out(collected, label, members, taken)
            else:
                reason = matched.refused.get(label)
                strangers.append(f"{label} ({reason})" if reason else label)
        for line, person in self.people.items():
            if line not in taken:
                collected.students.setdefault(clean(person.label), Student(person))
        return strangers

    def _named(self, collected: Collected, label: str, line: int, known: Mapping[str, Student]) -> str:
        """The name under which a student is shown from now on, filled in with what the roster
        says.
        """
        name, student = clean(self.people[line].label), collected.students[label]
        name = label if label in known or name in collected.students else name
        collected.rename(label, name)
        collected.students[name] = replace(student, person=_filled(student.person, self.people[line]))
        return name

    def _members(self, group: Person) -> Iterator[int]:
        """The rows of those who are in a group of this name."""
        names = {folded(name) for name in (group.group, group.name, group.login) if name}
        return (line for line, person in self.people.items() if person.group and folded(person.group) in names)

    def _give_out(self, collected: Collected, group: str, members: list[int], taken: dict[int, str]) -> None:
        """Give each member of a group what the group has handed in, in place of the group. Who has
        work of her own keeps that.
        """
        whole = collected.students.pop(group)
        work = [s for s in collected.submissions if s.student == group]
        collected.submissions = [s for s in collected.submissions if s.student != group]
        labels = [taken.setdefault(line, clean(self.people[line].label)) for line in members]
        for line, label in zip(members, labels, strict=True):
            collected.students.setdefault(label, replace(whole, person=self.people[line]))
            have = {s.exercise for s in collected.submissions if s.student == label and s.data is not None}
            given = (replace(s, student=label, group=group) for s in work if s.exercise not in have)
            collected.submissions += given
        for source, left_out in collected.left_out.items():
            collected.left_out[source] = [
                replace(out, students=tuple(labels)) if out.students == (group,) else out for out in left_out
            ]
        collected.groups.append(f"what {group} has handed in is that of {listed(labels)} too")


def _says(row: list[str]) -> int:
    """How many columns that say who somebody is a row names."""
    found = columns(row)
    return sum(bool(found.of.get(kind)) for kind in WHO)


def _member(found: Columns, row: list[str]) -> Person:
    person = found.person(row)
    section, group = (next(filter(None, found.values(row, kind)), "") for kind in ("section", "group"))
    return replace(person, section=section, group=group)


def _note(row: list[str]) -> bool:
    """Whether a row is none of a student's: Canvas has one with the points, and a student for
    trying things out.
    """
    return row[0].strip().startswith("Points Possible") or row[0].strip() == "Student, Test"


def _filled(seen: Person, known: Person) -> Person:
    """What a download says of a person, and the roster beside it. A roster has names as people
    write them.
    """
    return Person(
        id=seen.id or known.id,
        login=seen.login or known.login,
        name=known.name or seen.name,
        email=seen.email or known.email,
        group=seen.group or known.group,
        section=known.section,
    )


def _check(path: Path, people: Mapping[int, Person]) -> None:
    """Raise a RosterError if nothing tells two people apart, or what should does not."""
    for kind in SURE:
        lines = dict[str, int]()
        for line, person in people.items():
            value = getattr(person, kind)
            if value and (before := lines.setdefault(folded(value), line)) != line:
                raise RosterError(f"{path}:{line}: {people[before].label} in line {before} has the {kind} {value} too")
    labels = dict[str, int]()
    for line, person in people.items():
        if (before := labels.setdefault(clean(person.label), line)) != line:
            raise RosterError(
                f"{path}:{line}: {person.label} in line {before} is called the same: add a column id, login or email"
            )
