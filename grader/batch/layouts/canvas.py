"""Canvas, "Download Submissions": all files in one folder, `doejane_LATE_12345_67890_sigmoid.py`.

These are the name in small letters, whether it came late, the numbers of user and file, and the file's own name; of a
text that was typed in, `doejane_12345_text.html`. Anonymous submissions have `anon_` and a code for name and number.
What a group has handed in is under the group's name, with the number of the member who did it.

Names may hold numbers (the group `group_1`) and so may files (`1_sigmoid.py`). Where more than two numbers follow each
other, the last two are those of user and file: so no name and no file of a student's reads as somebody else's.
"""

import re

from ...handed import NO_NAME, DownloadLayout, Handed, Person

WHO = r"(?:(?P<name>.+?)_)??(?P<late>late_)?(?:anon_(?P<code>[a-z\d]+)|(?P<user>\d+))"
NAME = re.compile(rf"{WHO}_(?:(?P<number>\d+)_(?P<file>(?!\d+_).+)|text\.html)", re.IGNORECASE)


def read(name: str) -> Handed | None:
    """What Canvas says in the name of a file."""
    match = NAME.fullmatch(name)
    if not match or not (match["name"] or match["code"]):
        return None
    late = bool(match["late"] or (match["code"] and (match["name"] or "").lower() == "late"))
    who = Person(id=match["code"], name=NO_NAME) if match["code"] else Person(id=match["user"], name=match["name"])
    return Handed(person=who, file=match["file"] or "", late=late)


def feedback(place: str, page: str) -> str:
    """The name under which "Re-Upload Submissions" takes a page: the first two numbers between underscores have to be
    those of the user and of a file that she has handed in (`infer_comment_context_from_filename` in Canvas's source).
    """
    name = place.rpartition("/")[2]
    match = NAME.fullmatch(name)
    if not match or not match["number"]:
        return page
    who = f"{NO_NAME}_{match['code']}" if match["code"] else f"{match['name'].replace('_', '-')}_{match['user']}"
    return f"{who}_{match['number']}_{page}"


LAYOUT = DownloadLayout(name="canvas", read=read, feedback=feedback)
