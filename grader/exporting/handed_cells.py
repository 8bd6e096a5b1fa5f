"""Cells of the notebooks for students: for each exercise the question, a place for code, and a
check.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..exercise import Exercise
from ..starter import asked, code
from .notebook_handout import NotebookHandout

Cell = Mapping[str, Any]
MARKUP = re.compile(r"([\\*_<>`|$#\[\]])")
PYTHON = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def text_cell(name: str, source: str, **metadata: Any) -> Cell:
    """Returns a Markdown cell."""
    return {"cell_type": "markdown", "id": name, "metadata": metadata, "source": source}


def code_cell(name: str, source: str, **metadata: Any) -> Cell:
    """Returns a code cell without outputs."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": name,
        "metadata": metadata,
        "outputs": [],
        "source": source,
    }


def notebook(cells: Sequence[Cell]) -> str:
    """Returns the text of a notebook file."""
    return json.dumps({"cells": cells, "metadata": PYTHON, "nbformat": 4, "nbformat_minor": 5}, indent=1) + "\n"


def head(handed: NotebookHandout) -> Cell:
    """Returns the cell with the title of an assignment."""
    return text_cell("title", f"# {plain(handed.title)}")


def question(exercise: Exercise) -> str:
    """Returns the question in Markdown."""
    return "\n\n".join([f"## {plain(exercise.text.title)}", *map(plain, _paragraphs(exercise))])


def answer(exercise: Exercise) -> str:
    """Returns the code that students start from."""
    return code(exercise).rstrip("\n")


def checked(exercise: Exercise, points: str = "") -> str:
    """Returns the code that judges the student's work."""
    return f'from grader import check\n\ncheck("{exercise.slug}"{points and f", points={points}"})'


def plain(text: str) -> str:
    """Returns the text, escaped so that nothing in it is Markdown or mathematics."""
    return MARKUP.sub(r"\\\1", text)


def _paragraphs(exercise: Exercise) -> Iterator[str]:
    yield from (p for p in exercise.text.prompt.split("\n\n") if p.strip())
    yield from asked(exercise)
