"""nbgrader's exchange, the folder `inbound` of a course: `jdoe+ps1+2026-10-05 23:10:00
UTC+b3ba0/sigmoid.ipynb`, a folder for each time that somebody has submitted. What instructors have
collected, `submitted/jdoe/ps1/`, are plain folders.
"""

import re

from ...handed import DownloadLayout, Handed, Person

WHEN = r"(?P<when>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?)(?: [^+]+)?"
NAME = re.compile(rf"(?P<login>[^+]+)\+(?P<assignment>[^+]+)\+{WHEN}(?:\+[^+]*)?")


def read(name: str) -> Handed | None:
    """What nbgrader says in the name of a folder."""
    match = NAME.fullmatch(name)
    return Handed(person=Person(login=match["login"]), when=match["when"]) if match else None


LAYOUT = DownloadLayout(name="nbgrader", read=read, folders=True)
