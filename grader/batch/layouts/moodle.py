"""Moodle, "Download all submissions": `Jane Doe_12345_assignsubmission_file_/sigmoid.py`, or where
folders are switched off `Jane Doe_12345_assignsubmission_file_sigmoid.py`. The number is that of
the participant; groups may have none. Moodle writes no underscore in a name, so what stands behind
the first one is not the student's name.
"""

import re

from ...handed import DownloadLayout, Handed, Person

NAME = re.compile(r"(?P<name>[^_]+)(?:_(?P<number>\d+))?_assignsubmission_[a-z]+(?:_(?P<file>.*))?", re.DOTALL)


def read(name: str) -> Handed | None:
    """What Moodle says in the name of a folder or a file."""
    match = NAME.fullmatch(name)
    if not match:
        return None
    number = match["number"]
    who = Person(id=number, name=match["name"]) if number else Person(group=match["name"])
    return Handed(person=who, file=match["file"] or "")


def feedback(place: str, page: str) -> str:
    """The name under which "Upload multiple feedback files in a zip" takes a page: name, number of
    the participant, and the kind of submission, between underscores (`is_valid_filename_for_import`
    in Moodle's source).
    """
    match = NAME.fullmatch(place.rpartition("/")[2])
    return f"{match['name']}_{match['number']}_assignsubmission_file_{page}" if match and match["number"] else page


LAYOUT = DownloadLayout(name="moodle", read=read, folders=True, feedback=feedback)
