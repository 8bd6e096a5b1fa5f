"""Where a derivative is written: d/dx, df/dx, d(...)/dx, and the same as a fraction of LaTeX."""

from typing import NamedTuple

from .stream import Stream

ROUND = "\u2202"


class Written(NamedTuple):
    """What a derivative is by, and whether what is differentiated comes after all of it."""

    by: str
    bare: bool


def in_line(stream: Stream) -> Written | None:
    """The derivative that begins with the next token, if one does: d, what is differentiated, /, d,
    x.
    """
    if not _begins(stream, 0):
        return None
    stop = 1
    if stream.ahead(1).kind in ("name", "text"):
        stream.split(1)
        stop = 2
    if stream.ahead(stop).kind == "(":
        stop = stream.closing(stop) + 1
    elif stop == 1 and stream.ahead(1).kind in ("|", "open bar"):
        closing = "|" if stream.ahead(1).kind == "|" else "close bar"
        stop = next((k + 1 for k in range(2, stream.left) if stream.ahead(k).kind == closing), 1)
    by = _differential(stream, stop + 1) if stream.ahead(stop).kind == "/" else ""
    return Written(by, stop == 1) if by else None


def in_fraction(stream: Stream) -> Written | None:
    """The derivative that the next tokens are, if they are one: frac, {, d, what is differentiated,
    }, {, d, x, }.
    """
    if stream.ahead(1).kind != "{" or not _begins(stream, 2):
        return None
    stop = stream.closing(1)
    by = _differential(stream, stop + 2) if stream.ahead(stop + 1).kind == "{" else ""
    return Written(by, stop == 3) if by and stream.ahead(stop + 4).kind == "}" else None


def _begins(stream: Stream, ahead: int) -> bool:
    """Whether a token is a d before a name: that of dx is cut off."""
    token = stream.ahead(ahead)
    rest = token.text[1:]
    joined = token.kind == "name" and not token.run and token.text[0] in ("d", ROUND) and rest
    if joined and stream.names.kind(rest) != "unknown" and _is_above_or_below(stream, ahead):
        stream.cut(ahead, 1)
        return True
    stream.split(ahead)
    token = stream.ahead(ahead)
    if token.kind != "name" or stream.names.kind(token.text) != "unknown" or token.text[0] not in ("d", ROUND):
        return False
    if len(token.text) > 1:
        if token.end - token.start != len(token.text) or not _is_above_or_below(stream, ahead):
            return False
        stream.cut(ahead, 1)
    return True


def _is_above_or_below(stream: Stream, ahead: int) -> bool:
    """Whether a name that begins with d is above or below a line, as dx is and delta is not."""
    if stream.k + ahead > 0 and stream.ahead(ahead - 1).kind in ("/", "{"):
        return True
    after = ahead + 1
    if stream.ahead(after).kind == "(":
        after = stream.closing(after) + 1
    return stream.ahead(after).kind in ("/", "}")


def _differential(stream: Stream, ahead: int) -> str:
    """The x of dx, if that is what is so far ahead."""
    if not _begins(stream, ahead):
        return ""
    stream.split(ahead + 1)
    return stream.ahead(ahead + 1).text if stream.ahead(ahead + 1).kind == "name" else ""
