"""What columns of rosters and gradebooks say of a student, by the names that systems and people
give to them.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ...handed import Person

Kind = Literal["id", "login", "email", "name", "first", "last", "section", "group"]
# Of several columns of one kind, the first that has a student decides. So what systems write into
# names of files comes first: Canvas's own number before that of the student register.
NAMES: Mapping[str, Kind] = {
    "id": "id",
    "identifier": "id",
    "participant": "id",
    "sid": "id",
    "orgdefinedid": "id",
    "sisuserid": "id",
    "studentid": "id",
    "studentnumber": "id",
    "idnumber": "id",
    "userid": "id",
    "username": "login",
    "login": "login",
    "loginid": "login",
    "sisloginid": "login",
    "displayid": "login",
    "user": "login",
    "githubusername": "login",
    "github": "login",
    "netid": "login",
    "email": "email",
    "emailaddress": "email",
    "mail": "email",
    "student": "name",
    "studentname": "name",
    "name": "name",
    "fullname": "name",
    "firstname": "first",
    "givenname": "first",
    "lastname": "last",
    "surname": "last",
    "familyname": "last",
    "section": "section",
    "sections": "section",
    "group": "group",
    "groups": "group",
    "groupname": "group",
    "team": "group",
}
# Moodle writes `Participant 12345`, in the language of the site
PREFIXED = re.compile(r"[^\d]*?(\d+)")


@dataclass(frozen=True)
class Columns:
    """Which columns of a table are of which kind, in the order in which they are tried."""

    of: Mapping[Kind, Sequence[int]] = field(default_factory=dict)

    def values(self, row: Sequence[str], kind: Kind) -> list[str]:
        """What a row has in the columns of a kind, without spaces around it; nothing for a column
        that it lacks.
        """
        return [row[column].strip() if column < len(row) else "" for column in self.of.get(kind, ())]

    def names(self, row: Sequence[str]) -> list[str]:
        """The name of a row's student, as it is written and with the first name first."""
        whole = [name for name in self.values(row, "name") if name]
        first, last = next(iter(self.values(row, "first")), ""), next(iter(self.values(row, "last")), "")
        both = [f"{first} {last}".strip()] if first or last else []
        return [*both, *whole, *(turned(name) for name in whole if "," in name)]

    def person(self, row: Sequence[str]) -> Person:
        """The student of a row."""

        def first(kind: Kind) -> str:
            return next(filter(None, self.values(row, kind)), "")

        names = self.names(row)
        name = turned(names[0]) if names else ""
        return Person(id=number(first("id")), login=first("login"), name=name, email=first("email"))


def columns(header: Sequence[str]) -> Columns:
    """The columns that a header names. Those of one kind are tried as NAMES has them."""
    order = {name: place for place, name in enumerate(NAMES)}
    names = [letters(name) for name in header]
    found: dict[Kind, list[int]] = {}
    for column in sorted(range(len(names)), key=lambda c: order.get(names[c], -1)):
        if kind := NAMES.get(names[column]):
            found.setdefault(kind, []).append(column)
    return Columns(found)


def letters(name: str) -> str:
    """The name of a column as NAMES has it."""
    return re.sub(r"[\W_]+", "", name).casefold()


def number(text: str) -> str:
    """The number behind a word; a text that is something else as it is, without the sign that keeps
    it a text.
    """
    match = PREFIXED.fullmatch(text)
    return match[1] if match and " " in text else text.removeprefix("#")


def turned(name: str) -> str:
    """A name with the first name first: Jane Doe for Doe, Jane."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() else name.strip()


def folded(text: str) -> str:
    """A text without what differs where people write the same: capitals, spaces, and forms of
    Unicode.
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def squashed(text: str) -> str:
    """The letters and digits of a name alone, as Canvas writes it into names of files: doejane for
    Doe, Jane. Vowel signs and accents, which many scripts write as characters of their own, are
    kept.
    """
    return "".join(c for c in folded(text) if c.isalnum() or unicodedata.category(c)[0] == "M")
