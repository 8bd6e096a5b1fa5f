"""Names by a pattern of the instructor's own, `--names REGEX`, for what no other layout reads."""

import re

from ...handed import DownloadLayout, Handed, Person

OF_PERSON = ("name", "login", "id", "email", "group")
GROUPS = (*OF_PERSON, "file", "when", "late", "attempt")


class PatternError(Exception):
    """The pattern cannot be used, and why."""


def layout(pattern: str) -> DownloadLayout:
    """The layout of a pattern that the name of every file or folder at the top has to match as a
    whole. Its named groups say what is what: `(?P<login>[a-z]+)-(?P<file>.*)`.

    Raises:
        PatternError: if it is no regular expression, or names nothing or something else.
    """
    try:
        compiled = re.compile(pattern, re.DOTALL)
    except re.error as error:
        raise PatternError(f"{pattern!r} is no regular expression: {error}") from None
    unknown = [name for name in compiled.groupindex if name not in GROUPS]
    if unknown:
        raise PatternError(f"{pattern!r} names a group {unknown[0]!r}; there are {', '.join(GROUPS)}")
    if not any(name in compiled.groupindex for name in OF_PERSON):
        raise PatternError(
            f"{pattern!r} does not say who: it needs a group such as (?P<name>...), with one of {', '.join(OF_PERSON)}"
        )

    def read(name: str) -> Handed | None:
        match = compiled.fullmatch(name)
        found = {key: value for key, value in match.groupdict().items() if value} if match else {}
        person = Person(**{key: found[key] for key in OF_PERSON if key in found})
        if person == Person():
            return None
        attempt = found.get("attempt", "")
        return Handed(
            person=person,
            file=found.get("file", ""),
            when=found.get("when", ""),
            late="late" in found,
            attempt=int(attempt) if attempt.isdecimal() and len(attempt) < 10 else 0,
        )

    return DownloadLayout(name="names", read=read, folders=True)
