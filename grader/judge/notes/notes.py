"""Notes for a person: which means that honest work has no use for a submission names in its text, or was seen to use.

A note decides nothing and takes no points. What is named in the text need not run, and what runs need not be named.
"""

import ast
from collections.abc import Iterable, Iterator

from ...report.model import Note
from .means import MEANS, Means

SEEN = ("torch._decomp.", "torch._refs.")  # what code of torch's begins with that tells of such means when it runs
GIVEN_A_NAME = {"getattr", "hasattr", "setattr", "delattr", "attrgetter", "methodcaller"}
GIVEN_A_MODULE = {"__import__", "import_module", "find_spec", "find_module"}
MOST_NAMES = 5  # that a note tells of


def notes(source: str, called: Iterable[str] = ()) -> tuple[Note, ...]:
    """The notes on a submission's text and on what it was seen to call, one for each kind of means.

    Text that cannot be read as Python has none: it does not run.
    """
    seen = [(name, 0) for name in called if name.startswith(SEEN)]
    try:
        mentioned = [*_mentions(ast.parse(source)), *seen]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        mentioned = seen
    return tuple(note for means in MEANS if (note := _note(means, mentioned)))


def _note(means: Means, mentioned: Iterable[tuple[str, int]]) -> Note | None:
    found = {told: line for name, line in reversed(list(mentioned)) for told in _known_as(means, name)}
    if not found:
        return None
    in_order = sorted(found, key=lambda name: (found[name], name))
    return Note(means.id, means.words, tuple(in_order[:MOST_NAMES]), min(found.values()))


def _known_as(means: Means, mentioned: str) -> Iterator[str]:
    """The parts of a dotted name, `.x.y` if it is not known what it begins with, that are such means."""
    parts = mentioned.split(".")
    for n in range(len(parts)):
        whole = ".".join(parts[: n + 1])
        if whole in means.modules:
            yield whole
        if parts[n] in means.names:
            yield parts[n]
    if mentioned.endswith("()") and mentioned[:-2] in means.builtins:
        yield mentioned[:-2]


def _mentions(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every dotted name of a text with its line; names of modules are whole, whatever they are imported as."""
    imported: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                imported[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                name = f"{node.module or ''}.{alias.name}"
                imported[alias.asname or alias.name] = name
                yield name, node.lineno
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name):
            yield _dotted(node, imported), node.lineno
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f".{node.name}", node.lineno
        elif isinstance(node, ast.Constant) and isinstance(node.value, complex):
            yield "complex()", node.lineno
        elif isinstance(node, ast.Call):
            yield from _of_call(node, imported)
        elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            yield f".{node.slice.value!s}", node.lineno


def _dotted(node: ast.expr, imported: dict[str, str]) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value, imported)}.{node.attr}"
    return imported.get(node.id, f".{node.id}") if isinstance(node, ast.Name) else ""


def _of_call(node: ast.Call, imported: dict[str, str]) -> Iterator[tuple[str, int]]:
    """What a call of a builtin is, and the names that are given to calls which take names."""
    function = node.func
    if isinstance(function, ast.Name) and function.id not in imported:
        yield f"{function.id}()", node.lineno
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    if name in GIVEN_A_NAME | GIVEN_A_MODULE:
        yield from ((text if name in GIVEN_A_MODULE else f".{text}", node.lineno) for text in texts)
