"""Gradescope, "Download Submissions": a folder `submission_12345` for each submission, and `submission_metadata.yml`,
which says who handed it in.
"""

import json
import re
from collections.abc import Mapping
from typing import Self

from ..archives import Parts
from .handed import Handed, person

FOLDER = re.compile(r"(submission_\w+):\s*")
FIELD = re.compile(r"  (?P<new>- |  ):(?P<name>name|sid|email):\s*(?P<value>.*?)\s*")
BLOCK = "  :submitters:"


class Export:
    """One export: the folder that its metadata lies in, and the students of each submission."""

    def __init__(self, parts: Parts, students: Mapping[str, tuple[str, ...]]) -> None:
        self._parts, self._students = parts, students

    @classmethod
    def read(cls, parts: Parts, data: bytes) -> Self:
        """Read the metadata, which lies at `parts`: of its YAML the few lines that matter."""
        people: dict[str, list[dict[str, str]]] = {}
        folder, among = "", False
        for line in data.decode("utf-8", "replace").splitlines():
            if match := FOLDER.fullmatch(line):
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
        students = {f: tuple(filter(None, map(_student, given))) for f, given in people.items()}
        return cls(parts[:-1], students)

    def handed(self, parts: Parts) -> Handed | None:
        """Whose a path is, if it lies in the folder of a submission; of one that is not listed, the folder's."""
        depth = len(self._parts)
        if parts[:depth] != self._parts or len(parts) < depth + 2 or not FOLDER.fullmatch(f"{parts[depth]}:"):
            return None
        return Handed(self._students.get(parts[depth]) or (parts[depth],), parts[-1])


def _student(given: Mapping[str, str]) -> str:
    number = given.get("sid") or given.get("email") or ""
    return person(given["name"], number) if given.get("name") else number


def _scalar(text: str) -> str:
    """A YAML scalar of one line, plain or in quotes."""
    if text[:1] == text[-1:] == "'" and len(text) > 1:
        return text[1:-1].replace("''", "'")
    if text[:1] == '"':
        try:
            return str(json.loads(text))
        except ValueError:
            return text.strip('"')
    return "" if text in ("null", "~") else text
