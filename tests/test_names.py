"""No two modules of `grader` have one name, nor two classes, but for those of written mathematics
(`NOTATION`).
"""

import ast
import re
from collections import defaultdict

import pytest

from .conftest import ROOT

NOTATION = {"grader/reference/parse/tree.py", "grader/reference/typeset/written_nodes.py"}
FOREIGN = {".venv", "build", "dist"}


def test_no_two_classes_have_one_name() -> None:
    places = defaultdict[str, set[str]](set)
    for path in (ROOT / "grader").rglob("*.py"):
        name = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and name not in NOTATION:
                places[node.name].add(name)
    assert {name: where for name, where in places.items() if len(where) > 1} == {}
    assert len(places) > 100


def test_no_two_modules_have_one_name() -> None:
    places = defaultdict[str, list[str]](list)
    for path in (ROOT / "grader").rglob("*.py"):
        if path.stem not in {"__init__", "__main__"}:
            places[path.stem].append(path.relative_to(ROOT).as_posix())
    assert {name: where for name, where in places.items() if len(where) > 1} == {}
    assert len(places) > 300


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_modules_named_in_a_page_exist(page: str) -> None:
    named = set(re.findall(r"[\w/]*\b[a-z]\w*\.py\b", (ROOT / page).read_text(encoding="utf-8")))
    ours = [
        path.relative_to(ROOT).as_posix()
        for path in ROOT.glob("*/**/*.py")
        if path.parts[len(ROOT.parts)] not in FOREIGN
    ]
    assert {name for name in named if not any(f"/{path}".endswith(f"/{name}") for path in ours)} == set()
    assert len(named) > 30
