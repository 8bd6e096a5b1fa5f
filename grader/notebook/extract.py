"""Extracts a submission from a notebook: the statements that its names need, as the text of one
Python file.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ..cell_marks import MARK
from ..errors import SubmissionError
from .needed import CellCode, is_future
from .notebook_file import Notebook, is_notebook, read
from .statements import Statement, seems_bound, statements

# the time that Python takes to read an f-string grows with the square of its fields
MOST_BRACES = 20_000
MOST_TOLD = 8  # names in a message
PYTHONS = ("python", "ipython", "pyspark")


@dataclass(frozen=True)
class Extract:
    """The text of a submission, the cells that it comes from (none if it is not from a notebook),
    and the number of cells that were not needed.
    """

    text: str
    cells: tuple[int, ...] = ()
    left_out: int = 0


def extract(notebook: Notebook, wanted: str, more: Sequence[str] = ()) -> Extract:
    """Returns the code that defines a name, and `more` names as far as the notebook defines them.

    Raises:
        SubmissionError: S102, if it needs a cell that Python cannot read; S103, if it is too large;
            S104, if no cell defines the name; S106, if there is no code; S122, if the code is in
            another language.
    """
    code = _code_of(notebook)
    if not code.defines(wanted) and not code.may_define_any:
        names = code.functions()
        told = ", ".join(names[:MOST_TOLD]) + (", ..." if len(names) > MOST_TOLD else "")
        have = f"they define {told}" if names else "they define no function or class"
        only = _in_another_language(notebook, wanted)
        raise SubmissionError("S104", f"{wanted} is defined in no cell; {only or have}")
    taken = _joined([*code.futures, *code.needed([wanted, *more])])
    return replace(taken, left_out=len(notebook.cells) - len(taken.cells))


def defined(data: bytes, names: Collection[str]) -> set[str]:
    """Returns which of some names a notebook file defines; none if the file is unusable."""
    try:
        code = _code_of(read(data))
    except SubmissionError:
        return set()
    return {name for name in names if code.defines(name)}


def unusable(data: bytes) -> str:
    """Returns why a file without an exercise's name belongs to no exercise, from its contents."""
    if not is_notebook(data):
        return "is no notebook"
    try:
        _code_of(read(data))
    except SubmissionError as error:
        return error.message
    return "defines what no exercise asks for, or several"


def _in_another_language(notebook: Notebook, wanted: str) -> str:
    """Returns what to do if only a cell that begins with a magic such as `%%writefile` defines a
    name; or "".
    """
    for number, cell in enumerate(notebook.cells, 1):
        magic, _, rest = cell.lstrip().partition("\n")
        if magic.startswith("%%") and wanted in seems_bound(rest):
            what = magic.split()[0]
            return f"cell {number} begins with {what}, so it is left out: take that line out, and run the cell"
    return ""


def _code_of(notebook: Notebook) -> CellCode:
    if not notebook.language.lower().startswith(PYTHONS):
        raise SubmissionError("S122", f"this is a notebook in {notebook.language}, not in Python")
    if not notebook.cells:
        raise SubmissionError("S106", "the notebook has no code")
    if sum(cell.count("{") for cell in notebook.cells) > MOST_BRACES:
        raise SubmissionError(
            "S103", f"the notebook has more than {MOST_BRACES:,} {{, which would take too long to read"
        )
    return CellCode(statements(list(enumerate(notebook.cells, 1))))


def _joined(needed: Sequence[Statement]) -> Extract:
    """Returns statements as one text. A mark comes before those of each cell, in which they keep
    their line numbers.
    """
    lines, cells = [s.text for s in needed if is_future(s)], []
    for cell, group in groupby((s for s in needed if not is_future(s)), key=lambda s: s.cell):
        cells.append(cell)
        lines += [MARK.format(cell=cell), *_lines(list(group))]
    return Extract("\n".join([*lines, ""]), tuple(cells))


def _lines(of_cell: Sequence[Statement]) -> Iterator[str]:
    written, open_line = 0, ""
    for statement in of_cell:
        first, *rest = statement.text.split("\n")
        if statement.span.line == written:
            open_line += f"; {first}"
        else:
            if written:
                yield open_line
            yield from [""] * (statement.span.line - written - 1)
            open_line = first
        written = statement.span.line
        for line in rest:
            yield open_line
            open_line, written = line, written + 1
    yield open_line
