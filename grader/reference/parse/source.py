"""Where something stands in the text of a derivation, and what is said of what cannot be read."""

LONGEST = 1 << 16  # characters of a derivation


class Unreadable(Exception):
    """What keeps a part of a derivation from being read: a message for who wrote it, and an offset
    in the text.
    """

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


def printable(text: str) -> str:
    """A text in one line, without characters that a terminal would obey."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def position(text: str, at: int) -> tuple[int, int]:
    """The line and the column of an offset, both from 1."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
