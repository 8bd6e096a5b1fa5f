"""The mistake that an exception's own words and the line that raised it leave no doubt of."""

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
    """A code, what a student is told, and how it is known."""
    for kind, message, at in RAISED.findall(result.summary):
        line = int(at or 0)
        for code, piece, instead, where in _looks(scene, kind, message, line):
            words = WORDS[code].format(lines=f"Line {where}", piece=piece, instead=instead)
            return code, words, f"by what {kind} says, and the code in line {where}"
    return None


def _looks(scene: Scene, kind: str, message: str, line: int) -> Iterator[Said]:
    nodes = [n for n in ast.walk(scene.tree) if getattr(n, "lineno", 0) == line]
    if "Boolean value of Tensor with more than one value" in message:
        yield from _of_condition(nodes, line)
    elif found := COUNTS.search(message):
        yield from _of_counts(scene, *found.groups())
    elif kind == "KeyError" and (key := KEY.match(message)):
        read = [n for n in nodes if isinstance(n, ast.Subscript) and isinstance(n.ctx, ast.Load)]
        for n in read:
            if isinstance(n.slice, ast.Constant) and n.slice.value == key[1]:
                yield "not_stored_yet", shown(n), repr(key[1]), line
    elif kind == "NameError":
        for name, statement in IMPORTS.items():
            bound = any(
                isinstance(n, ast.Name) and n.id == name and isinstance(n.ctx, ast.Store) for n in ast.walk(scene.tree)
            )
            if message.startswith(f"name '{name}' is not defined") and not bound:
                yield "import_missing", name, statement, line
    elif kind == "ZeroDivisionError":
        divided = [n for n in nodes if isinstance(n, ast.BinOp) and isinstance(n.op, ast.Div | ast.FloorDiv | ast.Mod)]
        if len(divided) == 1:
            yield "divisor_zero", shown(divided[0].right), "", line


def _of_condition(nodes: list[ast.AST], line: int) -> Iterator[Said]:
    """A condition, or a function of Python that compares; nothing if the line has more than one of them."""
    found: list[Said] = []
    for n in nodes:
        if isinstance(n, ast.If | ast.While | ast.IfExp):
            word = "while" if isinstance(n, ast.While) else "if"
            found.append(
                ("condition_of_tensor", f"`{word} {shown(n.test)}`", f"torch.where({_asked(n.test)}, ...)", line)
            )
        elif isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id in COMPARING:
            found.append(("condition_of_tensor", f"Python's {n.func.id}", COMPARING[n.func.id], line))
    if len(found) == 1 and not any(isinstance(n, ast.BoolOp | ast.Assert) for n in nodes):
        yield found[0]


def _asked(test: ast.expr) -> str:
    return shown(test.operand) if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) else shown(test)


def _of_counts(scene: Scene, name: str, expected: str, got: str) -> Iterator[Said]:
    for n in ast.walk(scene.tree):
        if isinstance(n, ast.ClassDef) and n.name == name:
            for f in n.body:
                if isinstance(f, ast.FunctionDef) and f.name == "backward":
                    returned = [r.lineno for r in ast.walk(f) if isinstance(r, ast.Return)]
                    yield "gradient_for_each_input", expected, got, returned[0] if len(returned) == 1 else f.lineno
