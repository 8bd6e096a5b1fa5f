"""Finds branches in a student's code in which the unused side is infinite or nan."""

import ast
from collections.abc import Iterator, Sequence

import numpy
from numpy.typing import NDArray

from ..answers.evidence import Answer
from .interpreter import Interpreter
from .trial import Trial

Mask = NDArray[numpy.bool_]


def lost_branch(code: Interpreter, answers: Sequence[Answer]) -> int | None:
    """The line of the `where` whose branch that is not taken is no number at every entry that is
    nan.

    The values are redone in the format of the check; gradients have the entries of their input.

    Raises:
        Exception: of any kind, if the code cannot be redone.
    """
    lines: set[int] | None = None
    for answer in answers:
        nan = numpy.isnan(numpy.array(answer.got))
        if nan.any():
            here = {line for line, lost in _branches(code, answer) if bool(numpy.all(lost[nan]))}
            lines = here if lines is None else lines & here
    return min(lines, default=None) if lines else None


def _branches(code: Interpreter, answer: Answer) -> Iterator[tuple[int, Mask]]:
    """The lines of each `where`, with whether the branch not taken is no number, entry by entry."""
    trial = Trial.of(answer.case, "value", [answer])
    with code.recorded() as tape:
        trial.results(code, rounded=True)
    for node, instances in tape.instances.items():
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "where"):
            continue
        method = len(node.args) == 2
        parts = [*node.args[:1], node.func.value, *node.args[1:]] if method else node.args
        for instance in instances:
            with numpy.errstate(all="ignore"):
                taken, yes, no = (code.run(part, instance.frame) for part in parts)
                lost = ~numpy.where(taken, numpy.isfinite(no), numpy.isfinite(yes))
            if lost.size == len(answer.got):
                yield node.lineno, lost.ravel()
