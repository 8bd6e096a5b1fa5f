"""Gradescope, "Export Submissions": `assignment_77_export/submission_12345/sigmoid.py`, a folder for each submission,
and beside them `submission_metadata.yml`, which says who handed it in.
"""

import json
import re
from collections.abc import Mapping
from typing import Self

from .handed import person

METADATA = "submission_metadata.yml"
LARGEST_METADATA = 1 << 26  # bytes
WHOLE = re.compile(r"assignment_\w+_export")
FOLDER = re.compile(r"submission_\w+")
ENTRY = re.compile(rf"({FOLDER.pattern}):\s*")
FIELD = re.compile(r"  (?P<new>- |  ):(?P<name>name|sid|email):\s*(?P<value>.*?)\s*")
BLOCK = "  :submitters:"
ESCAPED = re.compile(r"(?:\\x[\dA-Fa-f]{2})+")  # as Ruby writes the bytes of UTF-8


class Export:
    """One export: the students of each submission, by the name of its folder."""

    def __init__(self, students: Mapping[str, tuple[str, ...]]) -> None:
        self._students = students

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Read the metadata: of its YAML the few lines that matter."""
        people: dict[str, list[dict[str, str]]] = {}
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
            elif among and not line.startswith(("   ", "  -")):
                among = False
        return cls({f: tuple(filter(None, (_student(g, f) for g in given))) for f, given in people.items()})

    def students(self, folder: str) -> tuple[str, ...]:
        """Whose the folder of a submission is; of one that is not listed, the folder's own name."""
        return self._students.get(folder) or (folder,)


def _student(given: Mapping[str, str], folder: str) -> str:
    """The name with the number or address that only this student has, or else the submission's."""
    number = given.get("sid") or given.get("email") or ""
    return person(given["name"], number or folder) if given.get("name") else number


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
