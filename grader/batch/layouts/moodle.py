"""Moodle, "Download all submissions": `Jane Doe_12345_assignsubmission_file_/sigmoid.py`, or where folders are switched
off `Jane Doe_12345_assignsubmission_file_sigmoid.py`. The number is that of the participant; groups may have none.
Moodle writes no underscore in a name, so what stands behind the first one is not the student's name.
"""

import re

from .handed import Handed, person

NAME = re.compile(r"(?P<name>[^_]+)(?:_(?P<number>\d+))?_assignsubmission_[a-z]+(?:_(?P<file>.*))?", re.DOTALL)


def handed(name: str) -> Handed | None:
    """What Moodle says in the name of a folder or a file."""
    match = NAME.fullmatch(name)
    return Handed(person(match["name"], match["number"] or ""), match["file"] or "") if match else None
