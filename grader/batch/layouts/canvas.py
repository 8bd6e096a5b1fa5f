"""Canvas, "Download Submissions": all files in one folder, `doejane_LATE_12345_67890_sigmoid.py`.

These are the name in small letters, whether it came late, the numbers of user and file, and the file's own name.
Anonymous submissions have `anon_` and a code for name and number. A student's archive is named in the same way.
"""

import re

from ..archives import Parts
from .handed import Handed, person

NAME = re.compile(r"(?:(?P<name>.+?)_)??(?:late_)?(?:anon_(?P<code>[a-z\d]+)|(?P<user>\d+))_\d+_(?P<file>.+)", re.I)


def handed(parts: Parts) -> Handed | None:
    """Whose a path is, if one of its parts is named by Canvas."""
    for n, part in enumerate(parts):
        if (match := NAME.fullmatch(part)) and (match["name"] or match["code"]):
            student = f"anon {match['code']}" if match["code"] else person(match["name"], match["user"])
            return Handed((student,), match["file"] if n == len(parts) - 1 else parts[-1])
    return None
