"""Canvas, "Download Submissions": all files in one folder, `doejane_LATE_12345_67890_sigmoid.py`.

These are the name in small letters, whether it came late, the numbers of user and file, and the
file's own name; of a text that was typed in, `doejane_12345_text.html`. Anonymous submissions have
`anon_` and a code for name and number. What a group has handed in is under the group's name, with
the number of the member who did it.

A student can give a file any name, such as `1002_5003_sigmoid.py`, but it stands behind all that
Canvas writes: so the first two numbers that follow each other are those of user and file. A group
may be called `group_1`; then the first number is too short for a user's, beside those of everybody
else, and the next two count (`among`).
"""

import re
from collections.abc import Callable, Collection, Iterator
from itertools import islice

from ...handed import NO_NAME, DownloadLayout, Handed, Person

ANONYMOUS = re.compile(
    r"(?P<late>late_)?anon_(?P<code>[a-z\d]+)_(?P<number>\d+)_(?P<file>.+)", re.IGNORECASE | re.DOTALL
)
NUMBERS = re.compile(r"(?=_(?P<late>late_)?(?P<user>\d+)_(?P<number>\d+)_(?P<file>.+))", re.IGNORECASE | re.DOTALL)
TYPED = re.compile(r"(?P<name>.+?)_(?P<late>late_)?(?P<user>\d+)_text\.html", re.IGNORECASE | re.DOTALL)
TYPED_ANONYMOUS = re.compile(r"(?P<late>late_)?anon_(?P<code>[a-z\d]+)_text\.html", re.IGNORECASE)
MOST = 3  # ways to read a name that are looked at
SHORT, LONG = 2, 4  # digits: of a group's number, and of all users' else
LONGEST = 100  # letters of a name in that of a page


def read(name: str) -> Handed | None:
    """What Canvas says in the name of a file."""
    return next(_readings(name), None)


def among(names: Collection[str]) -> Callable[[str], Handed | None]:
    """A reader of names that knows all of a download's."""
    every = [list(islice(_readings(name), MOST)) for name in names]
    users = [len(readings[0].person.id) for readings in every if len(readings) == 1]
    short = bool(users) and min(users) >= LONG

    def reader(name: str) -> Handed | None:
        readings = list(islice(_readings(name), MOST))
        plausible = [r for r in readings if len(r.person.id) > SHORT] if short else []
        return next(iter(plausible or readings), None)

    return reader


def _readings(name: str) -> Iterator[Handed]:
    """The ways to read a name, the first of which is right except for groups with a number."""
    if match := ANONYMOUS.fullmatch(name) or TYPED_ANONYMOUS.fullmatch(name):
        file = match.groupdict().get("file") or ""
        yield Handed(person=Person(id=match["code"], name=NO_NAME), file=file, late=bool(match["late"]))
        return
    for match in NUMBERS.finditer(name, 1):
        who = Person(id=match["user"], name=name[: match.start()])
        yield Handed(person=who, file=match["file"], late=bool(match["late"]))
    if match := TYPED.fullmatch(name):
        yield Handed(person=Person(id=match["user"], name=match["name"]), late=bool(match["late"]))


def feedback(place: str, page: str) -> str:
    """The name under which "Re-Upload Submissions" takes a page: the first two numbers between
    underscores have to be those of the user and of a file that she has handed in
    (`infer_comment_context_from_filename` in Canvas's source).
    """
    name = place.rpartition("/")[2]
    if match := ANONYMOUS.fullmatch(name):
        return f"{NO_NAME}_{match['code']}_{match['number']}_{page}"
    found = list(NUMBERS.finditer(name, 1))
    match = next((m for m in found if len(m["user"]) > SHORT), found[0] if found else None)
    if not match:
        return page
    return f"{name[: match.start()].replace('_', '-')[:LONGEST]}_{match['user']}_{match['number']}_{page}"


LAYOUT = DownloadLayout(name="canvas", read=read, feedback=feedback, among=among)
