"""Gradescope, "Export Submissions": `assignment_77_export/submission_12345/sigmoid.py`, a folder
for each submission, and beside them `submission_metadata.yml`, which says who handed it in.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Self

from ...handed import Handed, Person

METADATA = "submission_metadata.yml"
LARGEST_METADATA = 1 << 26  # bytes
WHOLE = re.compile(r"assignment_\w+_export")
FOLDER = re.compile(r"submission_\w+")
ENTRY = re.compile(rf"({FOLDER.pattern}):\s*")
FIELD = re.compile(r"  (?P<new>- |  ):(?P<name>name|sid|email):\s*(?P<value>.*?)\s*")
WHEN = re.compile(r"  :created_at:\s*['\"]?(?P<when>\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?).*")
BLOCK = "  :submitters:"
ESCAPED = re.compile(r"(?:\\x[\dA-Fa-f]{2})+")  # as Ruby writes the bytes of UTF-8


class Export:
    """One export: who has handed in each submission and when, by the name of its folder."""

    def __init__(self, handed: Mapping[str, tuple[Handed, ...]]) -> None:
        self._handed = handed

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Read the metadata: of its YAML the few lines that matter."""
        people: dict[str, list[dict[str, str]]] = {}
        whens: dict[str, str] = {}
        folder, among = "", False
        for line in data.decode("utf-8", "replace").splitlines():
            if match := ENTRY.fullmatch(line):
                folder, among = match[1], False
                people[folder] = []
            elif line.rstrip() == BLOCK:
                among = bool(folder)
            elif among and (match := FIELD.fullmatch(line)):
                if match["new"] == "- ":
                    people[folder].append({})
                if people[folder]:
                    people[folder][-1][match["name"]] = _scalar(match["value"])
            else:
                if among and not line.startswith(("   ", "  -")):
                    among = False
                if folder and (match := WHEN.fullmatch(line)):
                    whens.setdefault(folder, match["when"])
        return cls({f: tuple(_handed(given, f, whens.get(f, ""))) for f, given in people.items()})

    def handed(self, folder: str) -> tuple[Handed, ...]:
        """Whose the folder of a submission is, several for a group; of one not listed, the folder's
        own name.
        """
        return self._handed.get(folder) or (Handed(person=Person(name=folder)),)


def _handed(people: Iterable[Mapping[str, str]], folder: str, when: str) -> Iterator[Handed]:
    """Everybody who has a name, a number or an address. Who has a name alone gets the submission's
    number with it.
    """
    for given in people:
        name, number, email = given.get("name", ""), given.get("sid", ""), given.get("email", "")
        if name or number or email:
            alone = bool(name) and not number and not email
            yield Handed(person=Person(id=folder if alone else number, name=name, email=email), when=when)


def _scalar(text: str) -> str:
    """A YAML scalar of one line, plain or in quotes."""
    if text[:1] == text[-1:] == "'" and len(text) > 1:
        return text[1:-1].replace("''", "'")
    if text[:1] == '"':
        text = ESCAPED.sub(lambda m: bytes.fromhex(m[0].replace("\\x", "")).decode("utf-8", "replace"), text)
        try:
            return str(json.loads(text))
        except ValueError:
            return text.strip('"')
    return "" if text in ("null", "~") else text
