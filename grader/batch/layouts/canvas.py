"""Canvas, "Download Submissions": all files in one folder, `doejane_LATE_12345_67890_sigmoid.py`.

These are the name in small letters, whether it came late, the numbers of user and file, and the file's own name; of a
text that was typed in, `doejane_12345_text.html`. Anonymous submissions have `anon_` and a code for name and number.

Names may hold numbers (the group `group_1`) and so may files (`1_sigmoid.py`). Where more than two numbers follow each
other, the last two are those of user and file: so no name and no file of a student's reads as somebody else's.
"""

import re

from .handed import Handed, person

WHO = r"(?:(?P<name>.+?)_)??(?:late_)?(?:anon_(?P<code>[a-z\d]+)|(?P<user>\d+))"
NAME = re.compile(rf"{WHO}_(?:\d+_(?P<file>(?!\d+_).+)|text\.html)", re.IGNORECASE)


def handed(name: str) -> Handed | None:
    """What Canvas says in the name of a file."""
    match = NAME.fullmatch(name)
    if not match or not (match["name"] or match["code"]):
        return None
    return Handed(
        f"anon {match['code']}" if match["code"] else person(match["name"], match["user"]), match["file"] or ""
    )
