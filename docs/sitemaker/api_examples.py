"""Examples for names of the authoring interface: the shortest use in the catalogue or a page.

The tests grade the catalogue and check the files that `grader new` writes.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache

from grader.authoring.new_exercise import FAMILIES, NewExercise

from .written_pages import ROOT

PAGES = ("authors.md", "families.md", "formats.md", "assignments.md", "quiz.md", "notebooks.md")
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MOST = 45  # lines


def example(name: str) -> str:
    """The shortest statement that uses a name such as `.misconception`; of a family a template.

    Raises:
        LookupError: if nothing uses it.
    """
    if name in FAMILIES:
        return NewExercise(f"my_{name}", name).texts()[f"plugins/my_{name}.py"].strip()
    return _shortest(name, [text for text, node in _statements() if name in _names(node)])


def decorator_example(name: str) -> str:
    """The shortest decorator that uses a domain.

    Raises:
        LookupError: if none does.
    """
    decorators = [(text, d) for text, node in _statements() for d in getattr(node, "decorator_list", [])]
    return _shortest(name, [f"@{ast.get_source_segment(text, d)}" for text, d in decorators if name in _names(d)])


def _shortest(name: str, found: list[str]) -> str:
    if not found:
        raise LookupError(f"no example for {name}: use it in the catalogue or in a page")
    return min(found, key=lambda text: (text.count("\n"), len(text)))


def _names(node: ast.AST) -> set[str]:
    """All names in a piece of code: of variables and functions, and attributes with their point."""
    found = set()
    for inner in ast.walk(node):
        match inner:
            case ast.Name(id=name) | ast.FunctionDef(name=name):
                found.add(name)
            case ast.Attribute(value=ast.Name(id=module), attr=name):
                found |= {f".{name}", f"{module}.{name}"}
    return found


@cache
def _statements() -> tuple[tuple[str, ast.stmt], ...]:
    """Each statement at the top of a file, as text and as a tree, without imports and sketches."""
    found = [(text, ast.parse(text).body[0]) for source in _sources() for text in _parts(source)]
    return tuple((text, node) for text, node in found if text.count("\n") < MOST and not text.endswith("..."))


def _sources() -> Iterator[str]:
    for path in sorted((ROOT / "plugins").rglob("*.py")):
        yield path.read_text(encoding="utf-8")
    for page in PAGES:
        yield from BLOCK.findall((ROOT / "docs" / page).read_text(encoding="utf-8"))


def _parts(source: str) -> Iterator[str]:
    lines = source.splitlines()
    for node in ast.parse(source).body:
        if not isinstance(node, ast.Import | ast.ImportFrom):
            first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
            yield "\n".join(lines[first - 1 : node.end_lineno])
