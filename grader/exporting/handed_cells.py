"""Notebooks in which an assignment is handed out: for each exercise what is asked, a place for
code, and a check.
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
    """A cell with Markdown."""
    return {"cell_type": "markdown", "id": name, "metadata": metadata, "source": source}


def code_cell(name: str, source: str, **metadata: Any) -> Cell:
    """A cell with code that has not been run."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": name,
        "metadata": metadata,
        "outputs": [],
        "source": source,
    }


def notebook(cells: Sequence[Cell]) -> str:
    """A notebook's file."""
    return json.dumps({"cells": cells, "metadata": PYTHON, "nbformat": 4, "nbformat_minor": 5}, indent=1) + "\n"


def head(handed: NotebookHandout) -> Cell:
    """The title of an assignment."""
    return text_cell("title", f"# {plain(handed.title)}")


def question(exercise: Exercise) -> str:
    """What is asked, in Markdown."""
    return "\n\n".join([f"## {plain(exercise.text.title)}", *map(plain, _paragraphs(exercise))])


def answer(exercise: Exercise) -> str:
    """What students begin with."""
    return code(exercise).rstrip("\n")


def checked(exercise: Exercise, points: str = "") -> str:
    """The code that judges what has been written."""
    return f'from grader import check\n\ncheck("{exercise.slug}"{points and f", points={points}"})'


def plain(text: str) -> str:
    """A text in which nothing is taken for Markdown or mathematics."""
    return MARKUP.sub(r"\\\1", text)


def _paragraphs(exercise: Exercise) -> Iterator[str]:
    yield from (p for p in exercise.text.prompt.split("\n\n") if p.strip())
    yield from asked(exercise)
