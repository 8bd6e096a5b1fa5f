"""Mistakes that the exception's message and the failed line show without doubt."""

import ast
import re
from collections.abc import Iterator

from ...report.model import CheckResult
from ..diagnosis.crash_words import WORDS
from .fix import shown
from .scene import Scene

RAISED = re.compile(r"(\w+(?:Error|Exception)): (.*?)(?: \(line (\d{1,7}): |;|$)")
COUNTS = re.compile(r"function (\w+)Backward returned an incorrect number of gradients \(expected (\d+), got (\d+)\)")
KEY = re.compile(r"^'(\w+)'$")
IMPORTS = {
    "torch": "import torch",
    "math": "import math",
    "F": "import torch.nn.functional as F",
    "nn": "import torch.nn as nn",
    "np": "import numpy as np",
    "Tensor": "from torch import Tensor",
    "Optimizer": "from torch.optim import Optimizer",
}
COMPARING = {"max": "torch.clamp or torch.maximum", "min": "torch.clamp or torch.minimum"}
Said = tuple[str, str, str, int]  # a code, the piece, what to write, the line


def translated(scene: Scene, result: CheckResult) -> tuple[str, str, str] | None:
    """Returns a code, the message for students, and the evidence."""
    for kind, message, at in RAISED.findall(result.summary):
        line = int(at or 0)
        for code, piece, instead, where in _looks(scene, kind, message, line):
            if not where:  # it is unknown: lines of a notebook are named by their cells
                continue
            words = WORDS[code].format(lines=f"Line {where}", piece=piece, instead=instead)
            return code, words, f"by what {kind} says, and the code of that line"
    return None


def _looks(scene: Scene, kind: str, message: str, line: int) -> Iterator[Said]:
    nodes = [n for n in ast.walk(scene.tree) if getattr(n, "lineno", 0) == line]
    if "Boolean value of Tensor with more than one value" in message:
        yield from _of_condition(nodes, line)
    elif found := COUNTS.search(message):
        yield from _of_counts(scene, *found.groups())
    elif kind == "KeyError" and (key := KEY.match(message)):
        read = [n for n in nodes if _reads(n, key[1])]
        if len(read) == 1 and "state" in shown(read[0]):
            yield "not_stored_yet", shown(read[0]), repr(key[1]), line
    elif kind == "NameError":
        bound = {name for n in ast.walk(scene.tree) for name in _bound(n)}
        for name, statement in IMPORTS.items():
            if message.startswith(f"name '{name}' is not defined") and name not in bound:
                yield "import_missing", name, statement, line
    elif kind == "ZeroDivisionError" and "division" in message:
        divided = [n for n in nodes if isinstance(n, ast.BinOp) and isinstance(n.op, ast.Div | ast.FloorDiv | ast.Mod)]
        if len(divided) == 1:
            yield "divisor_zero", shown(divided[0].right), "", line


def _reads(node: ast.AST, key: str) -> bool:
    constant = node.slice if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load) else None
    return isinstance(constant, ast.Constant) and constant.value == key


def _bound(node: ast.AST) -> tuple[str, ...]:
    """Returns the names that a node binds."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return (node.id,)
    if isinstance(node, ast.alias):
        return ((node.asname or node.name).partition(".")[0],)
    return (node.arg,) if isinstance(node, ast.arg) else ()


def _of_condition(nodes: list[ast.AST], line: int) -> Iterator[Said]:
    """Yields a condition, or a Python function that compares; nothing if the line has several."""
    found: list[Said] = []
    for n in nodes:
        if isinstance(n, ast.If | ast.While | ast.IfExp):
            word = "while" if isinstance(n, ast.While) else "if"
            if _compares(n.test):
                where = f"torch.where({shown(n.test)}, ...)"
                found.append(("condition_of_tensor", f"`{word} {shown(n.test)}`", where, line))
        elif isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id in COMPARING and len(n.args) == 2:
            found.append(("condition_of_tensor", f"Python's {n.func.id}", COMPARING[n.func.id], line))
    if len(found) == 1 and not any(isinstance(n, ast.BoolOp | ast.Assert) for n in nodes):
        yield found[0]


def _compares(test: ast.expr) -> bool:
    """Whether two things are compared, once."""
    one = isinstance(test, ast.Compare) and len(test.ops) == 1
    return one and isinstance(test.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE | ast.Eq | ast.NotEq)  # type: ignore[attr-defined]


def _of_counts(scene: Scene, name: str, expected: str, got: str) -> Iterator[Said]:
    for n in ast.walk(scene.tree):
        if isinstance(n, ast.ClassDef) and n.name == name:
            for f in n.body:
                if isinstance(f, ast.FunctionDef) and f.name == "backward":
                    returned = [r.lineno for r in ast.walk(f) if isinstance(r, ast.Return)]
                    yield "gradient_for_each_input", expected, got, returned[0] if len(returned) == 1 else f.lineno
