"""Brightspace, "Download" of an assignment's folder: `13394-80551 - Jane Doe - Oct 5, 2026 1110
PM/sigmoid.py`, or without folders `13394-80551 - Jane Doe - Oct 5, 2026 1110 PM - sigmoid.py`. The
numbers come first, so no name reads as another.
"""

import re

from ...handed import DownloadLayout, Handed, Person

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DATE = r"(?P<month>[A-Z][a-z]{2})[a-z]* (?P<day>\d{1,2}), (?P<year>\d{4}) (?P<time>\d{3,4}) (?P<half>[AP]M)"
NAME = re.compile(rf"(?P<who>(?P<number>\d+-\d+) - (?P<name>.+?) - {DATE})(?: - (?P<file>.+))?", re.DOTALL)


def read(name: str) -> Handed | None:
    """What Brightspace says in the name of a folder or a file."""
    match = NAME.fullmatch(name)
    if not match or match["month"] not in MONTHS:
        return None
    hour, minute = divmod(int(match["time"]), 100)
    hour = hour % 12 + (12 if match["half"] == "PM" else 0)
    month = MONTHS.index(match["month"]) + 1
    when = f"{match['year']}-{month:02}-{int(match['day']):02}-{hour:02}-{minute:02}"
    return Handed(person=Person(id=match["number"], name=match["name"]), file=match["file"] or "", when=when)


def feedback(place: str, page: str) -> str:
    """The name under which "Add Feedback Files" takes a page: as what was downloaded, with another
    file.
    """
    match = NAME.fullmatch(place.rpartition("/")[2])
    return f"{match['who']} - {page}" if match else page


LAYOUT = DownloadLayout(name="brightspace", read=read, folders=True, feedback=feedback)
