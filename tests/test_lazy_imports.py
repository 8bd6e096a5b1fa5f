"""An import stands inside a function only where it brings something that takes long to import,
which the file itself does without: what this is stands here, and in no other place.
"""

import ast
from collections.abc import Iterator
from functools import cache

from .conftest import ROOT

# torch takes seconds to import, others tenths of one, what is of the standard library some
# milliseconds each
HEAVY = {"torch", "ray", "matplotlib", "pyarrow", "sympy", "numpy", "flint", "click", "pluggy", "multiprocessing"}
HEAVY |= {"asyncio", "sqlite3", "zipfile", "tarfile", "inspect", "dataclasses", "json", "tokenize", "ctypes", "tomllib"}
HEAVY |= {"importlib", "genanki", "text2qti", "jinja2"}
# the many records of notation, which few reports need, and those of reports, which `grader list`
# does without
OWN = {"grader.reference.typeset.answers", "grader.report.model"}
FILES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in (ROOT / "grader").rglob("*.py")
}
# Commands import nothing that other commands need alone: all are loaded for `grader --help`. What a
# worker imports is not there on every system, or must not be there before it is confined.
ELSEWHERE = ("grader.cli", "grader.worker.")


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(FILES[name].read_text(encoding="utf-8"))


def imported(name: str, node: ast.stmt) -> Iterator[str]:
    """The modules that a statement of a module imports, with the packages that they lie in."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        package = name if FILES[name].name == "__init__.py" else name.rpartition(".")[0]
        base = ".".join(package.split(".")[: len(package.split(".")) - node.level + 1]) if node.level else ""
        whole = ".".join(filter(None, (base, node.module)))
        yield from (inner if (inner := f"{whole}.{alias.name}") in FILES else whole for alias in node.names)


def at_once(statements: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run when a module is imported."""
    for node in statements:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        yield node
        for part in ("body", "orelse", "handlers", "finalbody"):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield from at_once(getattr(node, part, []))


@cache
def brings(name: str) -> frozenset[str]:
    """What is heavy of all that is imported with a module."""
    found, seen, left = set[str](), set[str](), [name]
    while left:
        new = left.pop()
        if new in seen:
            continue
        seen.add(new)
        found |= {new} & OWN
        if new not in FILES:
            found |= {new.partition(".")[0]} & HEAVY
            continue
        left += [m for node in at_once(tree(new).body) for m in imported(new, node)]
        left += [package] if (package := new.rpartition(".")[0]) else []
    return frozenset(found)


def lazy(name: str) -> Iterator[tuple[ast.stmt, str]]:
    """The imports in functions of a module: each statement with what it imports."""
    for function in (n for n in ast.walk(tree(name)) if isinstance(n, ast.FunctionDef)):
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield from ((node, target) for target in imported(name, node))


def useless(name: str) -> list[str]:
    statements = {id(node): node for node, _ in lazy(name)}
    useful = {id(node) for node, target in lazy(name) if brings(target) - brings(name)}
    return [f"{name}: {ast.unparse(node)}" for key, node in statements.items() if key not in useful]


def test_an_import_in_a_function_brings_what_takes_long() -> None:
    names = [name for name in FILES if not name.startswith(ELSEWHERE)]
    assert [statement for name in names for statement in useless(name)] == []
    assert any(lazy(name) for name in names)


def test_that_this_can_fail() -> None:
    assert "numpy" in brings("grader.judge.repair.interpreter")
    assert "numpy" not in brings("grader.judge.grade")


def test_what_commands_share_brings_nothing_that_takes_long() -> None:
    assert brings("grader.cli.group") & {"torch", "ray", "matplotlib", "pyarrow", "sympy", "numpy", "flint"} == set()
