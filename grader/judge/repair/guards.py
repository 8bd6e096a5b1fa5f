"""Finds a clamp in a student's code that changes results, far from any overflow."""

import ast
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from ...exercise import Exercise
from ...report.model import Diagnosis, Step
from .changes import text
from .constants import fit
from .interpreter import Interpreter
from .trial import Trial, same

LIMITED = "limited_too_much"
WORDS = MappingProxyType(
    {LIMITED: "Line {line}: {piece} changes results. Without it they are right: choose wider limits, or leave it out."}
)
CLAMPS = ("clamp", "clip", "clamp_min", "clamp_max", "clamp_", "clamp_min_", "clamp_max_")


def limited(exercise: Exercise, code: Interpreter, trials: Sequence[Trial]) -> Diagnosis | None:
    """The one clamp without which all results are right to the error bound; with it the code,
    redone, gives what was got, which is not right.
    """
    found = list(_clamps(code.tree))
    if not found or not all(same(t, code) for t in trials) or fit(code, trials, (), "right"):
        return None
    for call, inside in found:
        if fit(code, trials, [(call, inside)], "right"):
            words = WORDS[LIMITED].format(line=call.lineno, piece=text(call))
            numbers = sum(len(w.got) for t in trials for w in t.wanted)
            evidence = f"without it all {numbers} results are right, redone in float64"
            step = Step(f"line {call.lineno}", "", text(call), "")
            name = LIMITED.replace("_", " ")
            return Diagnosis(f"{exercise.slug}.{LIMITED}", name, words, "", "named", evidence, (step,))
    return None


def _clamps(tree: ast.AST) -> Iterator[tuple[ast.Call, ast.expr]]:
    """The clamps of the code, each with what it is applied to."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(ast.Attribute(ast.Name("torch"), name), [inside, *_]) if name in CLAMPS:
                yield node, inside
            case ast.Call(ast.Attribute(inside, name)) if name in CLAMPS and text(inside) != "torch":
                yield node, inside
