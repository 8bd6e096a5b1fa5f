"""Styled lines that fit into a width. No line ends in spaces: a pipe gets the same lines."""

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from .harmless import harmless

ROOM = 30  # columns that text needs behind a head


def text(words: str, style: str = "") -> Text:
    """Text of others, which is neither markup nor control codes."""
    return Text(harmless(words).replace("\t", "    "), style, overflow="fold")


def hanging(head: Text, body: Text, out: Console, below: int = 4) -> Iterator[Text]:
    """Text behind a head; without room it stands below the head, `below` columns in."""
    indent = head.cell_len
    if out.width - indent < ROOM and body.cell_len > out.width - indent:
        head.rstrip()
        yield head
        head, indent = Text(" " * below), below
    for number, line in enumerate(body.wrap(out, out.width - indent) or [Text()]):
        line.rstrip()
        before = head if number == 0 else Text(" " * indent)
        yield Text.assemble(before, line) if line else before


def indented(indent: int, body: Text, out: Console) -> Iterator[Text]:
    """Text with so many spaces before each line."""
    return hanging(Text(" " * indent), body, out, indent)


def show(lines: Iterable[Text], out: Console) -> None:
    """Print lines that have their width."""
    for line in lines:
        line.rstrip()
        out.print(line, soft_wrap=True)
