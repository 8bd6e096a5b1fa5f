"""Reads a notebook's file: the code in its cells and its language. Skips outputs and texts."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..errors import SubmissionError
from .json_scan import NotJson, Scanner, TooMany

LARGEST_NOTEBOOK = 1 << 26  # bytes, with outputs
LARGEST_CODE = 1 << 20  # characters in all cells together
MOST_CELLS = 10_000
BEGINS = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*(?:"|$)')
KEYS = (b'"cells"', b'"worksheets"', b'"nbformat"')
# these may not name their language
KERNELS = {"ir": "R", "ijavascript": "JavaScript", "xcpp": "C++"}


@dataclass(frozen=True)
class Notebook:
    """The code cells that are not empty, in order, and their language. These cells are counted from
    1, as Jupyter numbers them when all are run.
    """

    cells: tuple[str, ...]
    language: str = "python"

    def lean(self) -> bytes:
        """Returns the notebook as a file without outputs, texts and other parts that are no
        code.
        """
        empty: dict[str, Any] = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
        cells = [{**empty, "source": source} for source in self.cells]
        metadata = {"language_info": {"name": self.language}}
        whole = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 4}
        return json.dumps(whole, indent=1).encode()


def begins(data: bytes) -> bool:
    """Whether these bytes may be the beginning of a notebook."""
    return bool(BEGINS.match(data))


def is_notebook(data: bytes) -> bool:
    """Whether a file is a notebook, judged by its contents."""
    return begins(data) and any(key in data for key in KEYS)


def lean(data: bytes) -> bytes:
    """Returns the part of a file that is kept and judged: a notebook without its outputs, and any
    other file unchanged. For a broken notebook it is just enough to show that.
    """
    if not is_notebook(data):
        return data
    try:
        return read(data).lean()
    except SubmissionError as error:
        return data[: LARGEST_CODE + 1 if error.code == "S103" else LARGEST_CODE]


def read(data: bytes) -> Notebook:
    """Returns the code of a notebook.

    Raises:
        SubmissionError: S101, if it is not UTF-8; S103, if it is too large; S124, if it is broken.
    """
    try:
        notebook = _notebook(Scanner(data.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise SubmissionError(
            "S101", f"the notebook is not UTF-8: byte {data[error.start]:#04x} in line {line}"
        ) from None
    except TooMany:
        raise SubmissionError("S103", "the notebook has too many parts: clear its outputs, and save it") from None
    except NotJson as error:
        if len(data) in (LARGEST_CODE + 1, LARGEST_NOTEBOOK + 1):  # the reader stopped there
            raise SubmissionError("S103", "the notebook is too large: clear its outputs, and save it") from None
        raise SubmissionError("S124", f"the notebook is broken: {error}; save it again in Jupyter") from None
    if len(notebook.cells) > MOST_CELLS:
        raise SubmissionError("S103", f"the notebook has more than {MOST_CELLS:,} cells with code")
    if sum(map(len, notebook.cells)) > LARGEST_CODE:
        raise SubmissionError("S103", f"the notebook has more than {LARGEST_CODE:,} characters of code")
    return notebook


def _notebook(scanner: Scanner) -> Notebook:
    cells, language = list[str](), "python"
    for key in scanner.members():
        if key == "cells":
            cells = list(_cells(scanner))
        elif key == "worksheets":  # of version 3 and before
            cells = []
            for _ in scanner.elements():
                for part in scanner.members():
                    cells += _cells(scanner) if part == "cells" else []
        elif key == "metadata":
            language = _language(scanner)
    return Notebook(tuple(c for c in cells if c.strip()), language)


def _language(scanner: Scanner) -> str:
    of = dict[str, str]()
    for about in scanner.members():
        if about in ("language_info", "kernelspec"):
            for key in scanner.members():
                if key in ("name", "language"):
                    of[f"{about}.{key}"] = str(scanner.value())
    kernel = of.get("kernelspec.name", "")
    stated = of.get("language_info.name") or of.get("kernelspec.language") or KERNELS.get(kernel)
    return stated or ("julia" if kernel.startswith("julia") else "python")


def _cells(scanner: Scanner) -> Iterator[str]:
    """Yields the code of each cell in a list; "" for a cell of another kind."""
    for _ in scanner.elements():
        kind, source, language = "", "", "python"
        for key in scanner.members():
            if key == "cell_type":
                kind = str(scanner.value())
            elif key in ("source", "input"):  # "input" until version 3
                source = _text(scanner.value())
            elif key == "language":
                language = str(scanner.value())
            elif key == "metadata":
                language = _language_of_cell(scanner) or language
        yield source if kind == "code" and language.lower().startswith("python") else ""


def _language_of_cell(scanner: Scanner) -> str:
    """Returns the language of a single cell, as VS Code records it; or ""."""
    found = ""
    for about in scanner.members():
        if about == "vscode":
            for key in scanner.members():
                if key == "languageId":
                    found = str(scanner.value())
    return found


def _text(source: object) -> str:
    if isinstance(source, list):
        return "".join(line for line in source if isinstance(line, str))
    return source if isinstance(source, str) else ""
