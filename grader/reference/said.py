"""An edit of an author's formula in words for students: in inputs, hyperparameters and common
functions alone.
"""

import ast
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from sympy import Expr, sympify

from ..exercise import Exercise
from ..listing import listed
from ..specification import Function, Subject
from .edits import Edit, source
from .typeset.code import Reading
from .typeset.notation import notation
from .typeset.written_nodes import Call, Node, Word
from .wrong_code import BRIEF, OTHER_ENTRY, WORDS

LONGEST = 80  # letters of a piece that can be read within a sentence
NAME = re.compile(r"[A-Za-z]\w*")
DEFINED = re.compile(r"\b([A-Za-z]\w*) = ")  # a name in a prompt: "with z1 = x w1^T + b1"


def said(edit: Edit, reading: Reading, exercise: Exercise) -> str:
    """The explanation of an edit for the student. It never shows a formula as a whole, and no name
    that only the author has.
    """
    pieces = {"piece": edit.piece, "before": edit.old, "after": edit.put}
    used = {name: node for name, node in pieces.items() if f"{{{name}}}" in WORDS[edit.code]}
    written = {name: _short(reading, node, edit.tree) for name, node in used.items()}
    needed = list(written.values())
    if not all(needed):
        return _brief(edit, reading)
    if len(set(needed)) < len(needed):
        return OTHER_ENTRY.format(needed[0]) if edit.code == "name_other" else _brief(edit, reading)
    around = _around(edit, reading, needed) if "{within}" in WORDS[edit.code] else ""
    below = " in a divisor" if _below(edit) else ""
    sentence = WORDS[edit.code].format(**written, within=f", in {around}" if around else "", below=below)
    condition = "" if around else _of_a_condition(edit)
    return sentence + condition + _of_states(" ".join([*needed, around]), exercise)


def _brief(edit: Edit, reading: Reading) -> str:
    """The words for a piece that cannot be written: the formula that it is in, or else what it is
    made of.
    """
    brief = BRIEF[edit.code]
    if around := _around(edit, reading, ()):
        return f"{brief[:-1]}, in {around}."
    if names := reading.made_of(edit.piece, edit.tree):
        return f"{brief[:-1]}, in what is made of {listed(names)}."
    return brief


def _below(edit: Edit) -> bool:
    """Whether the place is a divisor, or a factor of one."""
    inner: ast.expr = edit.old
    for node in edit.around:
        match node:
            case ast.BinOp(_, ast.Div(), divisor) if divisor is inner:
                return True
            case ast.BinOp(_, ast.Mult(), _):
                inner = node
            case _:
                return False
    return False


def _of_a_condition(edit: Edit) -> str:
    """Where the place is, if it is in no formula but in what decides between two."""
    return " This is in a condition." if any(isinstance(node, ast.Compare) for node in edit.around) else ""


def _of_states(texts: str, exercise: Exercise) -> str:
    """What is meant by the states of an optimizer that are named; nothing in other exercises."""
    named = [n for n in exercise.family.states(exercise) if n in NAME.findall(texts)]
    if not named or not exercise.family.steps:
        return ""
    what = f"{listed(named)} {'are states' if len(named) > 1 else 'is a state'}"
    return f" ({what}: grader derive {exercise.slug} shows the step.)"


@lru_cache(maxsize=256)
def reading(exercise: Exercise, function: Function, of: Subject) -> Reading:
    """How pieces of a form of an exercise are written; in a gradient, what equals the output is
    called so.
    """
    outputs: list[Node] = []
    if of == "gradient":
        forms = (exercise.function, *(f.function for f in exercise.forms if f.of == "value"))
        results = [_read(f).result() for f in forms]
        outputs = [r for r in results if r is not None and not isinstance(r, Word)]
    output = Call(exercise.slug, tuple(Word(i.name) for i in exercise.inputs))
    shown = frozenset(DEFINED.findall(exercise.text.prompt))
    return replace(_read(function), outputs=tuple(outputs), output=output, shown=shown)


def _read(function: Function) -> Reading:
    constants = {k: v for k, v in function.__globals__.items() if isinstance(v, int | float | Expr)}
    numbers = {k: notation(sympify(v)) for k, v in constants.items() if not isinstance(v, bool)}
    return Reading(source(function).trees, function.__name__, numbers)


def _short(reading: Reading, piece: ast.expr, tree: ast.FunctionDef) -> str:
    """A piece as it can stand in a sentence; nothing if it cannot."""
    text = reading.text(piece, tree) or ""
    return text if len(text) <= LONGEST else ""


def _around(edit: Edit, reading: Reading, told: Sequence[str]) -> str:
    """The nearest formula around the place that says where it is; nothing if none does."""
    for node in edit.around:
        if not isinstance(node, ast.UnaryOp | ast.Starred | ast.Tuple):
            text = _short(reading, node, edit.tree)
            if text and text not in told:
                return text
    return ""
