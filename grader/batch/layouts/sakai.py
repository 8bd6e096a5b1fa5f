"""Sakai, "Download All": `HW1/Doe, Jane(jdoe)/Submission attachment(s)/sigmoid.py`, a folder for
each student in the folder of the assignment, and `HW1/grades.csv` beside them.
"""

import re

from ...handed import DownloadLayout, Handed, Person

NAME = re.compile(r"(?P<last>[^,()]+), (?P<first>[^()]+)\((?P<login>[^()\s]+)\)")
FEEDBACK = "Feedback Attachment(s)"  # the folder that Sakai looks for


def read(name: str) -> Handed | None:
    """What Sakai says in the name of a folder."""
    match = NAME.fullmatch(name)
    if not match:
        return None
    full = f"{match['first'].strip()} {match['last'].strip()}"
    return Handed(person=Person(login=match["login"], name=full))


def feedback(place: str, page: str) -> str:
    """Where "Upload All" looks for a page: in a folder of its own in the student's."""
    return f"{place}/{FEEDBACK}/{page}"


LAYOUT = DownloadLayout(name="sakai", read=read, folders=True, feedback=feedback)
