"""Layouts that plugins bring: the example of the documentation, and what is no layout."""

import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from grader import plugins
from grader.batch.collect import collect
from grader.batch.file_names import Names
from grader.batch.layouts import BUNDLED
from grader.batch.naming import Naming
from grader.handed import DownloadLayout
from grader.plugins import Catalogue

from ..conftest import ROOT

PAGE = (ROOT / "docs" / "assignments.md").read_text(encoding="utf-8")


def loaded(code: str) -> Catalogue:
    """A catalogue with a plugin of this code alone."""
    plugin, catalogue = ModuleType("campus"), Catalogue()
    exec(code, vars(plugin))
    manager = plugins._manager()
    manager.register(plugin, "campus")
    plugins._collect(catalogue, manager, "campus", plugin)
    return catalogue


def test_the_example_of_the_documentation_reads_names(tmp_path: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    found = loaded(code)
    assert (list(found.layouts), found.broken) == (["campus"], [])
    for name in ("jdoe@sigmoid.py", "bob@gelu.py"):
        (tmp_path / name).write_text("#", encoding="utf-8")
    naming = Naming(Names(("sigmoid", "gelu"), ()), (*found.layouts.values(), *BUNDLED))
    collected = collect([tmp_path], naming)
    assert {(s.student, s.exercise) for s in collected.submissions} == {("jdoe", "sigmoid"), ("bob", "gelu")}
    assert collected.students["jdoe"].layout == "campus"


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        ("[3]", "A611", "the hook grader_layouts gave 3, which is no layout"),
        ("[A, B]", "A610", "the name of the layout x is taken"),
        ("1 / 0", "A612", "ZeroDivisionError"),
    ],
)
def test_what_is_no_layout_is_broken(given: str, code: str, words: str) -> None:
    setup = (
        "from grader import hookimpl\nfrom grader.handed import DownloadLayout\n"
        "A, B = (DownloadLayout(name='x', read=lambda name: None) for _ in range(2))\n"
    )
    (broken,) = loaded(f"{setup}@hookimpl\ndef grader_layouts():\n    return {given}\n").broken
    assert (broken.error.code, broken.plugin) == (code, "campus")
    assert words in str(broken.error)


@pytest.mark.parametrize("layout", BUNDLED, ids=lambda layout: layout.name)
@pytest.mark.parametrize("name", ["", ".", "_", "a", "1", " - ", "\0", "_" * 3000, "1_" * 3000, "(" * 3000, "é" * 300])
def test_no_name_is_too_odd_to_be_read(layout: Any, name: str) -> None:
    assert isinstance(layout, DownloadLayout)
    layout.read(name)
