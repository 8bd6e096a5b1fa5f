"""Blackboard, "Assignment File Download": `HW1_jdoe_attempt_2026-10-05-23-10-00_sigmoid.py`, and
beside the files of each attempt a text `HW1_jdoe_attempt_2026-10-05-23-10-00.txt`.

First comes the assignment, then the user. If there are more underscores than the one between them,
nothing says where the user's name begins, and both together name the student.
"""

import re

from ...handed import DownloadLayout, Handed, Person

NAME = re.compile(r"(?P<who>.+?)_attempt_(?P<when>\d{4}(?:-\d\d){5})(?:_(?P<file>.+)|\.txt)", re.DOTALL)


def read(name: str) -> Handed | None:
    """What Blackboard says in the name of a file."""
    match = NAME.fullmatch(name)
    if not match:
        return None
    who = match["who"]
    user = who.partition("_")[2] if who.count("_") == 1 else who
    return Handed(person=Person(login=user or who), file=match["file"] or "", when=match["when"])


LAYOUT = DownloadLayout(name="blackboard", read=read, folders=True)
