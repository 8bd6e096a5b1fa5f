"""Where in a notebook a line of text that was taken from its cells stands: before each cell there
is a mark.
"""

import re

MARK = "# ---- cell {cell} of the notebook ----"
MARKED = re.compile(r"# ---- cell (\d{1,9}) of the notebook ----")


def place(source: str, line: int) -> tuple[int, int]:
    """The cell that a line of a text is from, and its line there; cell 0 if the text is no
    notebook's.
    """
    lines = source.split("\n", line)[:line]
    for before, text in enumerate(reversed(lines)):
        if found := MARKED.fullmatch(text):
            return int(found[1]), before
    return 0, line


def said(source: str, line: int) -> str:
    """A line in words, such as `line 3`, or `cell 5, line 3` of a notebook."""
    cell, inside = place(source, line)
    return f"cell {cell}, line {inside}" if cell else f"line {line}"
