"""The known facts of a crash: the code, the place, and the error messages."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...exercise import Exercise
from ...report.model import CheckResult

LINE = re.compile(r"\(line (\d{1,7}): ")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Scene:
    """The tree of a submission, and the checks that it failed with a crash, a wrong shape or a
    broken contract.
    """

    exercise: Exercise
    tree: ast.Module
    failed: Sequence[CheckResult]
    in_functions: bool = False  # whether only autograd.Functions contain the derivative by hand

    @property
    def codes(self) -> set[str]:
        return {r.findings.code for r in self.failed}

    @property
    def said(self) -> str:
        """Returns all error messages."""
        return " ".join(r.summary for r in self.failed)

    @property
    def lines(self) -> list[int]:
        """Returns the lines that failed."""
        return list(dict.fromkeys(int(n) for n in LINE.findall(self.said)))

    def nodes(self, *kinds: type[ast.AST]) -> Iterator[tuple[ast.AST, str]]:
        """Yields the nodes of these kinds with the functions that contain them: first those in
        lines that failed, then those in the same functions, and last those of the function itself
        if its values are right.
        """
        found = [(n, f) for n, f in _within(self.tree, "") if isinstance(n, kinds)]
        lines = self.lines
        near = {f for n, f in _within(self.tree, "") if getattr(n, "lineno", 0) in lines}
        last = self.exercise.slug if "values" not in {r.name for r in self.failed} else ""
        yield from sorted(
            found, key=lambda s: (getattr(s[0], "lineno", 0) not in lines, s[1] not in near, s[1] == last)
        )

    def function(self, name: str) -> Function | None:
        """Returns the last definition of a name in the file."""
        found = [n for n in ast.walk(self.tree) if isinstance(n, Function) and n.name == name]
        return found[-1] if found else None

    def parameters(self, name: str) -> list[str]:
        """Returns the parameters of the function with that name."""
        found = self.function(name)
        return [a.arg for a in (*found.args.posonlyargs, *found.args.args, *found.args.kwonlyargs)] if found else []


def _within(node: ast.AST, function: str) -> Iterator[tuple[ast.AST, str]]:
    for child in ast.iter_child_nodes(node):
        inner = child.name if isinstance(child, Function) else function
        yield child, inner
        yield from _within(child, inner)
