"""Moodle, "Download all submissions": `Jane Doe_12345_assignsubmission_file_/sigmoid.py`, or where folders are switched
off `Jane Doe_12345_assignsubmission_file_sigmoid.py`. The number is that of the participant.
"""

import re

from ..archives import Parts
from .handed import Handed, person

NAME = re.compile(r"(?P<name>.+)_(?P<number>\d+)_assignsubmission_[a-z]+(?:_(?P<file>.*))?")


def handed(parts: Parts) -> Handed | None:
    """Whose a path is, if one of its parts is named by Moodle."""
    for n, part in enumerate(parts):
        if match := NAME.fullmatch(part):
            file = match["file"] if n == len(parts) - 1 and match["file"] else parts[-1]
            return Handed((person(match["name"], match["number"]),), file)
    return None
