"""No two classes have one name, but for pieces of formulas: as they are read, and as they are written."""

import ast
from collections import defaultdict

from .conftest import ROOT

NOTATION = {"grader/reference/parse/tree.py", "grader/reference/typeset/nodes.py"}


def test_no_two_classes_have_one_name() -> None:
    places = defaultdict[str, set[str]](set)
    for path in (ROOT / "grader").rglob("*.py"):
        name = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and name not in NOTATION:
                places[node.name].add(name)
    assert {name: where for name, where in places.items() if len(where) > 1} == {}
    assert len(places) > 100
