"""Open edX, submission files of open responses: `[1]Week 1, [1]HW, [1]Unit/[1] - jdoe -
sigmoid.py`. A folder for each response holds the files of all students: a number, the user, and the
file's own name. Users have no spaces in their names.
"""

import re

from ...handed import DownloadLayout, Handed, Person

NAME = re.compile(r"\[\d+\] - (?P<user>\S+) - (?P<file>.+)", re.DOTALL)
FOLDER = re.compile(r"\[\d+\].+, \[\d+\].+, \[\d+\].+", re.DOTALL)


def read(name: str) -> Handed | None:
    """What Open edX says in the name of a file."""
    match = NAME.fullmatch(name)
    return Handed(person=Person(login=match["user"]), file=match["file"]) if match else None


LAYOUT = DownloadLayout(name="openedx", read=read, folders=True)
